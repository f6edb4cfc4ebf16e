import { newToken } from '../../platform/auth/token.ts'
import type { WriteCtx } from '../../platform/context.ts'
import type { EventIds, Subscriber, TakenEvent } from '../../platform/jobs/outbox.ts'
import { buyerName, partnerName } from './ask.queries.ts'
import { readAddressForms, readLevels } from './assessment-catalog.service.ts'
import { endAnswerDeadline } from './assessment-deadlines.service.ts'
import { addresseeOf, linkOf, requestValues } from './assessment-mail.service.ts'
import { queueRequestMail } from './assessment-notices.service.ts'
import { noteDeliveries } from './delivery.service.ts'
import { grantCheck } from './grant-check.queries.ts'
import { CODE_MINUTES, issueCode } from './one-time-code.service.ts'
import {
  bringRequests,
  endLinksOfContact,
  endRequestsOfArchived,
  followRenewal,
  returnRequests,
} from './partner-changes.service.ts'
import { hoursFor } from './proposal.service.ts'
import { loadSet } from './question-set.service.ts'
import { grantById, requestOf, setGrantToken } from './request.store.ts'
import { asLevel } from './send.service.ts'

/** Mails a one-time code to where whoever holds a link is reached at present; the hint on the page names the same address. */
const mailCode = async (ctx: WriteCtx, ids: EventIds) => {
  const tenant = ctx.actor.tenant
  const grant = await grantById(ctx.db, tenant, ids.grantId ?? '')
  if (grant === undefined) return
  const reached = (await grantCheck(ctx.db, tenant, [grant.id])).get(grant.id)
  const request = await requestOf(ctx.db, tenant, grant.requestId)
  if (reached?.ok !== true || request === undefined) return
  const { id, code } = await issueCode(ctx, grant, 'mail')
  const company = await partnerName(ctx.db, tenant, request.partnerId)
  await queueRequestMail(
    ctx,
    request,
    'one-time-code',
    { grantId: grant.id, address: reached.address, lang: grant.lang, once: id },
    {
      buyerName: await buyerName(ctx.db, tenant),
      addressee: addresseeOf(await readAddressForms(ctx), grant.lang, company, grant.name),
      code,
      minutes: CODE_MINUTES,
      portalAddress: `${request.portalUrl}/`,
    },
  )
}

/** Mails a colleague the link to the sections handed over; the token is made here and only its hash is kept. */
const mailDelegate = async (ctx: WriteCtx, ids: EventIds) => {
  const tenant = ctx.actor.tenant
  const grant = await grantById(ctx.db, tenant, ids.grantId ?? '')
  if (grant === undefined || grant.revokedAt !== null || grant.address === null) return
  const request = await requestOf(ctx.db, tenant, grant.requestId)
  if (request === undefined) return
  const { token, hash } = newToken(tenant)
  await setGrantToken(ctx.db, grant, hash, ctx.now)
  const set = await loadSet(ctx, request.questionSetId)
  const mine = set.asked.items.filter(({ section }) => grant.sections === null || grant.sections.includes(section))
  const hours = hoursFor(await readLevels(ctx), asLevel(request.set)) * (mine.length / set.asked.items.length)
  const values = requestValues(
    await readAddressForms(ctx),
    request,
    {
      lang: grant.lang,
      company: await partnerName(ctx.db, tenant, request.partnerId),
      person: grant.name,
      buyer: await buyerName(ctx.db, tenant),
    },
    { questions: mine.length, hours: Math.max(0.5, Math.ceil(hours * 2) / 2) },
    linkOf(request.portalUrl, token),
  )
  await queueRequestMail(
    ctx,
    request,
    'assessment-request',
    { grantId: grant.id, address: grant.address, lang: grant.lang },
    values,
  )
}

/** The answers are in: nobody owes them any more. */
const endClock = async (ctx: WriteCtx, ids: EventIds) => {
  const request = await requestOf(ctx.db, ctx.actor.tenant, ids.assessmentId ?? '')
  if (request !== undefined && ['submitted', 'confirmed'].includes(request.state))
    await endAnswerDeadline(ctx, request.deadlineId, { done: true, at: request.submittedAt ?? undefined })
}

const noting = (delivery: 'sent' | 'failed') => ({
  together: 50,
  handle: (ctx: WriteCtx, ids: EventIds) => noteDeliveries(delivery, [{ ctx, ids }]),
  handleAll: (taken: readonly TakenEvent[]) => noteDeliveries(delivery, taken),
})

const mergeOf = ({ mergeId = '', partnerId = '', goneId = '' }: EventIds) => ({ mergeId, keptId: partnerId, goneId })

/** What assessments do when something happened elsewhere or in the portal, whose role may not do it itself. */
export const assessmentSubscribers: readonly Subscriber[] = [
  { name: 'assessments.message-sent', event: 'message.sent', ...noting('sent') },
  { name: 'assessments.message-failed', event: 'message.failed', ...noting('failed') },
  // Stopped by one of us, or because nobody may be written to there any more: either way the request is not with the partner.
  { name: 'assessments.message-cancelled', event: 'message.cancelled', ...noting('failed') },
  { name: 'assessments.mail-code', event: 'portal.code_wanted', handle: mailCode },
  { name: 'assessments.mail-delegate', event: 'portal.delegated', handle: mailDelegate },
  { name: 'assessments.end-clock', event: 'assessment.submitted', handle: endClock },
  { name: 'assessments.follow-merge', event: 'partner.merged', handle: (ctx, ids) => bringRequests(ctx, mergeOf(ids)) },
  {
    name: 'assessments.follow-merge-undone',
    event: 'partner.merge_undone',
    handle: (ctx, ids) => returnRequests(ctx, mergeOf(ids)),
  },
  {
    name: 'assessments.follow-renewal',
    event: 'engagement.period_changed',
    handle: (ctx, ids) => followRenewal(ctx, ids.partnerId ?? ''),
  },
  {
    name: 'assessments.follow-archive',
    event: 'partner.moved',
    handle: (ctx, ids) => endRequestsOfArchived(ctx, ids.partnerId ?? ''),
  },
  {
    name: 'assessments.follow-contact',
    event: 'contact.revoked',
    handle: (ctx, ids) => endLinksOfContact(ctx, ids.contactId ?? ''),
  },
]
