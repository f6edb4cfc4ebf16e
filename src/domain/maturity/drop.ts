import type { RiskLevel } from '../risk/level.ts'
import type { MaturityPolicy } from './policy.ts'
import { basisPoints, type Fraction } from './score.ts'

/** A confirmed score with the item set and version it was given on. */
export type ConfirmedScore = Fraction & { readonly itemSet: string }

/** A new score beside the last confirmed one; change in hundredths of a point, minus means worse. */
export type ScoreChange =
  | { readonly kind: 'first' }
  | { readonly kind: 'not_comparable'; readonly previousItemSet: string }
  | { readonly kind: 'steady'; readonly changeBasisPoints: number }
  | { readonly kind: 'dropped'; readonly changeBasisPoints: number; readonly reaction: string }

/** Compares a score with the last confirmed score of the same item set; a drop of at least the level's threshold (exact) calls for the level's reaction. */
export function compareScore(
  policy: MaturityPolicy,
  level: RiskLevel,
  previous: ConfirmedScore | null,
  current: ConfirmedScore,
): ScoreChange {
  if (previous === null) return { kind: 'first' }
  if (previous.itemSet !== current.itemSet) return { kind: 'not_comparable', previousItemSet: previous.itemSet }
  const changeBasisPoints = basisPoints(current) - basisPoints(previous)
  const rule = policy.drop[level]
  if (rule === null) return { kind: 'steady', changeBasisPoints }
  const lost = previous.numerator * current.denominator - current.numerator * previous.denominator
  const dropped = lost > 0 && lost * 100 >= rule.points * previous.denominator * current.denominator
  return dropped
    ? { kind: 'dropped', changeBasisPoints, reaction: rule.reaction }
    : { kind: 'steady', changeBasisPoints }
}
