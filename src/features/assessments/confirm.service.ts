import { nextEvaluation } from '../../domain/calendar/next-evaluation.ts'
import { compareScore, type ScoreChange } from '../../domain/maturity/drop.ts'
import { displayScore } from '../../domain/maturity/score.ts'
import { RISK_LEVELS } from '../../domain/risk/level.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { nextRenewal } from '../engagements/engagement.queries.ts'
import { rateAfterChange } from '../engagements/rate-partners.service.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'
import { noteAssessmentStanding } from '../partners/partner-standing.service.ts'
import { answersOf, filesOf } from './answer.store.ts'
import { contactById, partnerName, partnersToAsk } from './ask.queries.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { assessmentRights } from './assessment.policy.ts'
import { type LevelRules, readCalendar, readLevels } from './assessment-catalog.service.ts'
import { writtenDate } from './assessment-mail.service.ts'
import { loadSet } from './question-set.service.ts'
import type { Request } from './request.store.ts'
import { resultView } from './result-view.service.ts'
import { addItemStats, insertResult, keepReviews, type Result, resultsOf, reviewsOf } from './review.store.ts'
import { assess, scoredAnswers } from './score.service.ts'
import { asLevel, assertMove, assertRead, mailLead, ownRequest, saveRequest } from './send.service.ts'

/** Last confirmed result with a score, to compare with. */
const lastScore = (earlier: readonly Result[]) => {
  const row = earlier.find(({ scoreNum, scoreDen }) => scoreNum !== null && scoreDen !== null)
  return row === undefined
    ? null
    : { numerator: row.scoreNum ?? 0, denominator: row.scoreDen ?? 1, itemSet: row.itemSet }
}

/** Name of a set as scores are compared by: another set or template version is not comparable. */
export const itemSetName = (asked: { key: string; version: number; set: string }): string =>
  `${asked.key}/${asked.version}/${asked.set}`

/** Everything a confirmation would decide, from the answers and reviews as they stand; nothing is written. */
export const foreseeResult = async (ctx: Parameters<typeof loadSet>[0], request: Request, level: number | null) => {
  const set = await loadSet(ctx, request.questionSetId)
  const levels = await readLevels(ctx)
  const policy = levels.maturityRules
  const { today } = ctx
  const rows = await answersOf(ctx.db, request.tenantId, request.id)
  const files = await filesOf(ctx.db, request.tenantId, request.id)
  const reviews = await reviewsOf(ctx.db, request.tenantId, request.id, request.submissionNo)
  const answers = scoredAnswers(rows, files, reviews)
  const outcome = assess(policy, set.asked, answers, today)
  const itemSet = itemSetName(set.asked)
  const previous = lastScore(await resultsOf(ctx.db, request.tenantId, request.partnerId, 20))
  const riskLevel = (level === null ? null : RISK_LEVELS[level]) ?? asLevel(request.set)
  const change: ScoreChange =
    outcome.score === null
      ? { kind: 'first' }
      : compareScore(policy, riskLevel, previous, { ...outcome.score, itemSet })
  const next = nextEvaluation(levels.cycleRules, await readCalendar(ctx), {
    level: riskLevel,
    band: outcome.band,
    confirmedOn: today,
    renewalOn: await nextRenewal(ctx.db, request.tenantId, request.partnerId, today),
  })
  return { set, levels, today, rows, files, reviews, answers, outcome, itemSet, change, next }
}

type Foreseen = Awaited<ReturnType<typeof foreseeResult>>

/** Name, next step and help of a band, in every language of the policy. */
export const wordsOf = (levels: LevelRules, band: string | null): Result['words'] => {
  const row = levels.maturity.bands.find((one) => one.band === band)
  return row === undefined ? null : { band: row.label, nextStep: row.nextStep, help: row.help }
}

const statsOf = ({ set, answers }: Foreseen, tenantId: string) =>
  set.asked.items.map(({ key }) => {
    const answer = Object.hasOwn(answers, key) ? answers[key] : undefined
    const is = (choice: string) => (answer?.choice === choice ? 1 : 0)
    return {
      tenantId,
      questionSetId: set.id,
      questionKey: key,
      done: is('done'),
      partly: is('partly'),
      not: is('not'),
      na: is('na'),
      unanswered: answer === undefined ? 1 : 0,
      evidenced: answer?.assurance === 'evidenced' ? 1 : 0,
    }
  })

const settleOpenDecisions = async (ctx: WriteCtx, request: Request, acceptRest: boolean): Promise<void> => {
  const reviews = await reviewsOf(ctx.db, request.tenantId, request.id, request.submissionNo)
  const left = reviews.filter(({ decision }) => decision === 'returned').length
  if (left > 0) throw assessmentErrors.returned_left({ count: left })
  const decided = new Set(reviews.map(({ questionKey }) => questionKey))
  const open = (await answersOf(ctx.db, request.tenantId, request.id)).filter(
    ({ questionKey }) => !decided.has(questionKey),
  )
  if (open.length > 0 && !acceptRest) throw assessmentErrors.review_open({ count: open.length })
  await keepReviews(
    ctx.db,
    open.map((row) => ({
      tenantId: request.tenantId,
      requestId: request.id,
      submissionNo: request.submissionNo,
      questionKey: row.questionKey,
      answerRevision: row.revision,
      decision: 'accepted' as const,
      comment: '',
      until: null,
      by: ctx.actor.memberId,
      at: ctx.now,
    })),
  )
}

