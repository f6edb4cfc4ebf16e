import type { Readable } from 'node:stream'
import { type Actor, authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type Engine, writing } from '../../platform/work.ts'
import { receiveFile } from '../files/file.service.ts'
import { assertEachOnce, assertEditable, type Given, saveAnswers } from './answer.service.ts'
import type { AnswerSource } from './answer.tables.ts'
import { askerOf } from './ask.queries.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { assessmentRights } from './assessment.policy.ts'
import { endAnswerDeadline } from './assessment-deadlines.service.ts'
import { setToShow } from './assessment-list.service.ts'
import { attachEvidence, EVIDENCE_LIMITS, evidenceView } from './evidence.service.ts'
import { askedOf, loadSet } from './question-set.service.ts'
import { getRequest } from './request.store.ts'
import { insertComment } from './review.store.ts'
import { ownRequest } from './send.service.ts'
import { submitAnswers } from './submit.service.ts'

/** Enters answers that a partner gave by telephone, on paper or in Excel; each is marked as entered for the partner. */
export const answerForPartner = async (
  ctx: WriteCtx,
  id: string,
  given: readonly Given[],
  source: Extract<AnswerSource, 'typed-for' | 'excel'>,
) => {
  const scope = authorize(ctx, assessmentRights.answer)
  const request = await ownRequest(ctx, scope, id)
  const set = await askedOf(ctx, request)
  assertEachOnce(
    ctx,
    'answers',
    given.map(({ questionKey }) => questionKey),
  )
  const author = { byGrant: null, byMember: ctx.actor.memberId, source }
  const { saved, progress } = await saveAnswers(ctx, request, set, author, given)
  return { saved: saved.length, progress }
}

/** Takes in evidence that a partner without mail or web handed to us, on its behalf. */
export const addEvidenceFor = async (
  engine: Engine,
  actor: Actor,
  { id, questionKey, name, stream }: { id: string; questionKey: string; name: string; stream: Readable },
) => {
  await writing(engine, actor, async (ctx) => {
    const request = await ownRequest(ctx, authorize(ctx, assessmentRights.answer), id)
    assertEditable(request)
    const set = await loadSet(ctx, request.questionSetId)
    if (!set.compiled.questions.some((question) => question.key === questionKey)) throw platformErrors.not_found()
  })
  const file = await receiveFile(engine, actor, stream, { name, limits: EVIDENCE_LIMITS })
  const author = { byGrant: null, byMember: actor.memberId }
  return evidenceView(await writing(engine, actor, (ctx) => attachEvidence(ctx, id, questionKey, name, file, author)))
}

/** Submits answers that were entered for a partner. */
export const submitForPartner = async (ctx: WriteCtx, id: string) => {
  const scope = authorize(ctx, assessmentRights.answer)
  const request = await ownRequest(ctx, scope, id)
  const submitted = await submitAnswers(ctx, request, 'proxy', { byGrant: null, byMember: ctx.actor.memberId })
  // A member may stop the clock at once; the portal, which may not, leaves it to the event.
  await endAnswerDeadline(ctx, request.deadlineId, { done: true })
  return submitted
}

/** Writes to the partner, or among ourselves; the audience is said each time. */
export const writeComment = async (
  ctx: WriteCtx,
  id: string,
  body: {
    audience: 'internal' | 'partner'
    topic: 'general' | 'deadline' | 'cost' | 'equivalent'
    text: string
    questionKey: string | null
  },
) => {
  const request = await getRequest(ctx.db, ctx.actor.tenant, authorize(ctx, assessmentRights.comment), id)
  if (request === undefined) throw platformErrors.not_found()
  const { asked } = await setToShow(ctx, request)
  if (body.questionKey !== null && asked.items.every(({ key }) => key !== body.questionKey))
    throw assessmentErrors.unknown_question()
  const { member } = await askerOf(ctx.db, request.tenantId, ctx.actor.memberId ?? request.ownerId)
  const commentId = ctx.newId()
  await insertComment(ctx.db, {
    tenantId: request.tenantId,
    id: commentId,
    requestId: id,
    ...body,
    byGrant: null,
    byMember: ctx.actor.memberId,
    byName: member?.name ?? '',
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.commented',
    subject: { type: 'assessment', id },
    after: { commentId, ...body },
  })
  return { id: commentId }
}
