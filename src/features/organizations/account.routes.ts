import type { Right } from '../../domain/access/access.ts'
import { createThrottle } from '../../platform/auth/throttle.ts'
import { csrfOf } from '../../platform/auth/token.ts'
import type { Actor, WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { CSRF_COOKIE, SESSION_COOKIE } from '../../platform/http/mount.ts'
import { command, type Input, open, query, type Route } from '../../platform/http/route.ts'
import { type Engine, reading, writing } from '../../platform/work.ts'
import {
  changeLocale,
  changePassword,
  issueToken,
  revokeOtherSessions,
  revokeOwnSession,
  revokeToken,
  signOut,
} from './account.service.ts'
import { authenticateMember } from './authenticate.service.ts'
import {
  IdParams,
  LocaleBody,
  PasswordBody,
  ProofBody,
  RecoveryCodesView,
  SessionsView,
  SessionView,
  SetupBody,
  SetupView,
  SignInBody,
  TokenBody,
  TokensView,
  TokenView,
  TotpConfirmBody,
  TotpView,
} from './organization.contract.ts'
import { authErrors } from './organization.errors.ts'
import { describeSession, showSessions, showTokens } from './organization.service.ts'
import { confirmTotp, proposeOtherTotp, proposeTotp, renewRecoveryCodes } from './second-factor.service.ts'
import { foundOrganization } from './setup.service.ts'
import { SESSION_SECONDS, signIn } from './sign-in.service.ts'

/** What the installation decides about its first organisation. */
export type Installation = {
  isSetupToken: (token: string) => boolean
  founded: (founding: { tenant: string; memberId: string }, options: { sampleCompany: boolean }) => Promise<void>
}

type Jar = Pick<Input<undefined, undefined, undefined>, 'setCookie'>

const keepSession = ({ setCookie }: Jar, token: string): void => {
  setCookie({ name: SESSION_COOKIE, value: token, maxAgeSeconds: SESSION_SECONDS, httpOnly: true })
  setCookie({ name: CSRF_COOKIE, value: csrfOf(token), maxAgeSeconds: SESSION_SECONDS, httpOnly: false })
}

const dropSession = ({ setCookie }: Jar): void => {
  for (const name of [SESSION_COOKIE, CSRF_COOKIE])
    setCookie({ name, value: '', maxAgeSeconds: 0, httpOnly: name === SESSION_COOKIE })
}

const throttlesOf = (engine: Engine) => ({
  ip: createThrottle(engine.pools, 'signin-ip', { points: 60, seconds: 900, blockSeconds: 900 }),
  account: createThrottle(engine.pools, 'signin-account', { points: 10, seconds: 900, blockSeconds: 900 }),
})

const ISSUER = 'Kizuna'
const proofErrors = [authErrors.password_wrong, authErrors.totp_wrong, authErrors.no_second_factor]

/** Someone at an open screen may not try out codes: the count outlives the refused transaction. */
const withProof = async <R>(engine: Engine, actor: Actor | null, act: (ctx: WriteCtx) => Promise<R>): Promise<R> => {
  if (actor === null) throw platformErrors.unauthenticated()
  const throttle = createThrottle(engine.pools, 'account-proof', { points: 10, seconds: 900, blockSeconds: 900 })
  await throttle.take(actor.id)
  const done = await writing(engine, actor, act)
  await throttle.forgive(actor.id)
  return done
}

/** Routes of the account itself: set-up, signing in and out, second factor, sessions, tokens. */
export const accountRoutes = (rights: Record<string, Right>, installation: Installation): Route[] => [
  open(
    {
      method: 'POST',
      path: '/setup',
      access: 'public',
      summary: 'Found the organisation',
      body: SetupBody,
      response: SetupView,
      status: 201,
      errors: [authErrors.setup_closed],
    },
    async ({ engine }, { body, correlation }) => {
      if (!installation.isSetupToken(body.setupToken)) throw authErrors.setup_closed()
      const made = await foundOrganization(engine, { ...body, issueToken: body.issueToken === true }, correlation)
      await installation.founded(made, { sampleCompany: body.sampleCompany })
      return { token: made.token }
    },
  ),
  open(
    {
      method: 'POST',
      path: '/session',
      access: 'public',
      summary: 'Sign in',
      body: SignInBody,
      response: SessionView,
      errors: [authErrors.invalid, authErrors.totp_required, authErrors.totp_wrong],
    },
    async ({ engine }, input) => {
      const { token } = await signIn(engine, throttlesOf(engine), {
        ...input.body,
        userAgent: input.userAgent,
        ip: input.ip,
        correlation: input.correlation,
      })
      keepSession(input, token)
      const actor = await authenticateMember(engine, token, 'session', input.correlation)
      if (actor === null) throw authErrors.invalid()
      return reading(engine, actor, (ctx) => describeSession(ctx, rights))
    },
  ),
  query({ method: 'GET', path: '/session', summary: 'Who is signed in', response: SessionView }, (ctx) =>
    describeSession(ctx, rights),
  ),
  command({ method: 'DELETE', path: '/session', summary: 'Sign out', response: undefined }, async (ctx, input) => {
    await signOut(ctx, input.token)
    dropSession(input)
    return undefined
  }),
  command(
    {
      method: 'POST',
      path: '/account/totp',
      summary: 'Propose a second factor',
      response: TotpView,
      errors: [authErrors.proof_needed, authErrors.second_factor_by_session],
    },
    (ctx) => proposeTotp(ctx, ISSUER),
  ),
  open(
    {
      method: 'POST',
      path: '/account/totp/replacement',
      access: 'member',
      summary: 'Propose another second factor',
      body: ProofBody,
      response: TotpView,
      errors: proofErrors,
    },
    ({ engine, actor }, { body }) => withProof(engine, actor, (ctx) => proposeOtherTotp(ctx, ISSUER, body)),
  ),
  open(
    {
      method: 'POST',
      path: '/account/recovery-codes',
      access: 'member',
      summary: 'Replace the recovery codes',
      body: ProofBody,
      response: RecoveryCodesView,
      errors: proofErrors,
    },
    ({ engine, actor }, { body }) => withProof(engine, actor, (ctx) => renewRecoveryCodes(ctx, body)),
  ),
  command(
    {
      method: 'POST',
      path: '/account/totp/confirm',
      summary: 'Confirm the second factor',
      body: TotpConfirmBody,
      response: RecoveryCodesView,
      errors: [authErrors.totp_wrong, authErrors.second_factor_by_session],
    },
    (ctx, { body, token }) => confirmTotp(ctx, body.code, token),
  ),
  open(
    {
      method: 'PUT',
      path: '/account/password',
      access: 'member',
      summary: 'Change the password',
      body: PasswordBody,
      response: undefined,
      errors: [authErrors.password_wrong],
    },
    async ({ engine, actor }, { body, token }) => {
      await withProof(engine, actor, (ctx) => changePassword(ctx, body.currentPassword, body.newPassword, token))
      return undefined
    },
  ),
  command(
    {
      method: 'PATCH',
      path: '/account',
      summary: 'Set the language of the screens',
      body: LocaleBody,
      response: SessionView,
    },
    async (ctx, { body }) => {
      await changeLocale(ctx, body.locale)
      return describeSession(ctx, rights)
    },
  ),
  query(
    { method: 'GET', path: '/account/sessions', summary: 'Own open sessions', response: SessionsView },
    (ctx, { token }) => showSessions(ctx, token),
  ),
  command(
    { method: 'DELETE', path: '/account/sessions', summary: 'End all own sessions but this one', response: undefined },
    async (ctx, { token }) => {
      await revokeOtherSessions(ctx, token)
      return undefined
    },
  ),
  command(
    {
      method: 'DELETE',
      path: '/account/sessions/:id',
      summary: 'End an own session',
      params: IdParams,
      response: undefined,
    },
    async (ctx, { params }) => {
      await revokeOwnSession(ctx, params.id)
      return undefined
    },
  ),
  query({ method: 'GET', path: '/account/tokens', summary: 'Own API tokens', response: TokensView }, (ctx) =>
    showTokens(ctx),
  ),
  command(
    {
      method: 'POST',
      path: '/account/tokens',
      summary: 'Issue an API token',
      body: TokenBody,
      response: TokenView,
      status: 201,
      errors: [authErrors.token_by_session],
    },
    (ctx, { body }) => issueToken(ctx, body.name, body.days),
  ),
  command(
    {
      method: 'DELETE',
      path: '/account/tokens/:id',
      summary: 'End an API token',
      params: IdParams,
      response: undefined,
    },
    async (ctx, { params }) => {
      await revokeToken(ctx, params.id)
      return undefined
    },
  ),
]
