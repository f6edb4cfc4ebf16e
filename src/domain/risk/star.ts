import { proposeFactors } from './factor-proposal.ts'
import type { EngagementFacts } from './facts.ts'
import type { RiskPolicy } from './policy.ts'
import type { FactorAnswers } from './rating.ts'

/** A suggestion, never a duty: the scheme is voluntary. `because` holds the keys of the rules that suggest it; none for the default. */
export type StarSuggestion = { readonly star: number; readonly because: readonly string[] }

/**
 * Suggests an SCS star for an engagement by the policy's rules (METI policy 2026-03-27): confidential data on the partner's own
 * systems, an intolerable stop or a connection into us. Only confidential data and connections that come in to us count;
 * what a person answered wins over facts.
 */
export function suggestStar(policy: RiskPolicy, facts: EngagementFacts, answers: FactorAnswers): StarSuggestion {
  const { confidentialClasses, enteringDirections, rules } = policy.star
  const touchingUs: EngagementFacts = {
    ...facts,
    dataClasses: facts.dataClasses?.filter((value) => confidentialClasses.includes(value)) ?? null,
    connections: facts.connections?.filter(({ direction }) => enteringDirections.includes(direction)) ?? null,
  }
  const proposed = new Map(proposeFactors(policy, touchingUs).map(({ factor, points }) => [factor, points]))
  const pointsOf = (factor: string): number =>
    (Object.hasOwn(answers, factor) ? answers[factor] : undefined) ?? proposed.get(factor) ?? 0
  const met = rules.filter(
    ({ allOf, onPartnerSystems }) =>
      (!onPartnerSystems || facts.onPartnerSystems === true) &&
      allOf.every(({ factor, atLeast }) => pointsOf(factor) >= atLeast),
  )
  const star = Math.max(policy.star.default, ...met.map((rule) => rule.star))
  return { star, because: met.filter((rule) => rule.star === star).map(({ key }) => key) }
}
