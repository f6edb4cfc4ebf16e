import { moveRequest } from '../../domain/assessment/request-state.ts'
import { RISK_LEVELS, type RiskLevel } from '../../domain/risk/level.ts'
import type { PlainDate } from '../../domain/time.ts'
import { localDay } from '../../platform/clock.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'
import { noteAssessmentStanding } from '../partners/partner-standing.service.ts'
import { askerOf, type Contact, partnersToAsk, peopleToAsk } from './ask.queries.ts'
import { assessmentErrors, wrongState } from './assessment.errors.ts'
import { assessmentRights } from './assessment.policy.ts'
import { readAddressForms, readLevels } from './assessment-catalog.service.ts'
import { endAnswerDeadline, moveAnswerDeadline } from './assessment-deadlines.service.ts'
import { linkOf, requestValues } from './assessment-mail.service.ts'
import { queueRequestMail, stopRequestMail } from './assessment-notices.service.ts'
import { issueLeadGrant } from './grant.service.ts'
import { dropReview } from './individual-review.service.ts'
import { hoursFor } from './proposal.service.ts'
import { loadSet } from './question-set.service.ts'
import {
  getRequest,
  isOwing,
  liveGrants,
  lockRequest,
  type Request,
  revokeGrants,
  updateRequest,
} from './request.store.ts'
import { resultsOf, returnedOf } from './review.store.ts'

export const asLevel = (set: string): RiskLevel => RISK_LEVELS.find((level) => level === set) ?? 'R0'

/** Locks a request inside the reader's scope; anything else is as if it did not exist. */
export const ownRequest = async (ctx: WriteCtx, scope: ReturnType<typeof authorize>, id: string): Promise<Request> => {
  if ((await getRequest(ctx.db, ctx.actor.tenant, scope, id)) === undefined) throw platformErrors.not_found()
  const request = await lockRequest(ctx.db, ctx.actor.tenant, id)
  if (request === undefined) throw platformErrors.not_found()
  return request
}

export const assertMove = (
  request: Request,
  move: Parameters<typeof moveRequest>[1],
  by: Parameters<typeof moveRequest>[2],
) => {
  const outcome = moveRequest(request.state, move, by)
  if (!outcome.ok) throw wrongState(request.state)
  return outcome.next
}

/** Refuses a last day that is over where the partner is. */
export const assertToCome = (ctx: WriteCtx, { tz }: Pick<Request, 'tz'>, deadline: PlainDate): void => {
  if (deadline < localDay(ctx.now, tz)) throw assessmentErrors.day_over()
}

/** Refuses a reviewer who read an earlier submission than the one at hand. */
export const assertRead = ({ submissionNo, version }: Request, read: number | undefined): void => {
  if (read !== undefined && read !== submissionNo) throw platformErrors.changed_meanwhile({ version })
}

