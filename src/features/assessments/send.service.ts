import { moveRequest } from '../../domain/assessment/request-state.ts'
import { RISK_LEVELS, type RiskLevel } from '../../domain/risk/level.ts'
import type { PlainDate } from '../../domain/time.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'
import { noteAssessmentStanding } from '../partners/partner-standing.service.ts'
import { answersOf, keepAnswers } from './answer.store.ts'
import { askerOf, type Contact, contactById, partnersToAsk } from './ask.queries.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { assessmentRights } from './assessment.policy.ts'
import { readChecklist, readLevels } from './assessment-catalog.service.ts'
import { endAnswerDeadline, moveAnswerDeadline, openAnswerDeadline } from './assessment-deadlines.service.ts'
import { linkOf, requestValues } from './assessment-mail.service.ts'
import { queueRequestMail, stopRequestMail } from './assessment-notices.service.ts'
import { fairnessProblems } from './fairness.service.ts'
import { issueLeadGrant } from './grant.service.ts'
import { hoursFor } from './proposal.service.ts'
import { askedSet, loadSet, progressOf, ruleAnswers, snapshotSet } from './question-set.service.ts'
import {
  getRequest,
  lastConfirmed,
  liveGrants,
  lockRequest,
  type Request,
  revokeGrants,
  updateRequest,
} from './request.store.ts'
import type { PreviousAnswers } from './request.tables.ts'
import { resultsOf } from './review.store.ts'

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
  if (!outcome.ok) throw assessmentErrors.wrong_state({ state: request.state })
  return outcome.next
}

export const saveRequest = async (ctx: WriteCtx, before: Request, change: Partial<Request>): Promise<Request> => {
  if (!(await updateRequest(ctx.db, before, change, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: before.version + 1 })
  return { ...before, ...change, version: before.version + 1 }
}

/** Last time's answers of this partner to questions that are asked again. */
const lastTime = async (ctx: WriteCtx, request: Request, keys: ReadonlySet<string>): Promise<PreviousAnswers> => {
  const before = await lastConfirmed(ctx.db, request.tenantId, request.partnerId)
  if (before === undefined) return {}
  const rows = await answersOf(ctx.db, request.tenantId, before.id)
  return Object.fromEntries(
    rows
      .filter(({ questionKey }) => keys.has(questionKey))
      .map(({ questionKey, value, comment }) => [questionKey, { value, comment }]),
  )
}

const prefill = (ctx: WriteCtx, request: Request, previous: PreviousAnswers) =>
  Object.entries(previous).map(([questionKey, { value, comment }]) => ({
    tenantId: request.tenantId,
    requestId: request.id,
    questionKey,
    revision: 1,
    value,
    comment,
    equivalent: false,
    source: 'prefilled' as const,
    byGrant: null,
    byMember: null,
    at: ctx.now,
  }))

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
    const values = await requestValues(
      ctx,
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

const sendOne = async (
  ctx: WriteCtx,
  before: Request,
  deadline: PlainDate,
  company: string,
  contact: Contact | undefined,
) => {
  const asked = askedSet(await readChecklist(ctx), asLevel(before.set))
  const previous = await lastTime(ctx, before, new Set(asked.items.map(({ key }) => key)))
  const questionSetId = await snapshotSet(ctx, asked)
  const filledIn = prefill(ctx, before, previous)
  await keepAnswers(ctx.db, filledIn)
  const set = await loadSet(ctx, questionSetId)
  const { shown, answered, percent } = progressOf(set, ruleAnswers(filledIn, []))
  const byMail = contact !== undefined && contact.email !== null
  const sending = assertMove(before, 'send', 'requester')
  const deadlineId = await openAnswerDeadline(ctx, before, deadline)
  const request = await saveRequest(ctx, before, {
    state: byMail ? sending : 'open',
    questionSetId,
    previous,
    shown,
    answered,
    percent,
    deadlineId,
    delivery: byMail ? 'queued' : 'letter',
    sentAt: ctx.now,
    openedAt: byMail ? null : ctx.now,
  })
  if (contact !== undefined && byMail) await mailLead(ctx, request, 'assessment-request', contact, company)
  await noteAssessmentStanding(ctx, request.partnerId, { assessmentState: request.state, answerDue: deadline })
  await noteOnTimeline(ctx, {
    partnerId: request.partnerId,
    kind: 'assessment',
    event: 'assessment.sent',
    params: { no: request.no, questions: asked.items.length, deadline },
    subject: { type: 'assessment', id: request.id },
  })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.sent',
    subject: { type: 'assessment', id: request.id },
    before: { state: before.state },
    after: { state: request.state, questionSetId, deadline, delivery: request.delivery },
  })
}

