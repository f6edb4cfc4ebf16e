import { plusSeconds } from '../../platform/clock.ts'
import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type Given, saveAnswers } from './answer.service.ts'
import { answersOf, filesOf } from './answer.store.ts'
import { buyerName, partnerName } from './ask.queries.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { portalView, readerLanguage } from './portal-view.service.ts'
import { type LoadedSet, loadSet, missingOf, partOf, progressOf, ruleAnswers } from './question-set.service.ts'
import { type Grant, grantById, lockOfGrant, type Request, requestOf } from './request.store.ts'
import { resultView } from './result-view.service.ts'
import { commentsOf, countFromPartner, insertComment, resultOf, reviewsOf } from './review.store.ts'
import { readAnswers, submitAnswers } from './submit.service.ts'

/** The link that a portal session belongs to and its request; row-level security holds both to this one. */
export const ownGrant = async (ctx: ReadCtx): Promise<{ grant: Grant; request: Request }> => {
  const { tenant, id, request: requestId } = ctx.actor
  const grant = await grantById(ctx.db, tenant, id)
  const request = requestId === null ? undefined : await requestOf(ctx.db, tenant, requestId)
  if (grant === undefined || request === undefined) throw platformErrors.not_found()
  return { grant, request }
}

const lockOwn = async (ctx: WriteCtx): Promise<{ grant: Grant; request: Request }> => {
  const own = await lockOfGrant(ctx.db, ctx.actor.tenant, ctx.actor.id)
  if (own === undefined) throw platformErrors.not_found()
  return own
}

/** Refuses a question outside the sections a colleague was asked to answer. */
export const assertInSections = (set: LoadedSet, grant: Pick<Grant, 'sections'>, questionKey: string): void => {
  const item = set.asked.items.find(({ key }) => key === questionKey)
  if (item === undefined) throw assessmentErrors.unknown_question()
  if (grant.sections !== null && !grant.sections.includes(item.section)) throw assessmentErrors.section_closed()
}

/** Whether a message concerns the reader: a colleague sees the own ones and those about the sections handed over. */
const concerns =
  (set: LoadedSet, grant: Grant) => (message: { byGrant: string | null; questionKey: string | null }) => {
    if (grant.sections === null || message.byGrant === grant.id) return true
    const section = set.asked.items.find(({ key }) => key === message.questionKey)?.section
    return section !== undefined && grant.sections.includes(section)
  }

/** Everything the answering page shows: why it is asked, the questions with help, last time's answers, what is given so far. */
export const showPortal = async (ctx: ReadCtx, wish: string | undefined) => {
  const { grant, request } = await ownGrant(ctx)
  const set = await loadSet(ctx, request.questionSetId)
  const rows = await answersOf(ctx.db, request.tenantId, request.id)
  const files = await filesOf(ctx.db, request.tenantId, request.id)
  const messages = await commentsOf(ctx.db, request.tenantId, request.id, 'partner')
  return {
    ...portalView({
      request,
      set,
      answers: rows,
      files,
      reviews: await reviewsOf(ctx.db, request.tenantId, request.id, request.submissionNo),
      buyer: await buyerName(ctx.db, request.tenantId),
      company: await partnerName(ctx.db, request.tenantId, request.partnerId),
      sections: grant.sections,
      role: grant.role,
      lang: readerLanguage(wish, grant.lang),
      progress: progressOf(partOf(set, grant.sections), ruleAnswers(rows, files)),
    }),
    messages: messages.filter(concerns(set, grant)).map(({ id, byName, byMember, topic, text, createdAt }) => ({
      id,
      from: byMember === null ? ('partner' as const) : ('buyer' as const),
      name: byName,
      topic,
      text,
      at: createdAt,
    })),
  }
}

/** Saves one answer from the portal; when a colleague answered in between, the later one holds and the other is told. */
export const answerFromPortal = async (ctx: WriteCtx, given: Given, baseRevision: number | undefined) => {
  const { grant, request } = await lockOwn(ctx)
  const set = await loadSet(ctx, request.questionSetId)
  assertInSections(set, grant, given.questionKey)
  const author = { byGrant: grant.id, byMember: null, source: 'typed' as const }
  const { answers, holds, replaced } = await saveAnswers(ctx, request, set, author, [given])
  const before = replaced.get(given.questionKey)
  const crossed = before !== undefined && baseRevision !== undefined && before.revision !== baseRevision
  return {
    revision: holds.get(given.questionKey)?.revision ?? 0,
    savedAt: ctx.now,
    replaced: crossed ? { value: String(before.value), comment: before.comment } : null,
    progress: progressOf(partOf(set, grant.sections), answers),
  }
}

/** What is still missing before submitting, question by question; a colleague is told of the own part. */
export const missingInPortal = async (ctx: ReadCtx) => {
  const { grant, request } = await ownGrant(ctx)
  const { set, answers } = await readAnswers(ctx, request)
  const missing = missingOf(partOf(set, grant.sections), answers)
  return { items: missing.map(({ question, problem }) => ({ questionKey: question, problem })) }
}

export const submitFromPortal = async (ctx: WriteCtx) => {
  const { grant, request } = await lockOwn(ctx)
  return submitAnswers(ctx, request, grant.role, { byGrant: grant.id, byMember: null })
}

const MOST_MESSAGES_A_DAY = 40

/** Sends a message to the people who asked, about a question, the date, the cost or another way. */
export const writeToBuyer = async (
  ctx: WriteCtx,
  message: { text: string; topic: 'general' | 'deadline' | 'cost' | 'equivalent'; questionKey: string | null },
) => {
  const { grant, request } = await ownGrant(ctx)
  if (message.questionKey !== null)
    assertInSections(await loadSet(ctx, request.questionSetId), grant, message.questionKey)
  const dayAgo = plusSeconds(ctx.now, -24 * 3600)
  if ((await countFromPartner(ctx.db, request.tenantId, request.id, dayAgo)) >= MOST_MESSAGES_A_DAY)
    throw assessmentErrors.messages_full({ most: MOST_MESSAGES_A_DAY })
  const id = ctx.newId()
  await insertComment(ctx.db, {
    tenantId: request.tenantId,
    id,
    requestId: request.id,
    ...message,
    audience: 'partner',
    byGrant: grant.id,
    byMember: null,
    byName: grant.name,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.message_received',
    subject: { type: 'assessment', id: request.id },
    after: { commentId: id, ...message },
  })
  ctx.emit('assessment.message_received', { assessmentId: request.id, partnerId: request.partnerId })
  return { id }
}

/** The partner's own result with its reasons and the cheapest next steps; nothing before it is confirmed. */
export const ownResult = async (ctx: ReadCtx, wish: string | undefined) => {
  const { grant, request } = await ownGrant(ctx)
  if (grant.role !== 'lead') throw assessmentErrors.lead_only()
  const result = await resultOf(ctx.db, request.tenantId, request.id)
  if (result === undefined) throw platformErrors.not_found()
  const set = await loadSet(ctx, request.questionSetId)
  return resultView(result, set, readerLanguage(wish, grant.lang))
}
