import { decideBand, tooManyNotApplicable } from '../../domain/maturity/band.ts'
import { cheapestSteps } from '../../domain/maturity/cheapest-step.ts'
import type { Choice, ScoredAnswers } from '../../domain/maturity/item.ts'
import type { MaturityPolicy } from '../../domain/maturity/policy.ts'
import { scoreChecklist } from '../../domain/maturity/score.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { AnswerFile, AnswerRow } from './answer.store.ts'
import { type AskedSet, scoredItems } from './question-set.service.ts'
import type { Review } from './review.store.ts'

const STEPS_SHOWN = 3

const isChoice = (value: unknown): value is Choice =>
  value === 'done' || value === 'partly' || value === 'not' || value === 'na'

/** Answers as they count: the reviewer's "partly" lowers a "done", an accepted equivalent measure stands in until its day. */
export const scoredAnswers = (
  rows: readonly AnswerRow[],
  files: readonly AnswerFile[],
  reviews: readonly Review[],
): ScoredAnswers => {
  const decisions = new Map(reviews.map((review) => [review.questionKey, review]))
  const evidenced = new Set(files.map(({ questionKey }) => questionKey))
  return Object.fromEntries(
    rows.flatMap(({ questionKey, value }) => {
      if (!isChoice(value)) return []
      const review = decisions.get(questionKey)
      return [
        [
          questionKey,
          {
            choice: review?.decision === 'partly' && value === 'done' ? 'partly' : value,
            assurance: evidenced.has(questionKey) ? 'evidenced' : 'declared',
            compensatedUntil: review?.decision === 'equivalent' ? review.until : null,
          },
        ] as const,
      ]
    }),
  )
}

/** Scores answers exactly, with breakdown, band and what holds it down, and the cheapest next steps. */
export const assess = (policy: MaturityPolicy, asked: AskedSet, answers: ScoredAnswers, today: PlainDate) => {
  const items = scoredItems(asked)
  const score = scoreChecklist(items, answers, today)
  const manyNotApplicable = tooManyNotApplicable(policy, items, answers)
  if (!score.ok) {
    return {
      score: null,
      band: null,
      bandByScore: null,
      cappedBy: [] as readonly string[],
      breakdown: score.breakdown,
      steps: [],
      manyNotApplicable,
    }
  }
  const decided = decideBand(policy, score, items, answers, today)
  return {
    score: { numerator: score.numerator, denominator: score.denominator, basisPoints: score.basisPoints },
    band: decided.band,
    bandByScore: decided.byScore,
    cappedBy: decided.cappedBy,
    breakdown: score.breakdown,
    steps: cheapestSteps(policy, items, answers, score, today, STEPS_SHOWN),
    manyNotApplicable,
  }
}
