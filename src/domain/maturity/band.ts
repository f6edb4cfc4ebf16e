import type { PlainDate } from '../time.ts'
import { answerTo, halfPoints, isCompensated, type ScoredAnswers, type ScoredItem } from './item.ts'
import { MATURITY_BANDS, type MaturityBand, type MaturityPolicy, type NextStep } from './policy.ts'
import type { Fraction } from './score.ts'

/** A band with the reason why it may be lower than the score alone gives. */
export type BandDecision = {
  readonly band: MaturityBand
  readonly byScore: MaturityBand
  /** Key items whose missing evidence holds the band down; empty when it is not held down. */
  readonly cappedBy: readonly string[]
}

/** Band of an exact score, compared without rounding. */
export function bandOf(policy: MaturityPolicy, { numerator, denominator }: Fraction): MaturityBand {
  let band: MaturityBand = 'M1'
  for (const candidate of MATURITY_BANDS) {
    if (candidate !== 'M1' && numerator * 100 >= policy.bandsFrom[candidate] * denominator) band = candidate
  }
  return band
}

/** Applicable key items that are not evidenced, audited or stood in for by an approved measure. */
export function keyItemsWithoutEvidence(
  items: readonly ScoredItem[],
  answers: ScoredAnswers,
  today: PlainDate,
): readonly string[] {
  return items
    .filter((item) => {
      if (!item.isKey) return false
      const answer = answerTo(answers, item)
      if (halfPoints(answer, today) === null || isCompensated(answer, today)) return false
      return answer === undefined || answer.choice === 'not' || answer.assurance === 'declared'
    })
    .map((item) => item.key)
}

/** Decides the band: by exact score, held down while a high band lacks evidence on a key item. */
export function decideBand(
  policy: MaturityPolicy,
  score: Fraction,
  items: readonly ScoredItem[],
  answers: ScoredAnswers,
  today: PlainDate,
): BandDecision {
  const byScore = bandOf(policy, score)
  const { needsFrom, cappedAt } = policy.keyEvidence
  const missing = byScore >= needsFrom && byScore > cappedAt ? keyItemsWithoutEvidence(items, answers, today) : []
  return { band: missing.length > 0 ? cappedAt : byScore, byScore, cappedBy: missing }
}

/** What happens next with a partner of this band. */
export function nextStep(policy: MaturityPolicy, band: MaturityBand): NextStep {
  return policy.nextStep[band]
}

/** True when more than the allowed share of the items was answered as not applicable, so that a person looks. */
export function tooManyNotApplicable(
  policy: MaturityPolicy,
  items: readonly ScoredItem[],
  answers: ScoredAnswers,
): boolean {
  const notApplicable = items.filter((item) => answerTo(answers, item)?.choice === 'na').length
  return notApplicable * 100 > policy.notApplicableFlagAbove * items.length
}
