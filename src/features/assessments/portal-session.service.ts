import type { Throttle } from '../../platform/auth/throttle.ts'
import { newToken, readToken } from '../../platform/auth/token.ts'
import { plusSeconds } from '../../platform/clock.ts'
import type { Actor, WriteCtx } from '../../platform/context.ts'
import { inTenant } from '../../platform/db/tenant.ts'
import { type Locale, platformErrors } from '../../platform/errors.ts'
import { type Claim, type Engine, writing } from '../../platform/work.ts'
import { noteAssessmentStanding } from '../partners/partner-standing.service.ts'
import { portalErrors } from './assessment.errors.ts'
import { type CodeVerdict, tryCode } from './one-time-code.service.ts'
import {
  bindPortalSession,
  endPortalSession,
  findLink,
  findPortalSession,
  insertPortalSession,
  type LinkFound,
} from './portal-session.store.ts'
import { lockRequest, markOpened, updateRequest } from './request.store.ts'

export const PORTAL_SESSION_SECONDS = 30 * 24 * 3600

export type LinkAttempt = {
  token: string
  code: string | undefined
  /** The session this device already has, if any. */
  device: string | null
  userAgent: string
  ip: string
  correlation: string
}

export type Opened =
  | { status: 'open'; token: string }
  | { status: 'code_sent'; hint: string }
  | { status: 'code_by_call' }

const localeOfLink = (lang: string): Locale => (lang === 'ja' ? 'ja' : 'en')

const actorOf = (
  tenant: string,
  link: { grantId: string; requestId: string; locale: string },
  correlation: string,
): Actor => ({
  tenant,
  kind: 'grant',
  id: link.grantId,
  memberId: null,
  locale: localeOfLink(link.locale),
  grants: [],
  request: link.requestId,
  correlation,
})

/** Finds the link behind a portal session; one that ended, or whose link or request ended, opens nothing. */
export const authenticatePortal = async (engine: Engine, token: string, correlation: string): Promise<Actor | null> => {
  const read = readToken(token)
  if (read === null) return null
  const found = await inTenant(engine.pools, { tenant: read.tenant, role: 'portal', mode: 'read' }, (db) =>
    findPortalSession(db, read.hash, engine.clock.now()),
  )
  return found === undefined ? null : actorOf(read.tenant, found, correlation)
}

/** The same inside the transaction that serves the request, which from then on sees this one request only. */
export const claimPortal = (engine: Engine, token: string, correlation: string): Claim | null => {
  const read = readToken(token)
  if (read === null) return null
  return {
    kind: 'claim',
    tenant: read.tenant,
    role: 'portal',
    find: async (db) => {
      const found = await bindPortalSession(db, read.hash, engine.clock.now())
      if (found === undefined) throw platformErrors.unauthenticated()
      return actorOf(read.tenant, found, correlation)
    },
  }
}

/** Enough of an address to recognise it, not enough to learn it. */
export const hintOf = (address: string): string => {
  const [name = '', domain = ''] = address.split('@')
  return `${name.slice(0, 1)}${'•'.repeat(Math.max(2, Math.min(6, name.length - 1)))}@${domain}`
}

const startSession = async (ctx: WriteCtx, link: LinkFound, userAgent: string): Promise<string> => {
  // The request before the link, as whoever takes a request back does.
  const request = await lockRequest(ctx.db, ctx.actor.tenant, link.requestId)
  const { token, hash } = newToken(ctx.actor.tenant)
  const id = ctx.newId()
  await insertPortalSession(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    requestId: link.requestId,
    grantId: link.grantId,
    tokenHash: hash,
    userAgent,
    expiresAt: plusSeconds(ctx.now, PORTAL_SESSION_SECONDS),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  await markOpened(ctx.db, ctx.actor.tenant, link.grantId, ctx.now)
  // Whoever holds the link has the mail, whatever the mail server has told us so far.
  if (request?.state === 'sending') {
    await updateRequest(ctx.db, request, { state: 'open', openedAt: ctx.now }, ctx.now)
    await noteAssessmentStanding(ctx, request.partnerId, { assessmentState: 'open' })
    ctx.record({
      stream: 'assessment',
      event: 'assessment.opened',
      subject: { type: 'assessment', id: request.id },
      before: { state: request.state },
      after: { state: 'open' },
    })
  }
  ctx.record({
    stream: 'access',
    event: 'portal.session_opened',
    subject: { type: 'grant', id: link.grantId },
    after: { sessionId: id, requestId: link.requestId },
  })
  return token
}

const refuse = (verdict: Exclude<CodeVerdict, { ok: true }>): never => {
  throw verdict.reason === 'wrong' ? portalErrors.code_wrong({ left: verdict.left }) : portalErrors.code_spent()
}

/** Opens a link after a click: a known device at once, a new one with a code sent to the registered address. */
export const openLink = async (
  engine: Engine,
  throttles: { ip: Throttle; link: Throttle },
  attempt: LinkAttempt,
): Promise<Opened> => {
  await throttles.ip.take(attempt.ip)
  const read = readToken(attempt.token)
  if (read === null) throw portalErrors.unknown_link()
  const link = await inTenant(engine.pools, { tenant: read.tenant, role: 'portal', mode: 'read' }, (db) =>
    findLink(db, read.hash),
  )
  if (link === undefined) throw portalErrors.unknown_link()
  if (!link.open || Date.parse(link.expiresAt) <= Date.parse(engine.clock.now())) throw portalErrors.closed_link()
  const actor = actorOf(read.tenant, link, attempt.correlation)
  const known = attempt.device === null ? null : await authenticatePortal(engine, attempt.device, attempt.correlation)
  if (known?.id === link.grantId && known.tenant === read.tenant)
    return { status: 'open', token: await writing(engine, actor, (ctx) => startSession(ctx, link, attempt.userAgent)) }
  await throttles.link.take(link.grantId)
  const { code } = attempt
  if (code === undefined) {
    if (link.address === null) return { status: 'code_by_call' }
    await writing(engine, actor, async (ctx) => ctx.emit('portal.code_wanted', { grantId: link.grantId }))
    return { status: 'code_sent', hint: hintOf(link.address) }
  }
  const outcome = await writing(engine, actor, async (ctx) => {
    const verdict = await tryCode(ctx, link.grantId, code)
    return verdict.ok ? { verdict, token: await startSession(ctx, link, attempt.userAgent) } : { verdict, token: '' }
  })
  if (!outcome.verdict.ok) refuse(outcome.verdict)
  await throttles.link.forgive(link.grantId)
  return { status: 'open', token: outcome.token }
}

/** Ends this device's session. */
export const closePortal = async (ctx: WriteCtx, token: string | null): Promise<void> => {
  const read = token === null ? null : readToken(token)
  if (read !== null) await endPortalSession(ctx.db, ctx.actor.tenant, read.hash, ctx.now)
}
