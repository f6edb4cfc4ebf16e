import type { PlainDate } from '../time.ts'
import { answerTo, type Choice, halfPoints, isCompensated, type ScoredAnswers, type ScoredItem } from './item.ts'

/** An exact share of points: whole half-points times weight over the applicable maximum. */
export type Fraction = { readonly numerator: number; readonly denominator: number }

/** Score of a group of items with the number of answers of each kind. */
export type Breakdown = Fraction & {
  readonly category: string
  readonly basisPoints: number | null
  readonly counts: Readonly<Record<Choice | 'unanswered' | 'compensated', number>>
}

/** The exact score of a checklist, or not rateable when nothing applies. */
export type Score =
  | (Fraction & { readonly ok: true; readonly basisPoints: number; readonly breakdown: readonly Breakdown[] })
  | { readonly ok: false; readonly reason: 'not_rateable'; readonly breakdown: readonly Breakdown[] }

/** Hundredths of a point (0–10000), always rounded down. */
export function basisPoints({ numerator, denominator }: Fraction): number {
  return Number((BigInt(numerator) * 10_000n) / BigInt(denominator))
}

/** The score as shown: one decimal, cut and never rounded up (26 of 29 shows 89.6). */
export function displayScore(fraction: Fraction): string {
  const tenths = Math.floor(basisPoints(fraction) / 10)
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

function emptyBreakdown(category: string) {
  return {
    category,
    numerator: 0,
    denominator: 0,
    counts: { done: 0, partly: 0, not: 0, na: 0, unanswered: 0, compensated: 0 },
  }
}

/**
 * Scores the visible items of a checklist on a day: done 1, partly ½, not and unanswered 0 point, times the item's weight;
 * not applicable leaves the denominator; an approved compensating measure counts as done through its expiry day.
 */
export function scoreChecklist(items: readonly ScoredItem[], answers: ScoredAnswers, today: PlainDate): Score {
  const groups = new Map<string, ReturnType<typeof emptyBreakdown>>()
  let numerator = 0
  let denominator = 0
  for (const item of items) {
    let group = groups.get(item.category)
    if (group === undefined) {
      group = emptyBreakdown(item.category)
      groups.set(item.category, group)
    }
    const answer = answerTo(answers, item)
    const half = halfPoints(answer, today)
    if (answer === undefined) group.counts.unanswered += 1
    else if (answer.choice !== 'na' && answer.choice !== 'done' && isCompensated(answer, today))
      group.counts.compensated += 1
    else group.counts[answer.choice] += 1
    if (half === null) continue
    group.numerator += half * item.weight
    group.denominator += 2 * item.weight
    numerator += half * item.weight
    denominator += 2 * item.weight
  }
  const breakdown = [...groups.values()].map((group) => ({
    ...group,
    basisPoints: group.denominator === 0 ? null : basisPoints(group),
  }))
  if (denominator === 0) return { ok: false, reason: 'not_rateable', breakdown }
  return { ok: true, numerator, denominator, basisPoints: basisPoints({ numerator, denominator }), breakdown }
}
