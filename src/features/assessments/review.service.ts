import type { PlainDate } from '../../domain/time.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'
import { noteAssessmentStanding } from '../partners/partner-standing.service.ts'
import { assertEachOnce } from './answer.service.ts'
import { answersOf } from './answer.store.ts'
import { contactById, partnerName } from './ask.queries.ts'
import { assessmentErrors, wrongState } from './assessment.errors.ts'
import { assessmentRights } from './assessment.policy.ts'
import { endAnswerDeadline, openAnswerDeadline } from './assessment-deadlines.service.ts'
import { keepReviews, type Review, returnedOf, reviewsOf } from './review.store.ts'
import type { ReviewDecision } from './review.tables.ts'
import { assertMove, assertRead, assertToCome, mailLead, ownRequest, saveRequest } from './send.service.ts'

export type Decision = {
  questionKey: string
  decision: ReviewDecision
  comment: string
  until: PlainDate | null
}

/** Decides on answers of the submission at hand: accept, count as partly, accept an equivalent measure until a day, or return with words. */
export const decideAnswers = async (
  ctx: WriteCtx,
  id: string,
  decisions: readonly Decision[],
  read?: number,
): Promise<void> => {
  const scope = authorize(ctx, assessmentRights.review)
  const request = await ownRequest(ctx, scope, id)
  if (request.state !== 'submitted') throw wrongState(request.state)
  assertRead(request, read)
  assertEachOnce(
    ctx,
    'decisions',
    decisions.map(({ questionKey }) => questionKey),
  )
  const rows = new Map((await answersOf(ctx.db, request.tenantId, id)).map((row) => [row.questionKey, row]))
  const before = new Map(
    (await reviewsOf(ctx.db, request.tenantId, id, request.submissionNo)).map((row) => [row.questionKey, row]),
  )
  const reviews: Review[] = decisions.map(({ questionKey, decision, comment, until }) => {
    const answer = rows.get(questionKey)
    if (answer === undefined) throw assessmentErrors.unknown_question()
    if ((decision === 'returned' && comment.trim() === '') || (decision === 'equivalent') !== (until !== null))
      throw platformErrors.invalid({}, [
        {
          field: decision === 'returned' ? 'comment' : 'until',
          code: 'custom',
          message:
            ctx.actor.locale === 'ja'
              ? '差し戻すときは言葉を、代わりの対策を認めるときは期限の日を添えてください。'
              : 'Returning needs words for the partner, an equivalent measure needs its last day.',
        },
      ])
    return {
      tenantId: request.tenantId,
      requestId: id,
      submissionNo: request.submissionNo,
      questionKey,
      answerRevision: answer.revision,
      decision,
      comment,
      until,
      by: ctx.actor.memberId,
      at: ctx.now,
    }
  })
  await keepReviews(ctx.db, reviews)
  ctx.record({
    stream: 'assessment',
    event: 'assessment.reviewed',
    subject: { type: 'assessment', id },
    before: decisions.map(({ questionKey }) => ({
      questionKey,
      decision: before.get(questionKey)?.decision ?? null,
    })),
    after: decisions.map(({ questionKey, decision, comment, until }) => ({ questionKey, decision, comment, until })),
  })
}

/** Sends the marked answers back to the partner with words, a new day and the same link or a fresh one. */
export const returnAnswers = async (
  ctx: WriteCtx,
  id: string,
  body: { words: string; deadline: PlainDate; submissionNo?: number | undefined },
): Promise<void> => {
  const scope = authorize(ctx, assessmentRights.review)
  const before = await ownRequest(ctx, scope, id)
  const state = assertMove(before, 'return', 'reviewer')
  assertRead(before, body.submissionNo)
  const returned = await returnedOf(ctx.db, before)
  if (returned.length === 0) throw assessmentErrors.nothing_returned()
  assertToCome(ctx, before, body.deadline)
  const contact = before.contactId === null ? undefined : await contactById(ctx.db, before.tenantId, before.contactId)
  const byMail = contact !== undefined && contact.email !== null && contact.revokedAt === null
  // The event of the submission may not have been heard yet, and then finds the clock of the next turn.
  await endAnswerDeadline(ctx, before.deadlineId, { done: true, at: before.submittedAt ?? undefined })
  const deadlineId = await openAnswerDeadline(ctx, before, body.deadline)
  const request = await saveRequest(ctx, before, {
    state,
    returnWords: body.words,
    deadline: body.deadline,
    deadlineId,
    delivery: byMail ? 'queued' : 'letter',
    failure: null,
  })
  if (contact !== undefined && byMail) {
    const company = await partnerName(ctx.db, request.tenantId, request.partnerId)
    await mailLead(ctx, request, 'returned', contact, company, { itemCount: returned.length })
  }
  await noteAssessmentStanding(ctx, request.partnerId, { assessmentState: state, answerDue: body.deadline })
  await noteOnTimeline(ctx, {
    partnerId: request.partnerId,
    kind: 'assessment',
    event: 'assessment.returned',
    params: { no: request.no, questions: returned.length },
    subject: { type: 'assessment', id },
  })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.returned',
    subject: { type: 'assessment', id },
    before: { state: before.state, deadline: before.deadline },
    after: { state, deadline: body.deadline, questions: returned.map(({ questionKey }) => questionKey) },
    reason: body.words,
  })
}
