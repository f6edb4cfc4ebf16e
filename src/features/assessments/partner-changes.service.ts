import { nextEvaluation } from '../../domain/calendar/next-evaluation.ts'
import { RISK_LEVELS, type RiskLevel } from '../../domain/risk/level.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { handDeadlines } from '../deadlines/deadline.service.ts'
import { nextRenewal } from '../engagements/engagement.queries.ts'
import { followMerge, followMergeUndone, type Merge } from '../engagements/merged-partner.service.ts'
import { rateAfterChange } from '../engagements/rate-partners.service.ts'
import { mergeInForce } from '../partners/merge.queries.ts'
import { noteAssessmentStanding } from '../partners/partner-standing.service.ts'
import { standingOf } from '../partners/rating.service.ts'
import { isArchived, nextDueOf } from './ask.queries.ts'
import { readCalendar, readLevels } from './assessment-catalog.service.ts'
import { handRequests, handRequestsBack, lockRunning } from './merged-requests.store.ts'
import { isOwing, liveGrants, liveGrantsOfContact, lockRequest, type Request, revokeGrants } from './request.store.ts'
import { MATTER_TYPE } from './request.tables.ts'
import { type Result, resultsOf } from './review.store.ts'
import { asLevel, endRequest, saveRequest } from './send.service.ts'

const REASONS = {
  merged: '同じ会社への別の評価に一本化したため / merged with another assessment of the same company',
  archived: '取引先を保管したため / the partner was archived',
  contact: '連絡先でなくなったため / no longer a contact of the partner',
}

/** How far a request has come: answers that are in are worth more than a draft. */
const PROGRESS: readonly Request['state'][] = ['draft', 'sending', 'open', 'returned', 'submitted']

const levelOf = async (ctx: WriteCtx, partnerId: string, result: Result): Promise<RiskLevel> => {
  const [{ levelEffective } = { levelEffective: null }] = await standingOf(ctx, [partnerId])
  return (levelEffective === null ? null : RISK_LEVELS[levelEffective]) ?? asLevel(`R${result.level ?? 0}`)
}

const dueAfter = async (ctx: WriteCtx, partnerId: string, result: Result) =>
  nextEvaluation((await readLevels(ctx)).cycleRules, await readCalendar(ctx), {
    level: await levelOf(ctx, partnerId, result),
    band: result.band,
    confirmedOn: result.confirmedOn,
    renewalOn: await nextRenewal(ctx.db, ctx.actor.tenant, partnerId, ctx.today),
  }).dueOn

/** Makes what lists show of partners true again, from their last results and what still runs. */
const restand = async (ctx: WriteCtx, partnerIds: readonly string[], because: string): Promise<void> => {
  const { tenant } = ctx.actor
  const running = await lockRunning(ctx.db, tenant, partnerIds)
  const last = new Map<string, Result | undefined>()
  for (const id of partnerIds) {
    const [result] = await resultsOf(ctx.db, tenant, id, 1)
    const open = running.find(({ partnerId }) => partnerId === id)
    last.set(id, result)
    await noteAssessmentStanding(ctx, id, {
      assessmentState: open?.state ?? (result === undefined ? 'none' : 'confirmed'),
      answerDue: open === undefined || open.state === 'draft' || open.state === 'submitted' ? null : open.deadline,
      maturity: result?.band == null ? null : Number(result.band.slice(1)),
      scoreBp: result?.scoreBp ?? null,
      nextDue: null,
    })
  }
  // Maturity is a factor of the level, and the level decides when the partner is looked at next.
  await rateAfterChange(ctx, partnerIds, because)
  for (const [id, result] of last)
    if (result !== undefined) await noteAssessmentStanding(ctx, id, { nextDue: await dueAfter(ctx, id, result) })
}

/** One company is asked one thing at a time: of two running requests the one that has come further stays. */
const endTheLesser = async (ctx: WriteCtx, { keptId, goneId }: Merge): Promise<void> => {
  const running = await lockRunning(ctx.db, ctx.actor.tenant, [keptId, goneId])
  const rank = ({ state, partnerId }: Request) => PROGRESS.indexOf(state) * 2 + (partnerId === keptId ? 1 : 0)
  const [, ...lesser] = running.toSorted((a, b) => rank(b) - rank(a))
  for (const request of lesser) await endRequest(ctx, request, REASONS.merged, 'system')
}

const recordMove = (ctx: WriteCtx, event: string, partnerId: string, merge: Merge, assessmentIds: string[]): void => {
  if (assessmentIds.length > 0)
    ctx.record({
      stream: 'assessment',
      event,
      subject: { type: 'partner', id: partnerId },
      after: { mergeId: merge.mergeId, assessmentIds },
    })
}

/**
 * Brings a duplicate's requests and results to the partner that stays: links go on working there, the last result of both
 * counts, and of two running requests only one goes on.
 */
