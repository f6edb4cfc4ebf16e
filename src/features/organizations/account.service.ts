import { randomBytes } from 'node:crypto'
import { hashPassword, passwordFits } from '../../platform/auth/password.ts'
import { hashSecret, newToken, readToken } from '../../platform/auth/token.ts'
import { newTotpSecret, totpStep, totpUri } from '../../platform/auth/totp.ts'
import { plusSeconds } from '../../platform/clock.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type Member, memberById, replaceRecoveryCodes, updateMember } from './member.store.ts'
import { authErrors } from './organization.errors.ts'
import { findSession, insertApiToken, revokeApiToken, revokeSessions } from './session.store.ts'

const self = async (ctx: WriteCtx): Promise<Member> => {
  const member =
    ctx.actor.memberId === null ? undefined : await memberById(ctx.db, ctx.actor.tenant, ctx.actor.memberId)
  if (member === undefined) throw platformErrors.unauthenticated()
  return member
}

const subject = (member: Member) => ({ type: 'member', id: member.id })

const save = async (ctx: WriteCtx, member: Member, change: Parameters<typeof updateMember>[2]): Promise<void> => {
  if (!(await updateMember(ctx.db, member, change, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: member.version + 1 })
}

/** Proposes a new second factor to the member who is signed in; it counts only once confirmed by a code. */
export const proposeTotp = async (ctx: WriteCtx, issuer: string): Promise<{ otpauthUri: string; secret: string }> => {
  const member = await self(ctx)
  if (member.totpConfirmedAt !== null) throw platformErrors.forbidden({ permission: 'mfa' })
  const secret = newTotpSecret()
  await save(ctx, member, { totpSecret: ctx.vault.seal(secret) })
  return { otpauthUri: totpUri(issuer, member.emailNorm, secret), secret }
}

/** Confirms the second factor by one code and hands out ten recovery codes, shown once. */
export const confirmTotp = async (ctx: WriteCtx, code: string): Promise<{ recoveryCodes: string[] }> => {
  const member = await self(ctx)
  const step = member.totpSecret === null ? null : totpStep(ctx.vault.unseal(member.totpSecret), code, ctx.now, null)
  if (step === null) throw authErrors.totp_wrong()
  await save(ctx, member, { totpConfirmedAt: ctx.now, totpLastStep: step })
  const codes = Array.from({ length: 10 }, () =>
    randomBytes(6)
      .toString('hex')
      .replace(/(.{4})(?=.)/g, '$1-'),
  )
  const rows = codes.map((text) => ({
    tenantId: ctx.actor.tenant,
    id: ctx.newId(),
    memberId: member.id,
    codeHash: hashSecret(text),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }))
  await replaceRecoveryCodes(ctx.db, rows, ctx.actor.tenant, member.id)
  ctx.record({ stream: 'access', event: 'member.second_factor_confirmed', subject: subject(member) })
  return { recoveryCodes: codes }
}

/** Changes the member's password after checking the current one; every other session ends. */
export const changePassword = async (
  ctx: WriteCtx,
  current: string,
  next: string,
  token: string | null,
): Promise<void> => {
  const member = await self(ctx)
  if (!(await passwordFits(member.passwordHash, current))) throw authErrors.invalid()
  await save(ctx, member, { passwordHash: await hashPassword(next) })
  const except = await ownSession(ctx, token)
  await revokeSessions(ctx.db, ctx.actor.tenant, member.id, ctx.now, except === undefined ? {} : { except })
  ctx.record({ stream: 'access', event: 'member.password_changed', subject: subject(member) })
}

const ownSession = async (ctx: WriteCtx, token: string | null): Promise<string | undefined> => {
  const read = token === null ? null : readToken(token)
  return read === null ? undefined : (await findSession(ctx.db, ctx.actor.tenant, read.hash, ctx.now))?.id
}

/** Sets the language of the member's screens. */
export const changeLocale = async (ctx: WriteCtx, locale: 'ja' | 'en'): Promise<void> => {
  await save(ctx, await self(ctx), { locale })
}

/** Ends the session in use. */
export const signOut = async (ctx: WriteCtx, token: string | null): Promise<void> => {
  const member = await self(ctx)
  const only = await ownSession(ctx, token)
  if (only !== undefined) await endSession(ctx, member, only)
}

const endSession = async (ctx: WriteCtx, member: Member, only: string): Promise<void> => {
  const ended = await revokeSessions(ctx.db, ctx.actor.tenant, member.id, ctx.now, { only })
  if (ended === 0) throw platformErrors.not_found()
  ctx.record({ stream: 'access', event: 'session.revoked', subject: { type: 'session', id: only } })
}

/** Ends one of the member's own sessions, for instance on a lost phone. */
export const revokeOwnSession = async (ctx: WriteCtx, sessionId: string): Promise<void> =>
  endSession(ctx, await self(ctx), sessionId)

/** Ends every own session but the one in use. */
export const revokeOtherSessions = async (ctx: WriteCtx, token: string | null): Promise<void> => {
  const member = await self(ctx)
  const except = await ownSession(ctx, token)
  const ended = await revokeSessions(
    ctx.db,
    ctx.actor.tenant,
    member.id,
    ctx.now,
    except === undefined ? {} : { except },
  )
  if (ended > 0)
    ctx.record({ stream: 'access', event: 'session.others_revoked', subject: subject(member), after: { ended } })
}

/** Issues an API token with the member's own rights; the secret is shown once and only its hash is kept. */
export const issueToken = async (ctx: WriteCtx, name: string, days: number): Promise<{ id: string; token: string }> => {
  const member = await self(ctx)
  if (ctx.actor.grants.length === 0) throw platformErrors.forbidden({ permission: 'api_token' })
  const { token, hash } = newToken(ctx.actor.tenant)
  const id = ctx.newId()
  await insertApiToken(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    memberId: member.id,
    name,
    tokenHash: hash,
    expiresAt: plusSeconds(ctx.now, days * 86_400),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  ctx.record({ stream: 'access', event: 'api_token.issued', subject: { type: 'api_token', id }, after: { days } })
  return { id, token }
}

/** Ends one of the member's own API tokens. */
export const revokeToken = async (ctx: WriteCtx, id: string): Promise<void> => {
  const member = await self(ctx)
  if (!(await revokeApiToken(ctx.db, ctx.actor.tenant, member.id, id, ctx.now))) throw platformErrors.not_found()
  ctx.record({ stream: 'access', event: 'api_token.revoked', subject: { type: 'api_token', id } })
}
