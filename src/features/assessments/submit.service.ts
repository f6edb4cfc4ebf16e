import { createHash } from 'node:crypto'
import type { RequestActor } from '../../domain/assessment/request-state.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { canonical } from '../../platform/ledger/chain.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'
import { noteAssessmentStanding } from '../partners/partner-standing.service.ts'
import { assertEditable } from './answer.service.ts'
import { answersOf, filesOf, insertSubmission } from './answer.store.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { loadSet, missingOf, ruleAnswers } from './question-set.service.ts'
import type { Request } from './request.store.ts'
import { insertReviews, reviewsOf } from './review.store.ts'
import { assertMove, saveRequest } from './send.service.ts'

/** What keeps a request from being submitted, with what is missing at each question. */
export const whatIsMissing = async (ctx: WriteCtx | Parameters<typeof loadSet>[0], request: Request) => {
  const set = await loadSet(ctx, request.questionSetId)
  const rows = await answersOf(ctx.db, request.tenantId, request.id)
  const files = await filesOf(ctx.db, request.tenantId, request.id)
  return { set, rows, files, missing: missingOf(set, ruleAnswers(rows, files)) }
}

/** Decisions on answers that did not change since stay as they were, so that nobody reads them twice. */
const carryDecisions = async (ctx: WriteCtx, request: Request, revisions: ReadonlyMap<string, number>, no: number) => {
  if (no === 1) return
  const before = await reviewsOf(ctx.db, request.tenantId, request.id, no - 1)
  await insertReviews(
    ctx.db,
    before
      .filter((review) => review.decision !== 'returned' && revisions.get(review.questionKey) === review.answerRevision)
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
  const { rows, files, missing } = await whatIsMissing(ctx, request)
  if (missing.length > 0)
    throw assessmentErrors.incomplete(
      { count: missing.length },
      missing.slice(0, 50).map(({ question, problem }) => ({ field: question, code: problem, message: problem })),
    )
  const no = request.submissionNo + 1
  const frozen = {
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
  await carryDecisions(ctx, request, new Map(rows.map((row) => [row.questionKey, row.revision])), no)
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
