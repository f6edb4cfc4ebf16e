import type { PlainDate } from '../time.ts'
import { decideBand } from './band.ts'
import { answerTo, halfPoints, type ScoredAnswer, type ScoredAnswers, type ScoredItem } from './item.ts'
import type { MaturityBand, MaturityPolicy } from './policy.ts'
import { basisPoints, type Fraction } from './score.ts'

/** An item worth doing next: what it gains for its effort and where the score would stand. */
export type CheapStep = {
  readonly item: string
  /** Half-points times weight. */
  readonly gain: number
  readonly effort: number
  readonly basisPointsAfter: number
  /** Held down as long as evidence on another key item is missing. */
  readonly bandAfter: MaturityBand
}

const doneAndShown: ScoredAnswer = { choice: 'done', assurance: 'evidenced', compensatedUntil: null }

/** The items not yet fully done that give most points for least effort, each taken as done and shown, best first; ties go to the greater gain, then to the order of the list. */
export function cheapestSteps(
  policy: MaturityPolicy,
  items: readonly ScoredItem[],
  answers: ScoredAnswers,
  score: Fraction,
  today: PlainDate,
  limit: number,
): readonly CheapStep[] {
  const open = items.flatMap((item) => {
    const half = halfPoints(answerTo(answers, item), today)
    return half === null || half === 2 ? [] : [{ item, gain: (2 - half) * item.weight }]
  })
  return open
    .sort((a, b) => b.gain * a.item.effort - a.gain * b.item.effort || b.gain - a.gain)
    .slice(0, limit)
    .map(({ item, gain }) => {
      const after = { numerator: score.numerator + gain, denominator: score.denominator }
      return {
        item: item.key,
        gain,
        effort: item.effort,
        basisPointsAfter: basisPoints(after),
        bandAfter: decideBand(policy, after, items, { ...answers, [item.key]: doneAndShown }, today).band,
      }
    })
}
