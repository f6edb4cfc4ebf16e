import type { EngagementFacts } from './facts.ts'
import type { RiskPolicy } from './policy.ts'
import type { FactorAnswers } from './rating.ts'

/** Why a star of the (voluntary) SCS scheme is suggested. */
export type StarReason =
  | 'confidential_data_on_own_systems'
  | 'stop_not_tolerable'
  | 'connects_into_us'
  | 'none_of_the_three'

/** A suggestion, never a duty: the scheme is voluntary. */
export type StarSuggestion = { readonly star: 3 | 4; readonly because: readonly StarReason[] }

/** Suggests an SCS star for an engagement: ★4 for confidential data on the partner's own systems, an intolerable stop or a connection into us, else ★3 (METI policy 2026-03-27). */
export function suggestStar(policy: RiskPolicy, facts: EngagementFacts, answers: FactorAnswers): StarSuggestion {
  const { confidentialClasses, stopFactor, stopAtLeast, inboundDirections } = policy.star
  const because: StarReason[] = []
  const confidential = (facts.dataClasses ?? []).some((value) => confidentialClasses.includes(value))
  if (confidential && facts.onPartnerSystems === true) because.push('confidential_data_on_own_systems')
  if ((answers[stopFactor] ?? 0) >= stopAtLeast) because.push('stop_not_tolerable')
  if ((facts.connections ?? []).some(({ direction }) => inboundDirections.includes(direction)))
    because.push('connects_into_us')
  return because.length > 0 ? { star: 4, because } : { star: 3, because: ['none_of_the_three'] }
}
