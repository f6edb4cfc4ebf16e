import type { FactorProposal, FactorReason } from './factor-proposal.ts'
import type { AxisBand, RiskLevel } from './level.ts'
import type { AxisThresholds, Factor, RiskPolicy } from './policy.ts'

/** Whole points a person gave to factors, by factor key; they win over proposals. */
export type FactorAnswers = Readonly<Record<string, number>>

/** What one factor adds to its axis, and on whose word. */
export type Contribution = {
  readonly factor: string
  readonly points: number
  readonly max: number
  readonly origin: 'answered' | 'proposed'
  readonly because: readonly FactorReason[]
}

/** Sum of one axis with its place in the matrix. */
export type AxisScore = {
  readonly points: number
  readonly max: number
  readonly band: AxisBand
  readonly contributions: readonly Contribution[]
}

/** A complete rating, or the reason why there is none yet. */
export type Rating =
  | { readonly ok: true; readonly impact: AxisScore; readonly likelihood: AxisScore; readonly level: RiskLevel }
  | {
      readonly ok: false
      readonly reason: 'incomplete' | 'out_of_bounds'
      readonly factors: readonly string[]
      readonly contributions: readonly Contribution[]
    }

/** Band of an axis for a sum of points. */
export function axisBand(thresholds: AxisThresholds, points: number): AxisBand {
  if (points >= thresholds.high) return 'high'
  return points >= thresholds.mid ? 'mid' : 'low'
}

function contribute(factor: Factor, proposal: FactorProposal | undefined, answer: number | undefined) {
  const origin = answer === undefined ? 'proposed' : 'answered'
  const points = answer ?? proposal?.points
  if (points === undefined) return null
  return { factor: factor.key, points, max: factor.max, origin, because: proposal?.because ?? [] } as const
}

function score(policy: RiskPolicy, axis: Factor['axis'], complete: readonly Contribution[]): AxisScore {
  const contributions: Contribution[] = []
  let [points, max] = [0, 0]
  for (const [at, contribution] of complete.entries()) {
    if (policy.factors[at]?.axis !== axis) continue
    contributions.push(contribution)
    points += contribution.points
    max += contribution.max
  }
  return { points, max, band: axisBand(policy.thresholds[axis], points), contributions }
}

/**
 * Rates one engagement: impact and likelihood with each factor's contribution, and the level of the grid cell.
 * While a factor is unknown the engagement is unrated and the missing factors are named; points outside a factor's bounds are refused.
 */
export function rateEngagement(
  policy: RiskPolicy,
  proposals: readonly FactorProposal[],
  answers: FactorAnswers,
): Rating {
  const contributions: Contribution[] = []
  const missing: string[] = []
  const outside: string[] = []
  for (const factor of policy.factors) {
    const contribution = contribute(
      factor,
      proposals.find((proposal) => proposal.factor === factor.key),
      Object.hasOwn(answers, factor.key) ? answers[factor.key] : undefined,
    )
    if (contribution === null) missing.push(factor.key)
    else if (!Number.isInteger(contribution.points) || contribution.points < 0 || contribution.points > factor.max)
      outside.push(factor.key)
    else contributions.push(contribution)
  }
  if (outside.length > 0) return { ok: false, reason: 'out_of_bounds', factors: outside, contributions }
  if (missing.length > 0) return { ok: false, reason: 'incomplete', factors: missing, contributions }
  // Nothing is missing: there is one contribution for each factor, in the same order.
  const impact = score(policy, 'impact', contributions)
  const likelihood = score(policy, 'likelihood', contributions)
  return { ok: true, impact, likelihood, level: policy.grid[impact.band][likelihood.band] }
}
