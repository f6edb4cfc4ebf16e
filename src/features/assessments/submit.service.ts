import { createHash } from 'node:crypto'
import type { RequestActor } from '../../domain/assessment/request-state.ts'
import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { canonical } from '../../platform/ledger/chain.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'
import { noteAssessmentStanding } from '../partners/partner-standing.service.ts'
import { assertEditable } from './answer.service.ts'
import { answersOf, filesOf, insertSubmission, latestSubmission } from './answer.store.ts'
import type { FrozenAnswers } from './answer.tables.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { loadSet, missingOf, ruleAnswers } from './question-set.service.ts'
import type { Request } from './request.store.ts'
import { insertReviews, reviewsOf } from './review.store.ts'
import { assertMove, saveRequest } from './send.service.ts'

/** The answers of a request as they stand, with the papers and as the rules see them. */
export const readAnswers = async (ctx: ReadCtx, request: Request) => {
  const set = await loadSet(ctx, request.questionSetId)
  const rows = await answersOf(ctx.db, request.tenantId, request.id)
  const files = await filesOf(ctx.db, request.tenantId, request.id)
  return { set, rows, files, answers: ruleAnswers(rows, files) }
}

const standsOn = ({ revision, files }: FrozenAnswers['answers'][number]): string =>
  [revision, ...files.map(({ fileId }) => fileId).sort()].join(' ')

/** Decisions on answers that did not change since, nor the papers with them, stay as they were, so that nobody reads them twice. */
const carryDecisions = async (
  ctx: WriteCtx,
  request: Request,
  before: FrozenAnswers,
  { no, answers }: FrozenAnswers,
): Promise<void> => {
  const earlier = new Map(before.answers.map((answer) => [answer.questionKey, standsOn(answer)]))
  const same = new Set(
    answers.filter((answer) => earlier.get(answer.questionKey) === standsOn(answer)).map((one) => one.questionKey),
  )
  const reviews = await reviewsOf(ctx.db, request.tenantId, request.id, before.no)
  await insertReviews(
    ctx.db,
    reviews
      .filter(({ decision, questionKey }) => decision !== 'returned' && same.has(questionKey))
      .map((review) => ({ ...review, submissionNo: no, by: null, at: ctx.now })),
  )
}

/** Submits the answers: all or nothing in one transaction, frozen with their hash, locked until they come back. */
export const submitAnswers = async (
  ctx: WriteCtx,
  request: Request,
  by: Extract<RequestActor, 'lead' | 'delegate' | 'proxy'>,
  author: { byGrant: string | null; byMember: string | null },
): Promise<{ no: number; hash: string }> => {
  if (by === 'delegate') throw assessmentErrors.lead_only()
  assertEditable(request)
  const state = assertMove(request, 'submit', by)
  const { set, rows, files, answers } = await readAnswers(ctx, request)
  const missing = missingOf(set, answers)
  if (missing.length > 0)
    throw assessmentErrors.incomplete(
      { count: missing.length },
      missing.slice(0, 50).map(({ question, problem }) => ({ field: question, code: problem, message: problem })),
    )
  const no = request.submissionNo + 1
  const frozen: FrozenAnswers = {
    requestId: request.id,
    no,
    questionSetId: request.questionSetId,
    answers: [...rows]
      .sort((a, b) => (a.questionKey < b.questionKey ? -1 : 1))
      .map(({ questionKey, value, comment, equivalent, revision, source }) => ({
        questionKey,
        value,
        comment,
        equivalent,
        revision,
        source,
        files: files
          .filter((file) => file.questionKey === questionKey)
          .map(({ fileId, name, sha256 }) => ({ fileId, name, sha256 })),
      })),
  }
  const hash = createHash('sha256').update(canonical(frozen)).digest('hex')
  const before = await latestSubmission(ctx.db, request.tenantId, request.id)
  await insertSubmission(ctx.db, {
    tenantId: request.tenantId,
    id: ctx.newId(),
    requestId: request.id,
    no,
    frozen,
    hash,
    ...author,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  if (before !== undefined) await carryDecisions(ctx, request, before.frozen, frozen)
  await saveRequest(ctx, request, { state, submissionNo: no, submittedAt: ctx.now })
  await noteAssessmentStanding(ctx, request.partnerId, { assessmentState: state })
  await noteOnTimeline(ctx, {
    partnerId: request.partnerId,
    kind: 'assessment',
    event: 'assessment.submitted',
    params: { no: request.no, submission: no, questions: rows.length },
    subject: { type: 'assessment', id: request.id },
  })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.submitted',
    subject: { type: 'assessment', id: request.id },
    before: { state: request.state },
    after: { state, no, hash },
  })
  ctx.emit('assessment.submitted', { assessmentId: request.id, partnerId: request.partnerId })
  return { no, hash }
}