export const saveRequest = async (ctx: WriteCtx, before: Request, change: Partial<Request>): Promise<Request> => {
  if (!(await updateRequest(ctx.db, before, change, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: before.version + 1 })
  return { ...before, ...change, version: before.version + 1 }
}

/** Writes the mail with the link to the person asked. */
export const mailLead = async (
  ctx: WriteCtx,
  request: Request,
  template: 'assessment-request' | 'returned' | 'result',
  contact: Contact,
  company: string,
  more: Record<string, string | number> = {},
): Promise<string> => {
  const set = await loadSet(ctx, request.questionSetId)
  const levels = await readLevels(ctx)
  const { company: buyer } = await askerOf(ctx.db, request.tenantId, request.ownerId)
  const { id, token } = await issueLeadGrant(ctx, request, {
    contactId: contact.id,
    name: contact.name,
    address: contact.email,
  })
  if (contact.email !== null) {
    const values = requestValues(
      await readAddressForms(ctx),
      request,
      { lang: contact.lang, company, person: contact.name, buyer: buyer.name },
      { questions: set.asked.items.length, hours: hoursFor(levels, asLevel(request.set)) },
      linkOf(request.portalUrl, token),
    )
    await queueRequestMail(
      ctx,
      request,
      template,
      { grantId: id, address: contact.email, lang: contact.lang },
      { ...values, ...more },
    )
  }
  return id
}

/** Sends the mail once more with a new link; links that nobody opened end. */
export const resendRequest = async (ctx: WriteCtx, id: string): Promise<void> => {
  const scope = authorize(ctx, assessmentRights.ask)
  const before = await ownRequest(ctx, scope, id)
  if (!isOwing(before.state)) throw wrongState(before.state)
  // Where the person asked has left, the next one of the partner is asked.
  const contact = (await peopleToAsk(ctx.db, before)).find(({ email }) => email !== null)
  if (contact === undefined) throw assessmentErrors.no_address()
  const [partner] = await partnersToAsk(ctx.db, before.tenantId, scope, [before.partnerId])
  const unopened = (await liveGrants(ctx.db, before.tenantId, id)).filter(
    ({ role, openedAt }) => role === 'lead' && openedAt === null,
  )
  await stopRequestMail(ctx, id, 'resent')
  await revokeGrants(
    ctx.db,
    before.tenantId,
    unopened.map((grant) => grant.id),
    ctx.now,
  )
  const to = { contactId: contact.id, lang: contact.lang }
  const request = await saveRequest(ctx, before, { ...to, delivery: 'queued', failure: null })
  const company = partner?.name ?? ''
  if (before.state === 'returned')
    await mailLead(ctx, request, 'returned', contact, company, { itemCount: (await returnedOf(ctx.db, before)).length })
  else await mailLead(ctx, request, 'assessment-request', contact, company)
  ctx.record({
    stream: 'assessment',
    event: 'assessment.resent',
    subject: { type: 'assessment', id },
    before: { delivery: before.delivery, failure: before.failure, contactId: before.contactId },
    after: { delivery: 'queued', contactId: contact.id, linksEnded: unopened.length },
  })
}

/** Ends a request that is running: its links end, its mails and its clock stop; answers stay as they are. */
export const endRequest = async (
  ctx: WriteCtx,
  before: Request,
  reason: string,
  by: 'requester' | 'system',
): Promise<void> => {
  const state = assertMove(before, 'cancel', by)
  await saveRequest(ctx, before, { state, closedAt: ctx.now })
  const links = await liveGrants(ctx.db, before.tenantId, before.id)
  await revokeGrants(
    ctx.db,
    before.tenantId,
    links.map((grant) => grant.id),
    ctx.now,
  )
  await stopRequestMail(ctx, before.id, reason)
  if (before.state === 'draft') await dropReview(ctx, before, reason)
  const { deadlineId, submittedAt } = before
  const over =
    before.state === 'submitted'
      ? { done: true as const, at: submittedAt ?? undefined }
      : { done: false as const, reason }
  await endAnswerDeadline(ctx, deadlineId, over)
  await noteOnTimeline(ctx, {
    partnerId: before.partnerId,
    kind: 'assessment',
    event: 'assessment.withdrawn',
    params: { no: before.no },
    subject: { type: 'assessment', id: before.id },
  })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.withdrawn',
    subject: { type: 'assessment', id: before.id },
    before: { state: before.state },
    after: { state },
    reason,
  })
}

/** Takes a request back, with the reason. */
export const withdrawRequest = async (ctx: WriteCtx, id: string, reason: string): Promise<void> => {
  const scope = authorize(ctx, assessmentRights.ask)
  const before = await ownRequest(ctx, scope, id)
  await endRequest(ctx, before, reason, 'requester')
  const earlier = await resultsOf(ctx.db, before.tenantId, before.partnerId, 1)
  await noteAssessmentStanding(ctx, before.partnerId, {
    assessmentState: earlier.length > 0 ? 'confirmed' : 'none',
    answerDue: null,
  })
}

/** Gives the partner more time, with the reason. */
export const extendRequest = async (ctx: WriteCtx, id: string, deadline: PlainDate, reason: string): Promise<void> => {
  const scope = authorize(ctx, assessmentRights.ask)
  const before = await ownRequest(ctx, scope, id)
  if (!isOwing(before.state)) throw wrongState(before.state)
  if (before.deadline !== null && deadline <= before.deadline) throw assessmentErrors.past_deadline()
  assertToCome(ctx, before, deadline)
  await saveRequest(ctx, before, { deadline })
  await moveAnswerDeadline(ctx, before, deadline, reason)
  await noteAssessmentStanding(ctx, before.partnerId, { answerDue: deadline })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.extended',
    subject: { type: 'assessment', id },
    before: { deadline: before.deadline },
    after: { deadline },
    reason,
  })
}