const tellPartner = async (ctx: WriteCtx, request: Request, row: Result, foreseen: Foreseen): Promise<void> => {
  const contact =
    request.contactId === null ? undefined : await contactById(ctx.db, request.tenantId, request.contactId)
  if (contact === undefined || contact.email === null || contact.revokedAt !== null || row.scoreNum === null) return
  const view = resultView(row, foreseen.set, contact.lang)
  const company = await partnerName(ctx.db, request.tenantId, request.partnerId)
  await mailLead(ctx, request, 'result', contact, company, {
    score: view.score ?? '',
    bandName: view.bandName ?? '',
    firstStep: view.steps[0]?.label ?? view.nextStep ?? '',
    nextStep: view.nextStep ?? '',
    nextDate: row.nextDue === null ? '' : writtenDate(row.nextDue, contact.lang),
  })
}

/** Confirms the answers: exact score, band, next step and next date, kept for ever with the rules they came from. */
export const confirmRequest = async (
  ctx: WriteCtx,
  id: string,
  body: { acceptRest: boolean; note: string; submissionNo?: number | undefined },
) => {
  const scope = authorize(ctx, assessmentRights.review)
  const confirmedBy = ctx.actor.memberId
  if (confirmedBy === null) throw platformErrors.not_found()
  const before = await ownRequest(ctx, scope, id)
  const state = assertMove(before, 'confirm', 'reviewer')
  assertRead(before, body.submissionNo)
  await settleOpenDecisions(ctx, before, body.acceptRest)
  const [partner] = await partnersToAsk(ctx.db, before.tenantId, scope, [before.partnerId])
  const level = partner?.level ?? null
  const foreseen = await foreseeResult(ctx, before, level)
  const { outcome, set, levels, change, next, today, itemSet } = foreseen
  const row: Result = {
    tenantId: before.tenantId,
    id: ctx.newId(),
    version: 1,
    partnerId: before.partnerId,
    requestId: id,
    questionSetId: set.id,
    itemSet,
    scoreNum: outcome.score?.numerator ?? null,
    scoreDen: outcome.score?.denominator ?? null,
    scoreBp: outcome.score?.basisPoints ?? null,
    band: outcome.band,
    bandByScore: outcome.bandByScore,
    cappedBy: outcome.cappedBy,
    breakdown: outcome.breakdown,
    steps: outcome.steps,
    change,
    words: wordsOf(levels, outcome.band),
    manyNotApplicable: outcome.manyNotApplicable,
    level,
    ruleVersion: levels.version,
    confirmedOn: today,
    nextDue: next.dueOn,
    nextDueProvisional: next.provisional,
    confirmedBy,
    note: body.note,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }
  await insertResult(ctx.db, row)
  await addItemStats(ctx.db, statsOf(foreseen, before.tenantId))
  const request = await saveRequest(ctx, before, { state, closedAt: ctx.now })
  await noteAssessmentStanding(ctx, request.partnerId, {
    assessmentState: state,
    answerDue: null,
    nextDue: row.nextDue,
    maturity: outcome.band === null ? null : Number(outcome.band.slice(1)),
    scoreBp: row.scoreBp,
  })
  // Maturity is a factor of likelihood, so a confirmed score may move the level.
  await rateAfterChange(ctx, [request.partnerId], 'assessment.confirmed')
  await noteOnTimeline(ctx, {
    partnerId: request.partnerId,
    kind: 'assessment',
    event: 'assessment.confirmed',
    params: {
      no: request.no,
      score: outcome.score === null ? '—' : displayScore(outcome.score),
      band: outcome.band ?? '—',
      change: change.kind,
    },
    subject: { type: 'assessment', id },
  })
  ctx.record({
    stream: 'assessment',
    event: 'assessment.confirmed',
    subject: { type: 'assessment', id },
    before: { state: before.state },
    after: {
      state,
      resultId: row.id,
      scoreNum: row.scoreNum,
      scoreDen: row.scoreDen,
      band: row.band,
      cappedBy: row.cappedBy,
      change,
      nextDue: row.nextDue,
      ruleVersion: row.ruleVersion,
    },
    ...(body.note === '' ? {} : { reason: body.note }),
  })
  ctx.emit('assessment.confirmed', { assessmentId: id, partnerId: request.partnerId, resultId: row.id })
  if (change.kind === 'dropped') ctx.emit('assessment.dropped', { assessmentId: id, partnerId: request.partnerId })
  await tellPartner(ctx, request, row, foreseen)
  return resultView(row, set, ctx.actor.locale)
}
