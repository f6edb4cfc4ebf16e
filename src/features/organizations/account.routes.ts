import type { Right } from '../../domain/access/access.ts'
import { createThrottle } from '../../platform/auth/throttle.ts'
import { csrfOf } from '../../platform/auth/token.ts'
import { CSRF_COOKIE, SESSION_COOKIE } from '../../platform/http/mount.ts'
import { command, type Input, open, query, type Route } from '../../platform/http/route.ts'
import { type Engine, reading } from '../../platform/work.ts'
import {
  changeLocale,
  changePassword,
  confirmTotp,
  issueToken,
  proposeTotp,
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
import { foundOrganization } from './setup.service.ts'
import { SESSION_SECONDS, signIn } from './sign-in.service.ts'

/** What the installation decides about its first organisation. */
export type Installation = {
  isSetupToken: (token: string) => boolean
  founded: (tenant: string, options: { sampleCompany: boolean }) => Promise<void>
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
    async ({ engine }, { body }) => {
      if (!installation.isSetupToken(body.setupToken)) throw authErrors.setup_closed()
      const made = await foundOrganization(engine, { ...body, issueToken: body.issueToken === true }, 'setup')
      await installation.founded(made.tenant, { sampleCompany: body.sampleCompany })
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
        correlation: 'signin',
      })
      keepSession(input, token)
      const actor = await authenticateMember(engine, token, 'session', 'signin')
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
  command({ method: 'POST', path: '/account/totp', summary: 'Propose a second factor', response: TotpView }, (ctx) =>
    proposeTotp(ctx, 'Kizuna'),
  ),
  command(
    {
      method: 'POST',
      path: '/account/totp/confirm',
      summary: 'Confirm the second factor',
      body: TotpConfirmBody,
      response: RecoveryCodesView,
      errors: [authErrors.totp_wrong],
    },
    (ctx, { body }) => confirmTotp(ctx, body.code),
  ),
  command(
    {
      method: 'PUT',
      path: '/account/password',
      summary: 'Change the password',
      body: PasswordBody,
      response: undefined,
      errors: [authErrors.invalid],
    },
    async (ctx, { body, token }) => {
      await changePassword(ctx, body.currentPassword, body.newPassword, token)
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