export const bringRequests = async (ctx: WriteCtx, merge: Merge): Promise<void> => {
  const { tenant } = ctx.actor
  if (!(await mergeInForce(ctx.db, tenant, merge.mergeId))) return
  // The level that decides the next date needs the engagements too, whichever subscriber comes first.
  await followMerge(ctx, merge)
  await endTheLesser(ctx, merge)
  const { mergeId, keptId, goneId } = merge
  const moved = await handRequests(ctx.db, tenant, { from: goneId, to: keptId, mergeId }, ctx.now)
  await handDeadlines(ctx, { type: MATTER_TYPE, ids: moved }, keptId)
  recordMove(ctx, 'assessments.moved', keptId, merge, moved)
  await restand(ctx, [keptId, goneId], 'partner.merged')
}

/** Gives requests and results that came with a merge back; a request that was withdrawn for the merge stays withdrawn. */
export const returnRequests = async (ctx: WriteCtx, merge: Merge): Promise<void> => {
  const { tenant } = ctx.actor
  await followMergeUndone(ctx, merge)
  const { mergeId, keptId, goneId } = merge
  const moved = await handRequestsBack(ctx.db, tenant, { from: keptId, to: goneId, mergeId }, ctx.now)
  await handDeadlines(ctx, { type: MATTER_TYPE, ids: moved }, goneId)
  recordMove(ctx, 'assessments.moved_back', goneId, merge, moved)
  await restand(ctx, [keptId, goneId], 'partner.merge_undone')
}

/**
 * Moves the next evaluation of a partner that is looked at when its contracts are renewed, after the period of one has
 * changed (domain rules §3, R0). One that is due already stays due: a renewal is what it was for.
 */
export const followRenewal = async (ctx: WriteCtx, partnerId: string): Promise<void> => {
  const { tenant } = ctx.actor
  const [result] = await resultsOf(ctx.db, tenant, partnerId, 1)
  if (result === undefined) return
  const { evaluation } = (await readLevels(ctx)).cycleRules
  const before = await nextDueOf(ctx.db, tenant, partnerId)
  if (!evaluation[await levelOf(ctx, partnerId, result)].atRenewal || (before !== null && before <= ctx.today)) return
  const nextDue = await dueAfter(ctx, partnerId, result)
  if (nextDue === before) return
  await noteAssessmentStanding(ctx, partnerId, { nextDue })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.next_due_moved',
    subject: { type: 'partner', id: partnerId },
    before: { nextDue: before },
    after: { nextDue },
    reason: 'engagement.period_changed',
  })
}

/** Nobody is asked any more when the relationship is over: requests that still run end, with their links and mails. */
export const endRequestsOfArchived = async (ctx: WriteCtx, partnerId: string): Promise<void> => {
  if (!(await isArchived(ctx.db, ctx.actor.tenant, partnerId))) return
  const running = await lockRunning(ctx.db, ctx.actor.tenant, [partnerId])
  if (running.length === 0) return
  for (const request of running) await endRequest(ctx, request, REASONS.archived, 'system')
  await restand(ctx, [partnerId], 'partner.archived')
}

/** Marks a request as not delivered when nobody of the partner holds a link to it any more, so that it is sent to somebody else. */
const showUnreachable = async (ctx: WriteCtx, requestId: string): Promise<void> => {
  const request = await lockRequest(ctx.db, ctx.actor.tenant, requestId)
  if (request === undefined || !isOwing(request.state)) return
  if ((await liveGrants(ctx.db, ctx.actor.tenant, requestId)).some(({ role }) => role === 'lead')) return
  const change = { delivery: 'failed' as const, failure: 'recipient_revoked' }
  await saveRequest(ctx, request, change)
  ctx.record({
    stream: 'assessment',
    event: 'assessment.undelivered',
    subject: { type: 'assessment', id: requestId },
    before: { delivery: request.delivery, failure: request.failure },
    after: change,
  })
}

/** Who is no contact of a partner any more opens nothing of it: their links end, and those they gave to colleagues with them. */
export const endLinksOfContact = async (ctx: WriteCtx, contactId: string): Promise<void> => {
  const { tenant } = ctx.actor
  const links = await liveGrantsOfContact(ctx.db, tenant, contactId)
  const requestIds = [...new Set(links.map(({ requestId }) => requestId))]
  // Requests before links, as whoever withdraws one takes them.
  for (const id of requestIds) await lockRequest(ctx.db, tenant, id)
  await revokeGrants(
    ctx.db,
    tenant,
    links.map(({ id }) => id),
    ctx.now,
  )
  for (const { id, requestId } of links)
    ctx.record({
      stream: 'access',
      event: 'portal.link_ended',
      subject: { type: 'grant', id },
      before: { requestId },
      reason: REASONS.contact,
    })
  for (const id of requestIds) await showUnreachable(ctx, id)
}
