import { hashPassword, passwordFits } from '../../platform/auth/password.ts'
import { newToken, readToken } from '../../platform/auth/token.ts'
import { plusSeconds } from '../../platform/clock.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type Member, memberById, updateMember } from './member.store.ts'
import { authErrors } from './organization.errors.ts'
import { findSession, insertApiToken, revokeApiToken, revokeSessions } from './session.store.ts'

/** The member who is signed in, with everything the account holds. */
export const self = async (ctx: WriteCtx): Promise<Member> => {
  const member =
    ctx.actor.memberId === null ? undefined : await memberById(ctx.db, ctx.actor.tenant, ctx.actor.memberId)
  if (member === undefined) throw platformErrors.unauthenticated()
  return member
}

/** The member as the ledger names them. */
export const subjectOf = (member: Member) => ({ type: 'member', id: member.id })

/** Writes a change of the member, refused when someone else was first. */
export const saveMember = async (
  ctx: WriteCtx,
  member: Member,
  change: Parameters<typeof updateMember>[2],
): Promise<void> => {
  if (!(await updateMember(ctx.db, member, change, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: member.version + 1 })
}

/** Changes the member's password after checking the current one; every other session ends. */
export const changePassword = async (
  ctx: WriteCtx,
  current: string,
  next: string,
  token: string | null,
): Promise<void> => {
  const member = await self(ctx)
  if (!(await passwordFits(member.passwordHash, current))) throw authErrors.password_wrong()
  await saveMember(ctx, member, { passwordHash: await hashPassword(next) })
  const except = await ownSession(ctx, token)
  await revokeSessions(ctx.db, ctx.actor.tenant, member.id, ctx.now, except === undefined ? {} : { except })
  ctx.record({ stream: 'access', event: 'member.password_changed', subject: subjectOf(member) })
}

/** The session a token belongs to; undefined for an API token. */
export const ownSession = async (ctx: WriteCtx, token: string | null): Promise<string | undefined> => {
  const read = token === null ? null : readToken(token)
  return read === null ? undefined : (await findSession(ctx.db, ctx.actor.tenant, read.hash, ctx.now))?.id
}

/** Sets the language of the member's screens. */
export const changeLocale = async (ctx: WriteCtx, locale: 'ja' | 'en'): Promise<void> => {
  const member = await self(ctx)
  if (member.locale === locale) return
  await saveMember(ctx, member, { locale })
  const [before, after] = [{ locale: member.locale }, { locale }]
  ctx.record({ stream: 'access', event: 'member.language_changed', subject: subjectOf(member), before, after })
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
    ctx.record({ stream: 'access', event: 'session.others_revoked', subject: subjectOf(member), after: { ended } })
}

/** Issues an API token with the member's own rights; the secret is shown once and only its hash is kept. */
export const issueToken = async (ctx: WriteCtx, name: string, days: number): Promise<{ id: string; token: string }> => {
  const member = await self(ctx)
  // A token that leaked must not make itself successors, nor may someone without the second factor go around it.
  if (ctx.actor.kind !== 'member' || ctx.actor.grants.length === 0) throw authErrors.token_by_session()
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
