import type { ApprovalState } from '../../domain/approval/approval.ts'
import type { IndividualReview } from '../../domain/assessment/fairness.ts'
import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { consenterMissing, consentOf, dropApproval, openApproval } from '../approvals/approval.service.ts'
import { readLevels } from './assessment-catalog.service.ts'
import { requestNumber } from './assessment-mail.service.ts'
import { needsReview } from './fairness.service.ts'
import type { Request } from './request.store.ts'
import { MATTER_TYPE } from './request.tables.ts'

const KIND = 'individual_review'
const WAITING: readonly ApprovalState[] = ['requested', 'approved']
const REFUSED: readonly ApprovalState[] = ['rejected', 'returned']

type Reviewed = Pick<Request, 'id' | 'set' | 'reviewReason'>
const matterOf = ({ id }: Pick<Request, 'id'>) => ({ type: MATTER_TYPE, id })
const isSameCase = (request: Reviewed, consent: { reason: string; proposal: Record<string, unknown> }): boolean =>
  consent.reason === request.reviewReason && consent.proposal.set === request.set

/** How far the review of a single case has come; `unasked` where the policy wants someone else's decision and nobody asked for it. */
const standingOf = async (
  ctx: ReadCtx,
  request: Reviewed,
  connectionBits: number,
): Promise<IndividualReview | 'unasked'> => {
  if (!needsReview(request, connectionBits)) return 'done'
  if (request.reviewReason.trim() === '') return 'missing'
  if (!(await readLevels(ctx)).consents.individualReview.decision) return 'done'
  const consent = await consentOf(ctx, KIND, matterOf(request))
  if (consent === null || !isSameCase(request, consent)) return 'unasked'
  if (consent.state === 'decided') return 'done'
  if (REFUSED.includes(consent.state)) return 'refused'
  return WAITING.includes(consent.state) ? 'waiting' : 'unasked'
}

/** How far the review of a single case has come; one that is asked for when the request is sent counts as done until then. */
export const seeReview = async (ctx: ReadCtx, request: Reviewed, connectionBits: number): Promise<IndividualReview> => {
  const standing = await standingOf(ctx, request, connectionBits)
  return standing === 'unasked' ? 'done' : standing
}

/** Takes back a review that still waits, because the request it was about changed or ended. */
export const dropReview = async (ctx: WriteCtx, request: Pick<Request, 'id'>, reason: string): Promise<void> => {
  const consent = await consentOf(ctx, KIND, matterOf(request))
  if (consent !== null && WAITING.includes(consent.state)) await dropApproval(ctx, consent.id, reason)
}

/** Asks someone else to decide on a single case when it is to be sent, unless that was decided; gives how far it is then. */
export const askForReview = async (
  ctx: WriteCtx,
  request: Reviewed & Pick<Request, 'no' | 'partnerId' | 'deadline'>,
  partner: { name: string; connectionBits: number },
): Promise<IndividualReview> => {
  const standing = await standingOf(ctx, request, partner.connectionBits)
  if (standing !== 'unasked') return standing
  await dropReview(ctx, request, '依頼の内容が変わったため / the request was changed')
  const wantsApproval = (await readLevels(ctx)).consents.individualReview.approval
  const missing = await consenterMissing(ctx, wantsApproval)
  if (missing !== null) return missing
  const { id, no, set, partnerId, deadline, reviewReason } = request
  const title = ctx.actor.locale === 'ja' ? '個別の見直し' : 'Individual review'
  await openApproval(ctx, {
    kind: KIND,
    subjectType: MATTER_TYPE,
    subjectId: id,
    partnerId,
    title: `${title}：${partner.name} ${requestNumber(no)}`,
    reason: reviewReason,
    proposal: { set, dueOn: deadline },
    expiresAt: null,
    wantsApproval,
  })
  return 'waiting'
}