/** Sends drafts to their partners; a request that is not fair as it stands is held back with the reasons, the others go. */
export const sendRequests = async (ctx: WriteCtx, ids: readonly string[]) => {
  const scope = authorize(ctx, assessmentRights.ask)
  const sent: string[] = []
  const held: { id: string; problems: { code: string; message: string }[] }[] = []
  for (const id of [...new Set(ids)].sort()) {
    const request = await ownRequest(ctx, scope, id)
    assertMove(request, 'send', 'requester')
    const [partner] = await partnersToAsk(ctx.db, ctx.actor.tenant, scope, [request.partnerId])
    if (partner === undefined) throw platformErrors.not_found()
    const problems = fairnessProblems(ctx, request, partner.connectionBits)
    if (problems.length > 0 || request.deadline === null) {
      held.push({ id, problems })
      continue
    }
    const contact =
      request.contactId === null ? undefined : await contactById(ctx.db, request.tenantId, request.contactId)
    await sendOne(ctx, request, request.deadline, partner.name, contact?.revokedAt === null ? contact : undefined)
    sent.push(id)
  }
  return { sent, held }
}

/** Sends the mail once more with a new link; links that nobody opened end. */
export const resendRequest = async (ctx: WriteCtx, id: string): Promise<void> => {
  const scope = authorize(ctx, assessmentRights.ask)
  const before = await ownRequest(ctx, scope, id)
  if (!['sending', 'open', 'returned'].includes(before.state))
    throw assessmentErrors.wrong_state({ state: before.state })
  const contact = before.contactId === null ? undefined : await contactById(ctx.db, before.tenantId, before.contactId)
  if (contact === undefined || contact.email === null || contact.revokedAt !== null) throw assessmentErrors.no_address()
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
  const request = await saveRequest(ctx, before, { delivery: 'queued', failure: null })
  await mailLead(
    ctx,
    request,
    before.state === 'returned' ? 'returned' : 'assessment-request',
    contact,
    partner?.name ?? '',
  )
  ctx.record({
    stream: 'assessment',
    event: 'assessment.resent',
    subject: { type: 'assessment', id },
    before: { delivery: before.delivery, failure: before.failure },
    after: { delivery: 'queued', linksEnded: unopened.length },
  })
}

/** Takes a request back: its links end, its mails and its clock stop; answers stay as they are. */
export const withdrawRequest = async (ctx: WriteCtx, id: string, reason: string): Promise<void> => {
  const scope = authorize(ctx, assessmentRights.ask)
  const before = await ownRequest(ctx, scope, id)
  const state = assertMove(before, 'cancel', 'requester')
  await saveRequest(ctx, before, { state, closedAt: ctx.now })
  const links = await liveGrants(ctx.db, before.tenantId, id)
  await revokeGrants(
    ctx.db,
    before.tenantId,
    links.map((grant) => grant.id),
    ctx.now,
  )
  await stopRequestMail(ctx, id, reason)
  if (before.state !== 'submitted') await endAnswerDeadline(ctx, before.deadlineId, { done: false, reason })
  const earlier = await resultsOf(ctx.db, before.tenantId, before.partnerId, 1)
  await noteAssessmentStanding(ctx, before.partnerId, {
    assessmentState: earlier.length > 0 ? 'confirmed' : 'none',
    answerDue: null,
  })
  await noteOnTimeline(ctx, {
    partnerId: before.partnerId,
    kind: 'assessment',
    event: 'assessment.withdrawn',
    params: { no: before.no },
    subject: { type: 'assessment', id },
  })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.withdrawn',
    subject: { type: 'assessment', id },
    before: { state: before.state },
    after: { state },
    reason,
  })
}

/** Gives the partner more time, with the reason. */
export const extendRequest = async (ctx: WriteCtx, id: string, deadline: PlainDate, reason: string): Promise<void> => {
  const scope = authorize(ctx, assessmentRights.ask)
  const before = await ownRequest(ctx, scope, id)
  if (!['sending', 'open', 'returned'].includes(before.state))
    throw assessmentErrors.wrong_state({ state: before.state })
  if (before.deadline !== null && deadline <= before.deadline) throw assessmentErrors.past_deadline()
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
