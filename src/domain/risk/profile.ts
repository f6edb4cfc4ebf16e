import type { EngagementFacts } from './facts.ts'
import { higherLevel, type RiskLevel } from './level.ts'
import type { Profile, RiskPolicy } from './policy.ts'
import type { Rating } from './rating.ts'

/** A profile that fits a partner, and whether and by which factors it binds. */
export type ProfileProposal = {
  readonly profile: Profile
  readonly binds: boolean
  readonly supportedBy: readonly string[]
}

/** Size class of a company by its number of employees; null while the number is unknown. */
export function companySize(policy: RiskPolicy, employees: number | null): 'large' | 'small' | null {
  if (employees === null) return null
  return employees > policy.largeAboveEmployees ? 'large' : 'small'
}

/**
 * Level and audit cycle proposed for the partner's industry and size, or null when no profile fits.
 * It binds only where data, connection or stop impact of the rated engagement supports it.
 */
export function proposeProfile(
  policy: RiskPolicy,
  facts: Pick<EngagementFacts, 'industry' | 'employees'>,
  rating: Rating,
): ProfileProposal | null {
  const size = companySize(policy, facts.employees)
  const profile = policy.profiles.find(
    (candidate) => candidate.industry === facts.industry && (candidate.size === 'any' || candidate.size === size),
  )
  if (profile === undefined) return null
  const points = new Map(
    (rating.ok ? rating.impact.contributions : rating.contributions).map(({ factor, points }) => [factor, points]),
  )
  const supportedBy = policy.profileSupport
    .filter(({ factor, atLeast }) => (points.get(factor) ?? 0) >= atLeast)
    .map(({ factor }) => factor)
  return { profile, binds: rating.ok && supportedBy.length > 0, supportedBy }
}

/** Level of an engagement: the grid's level, lifted to the profile's where the profile binds; null while unrated. */
export function engagementLevel(
  rating: Rating,
  proposal: ProfileProposal | null,
): { readonly level: RiskLevel; readonly floor: RiskLevel | null } | null {
  if (!rating.ok) return null
  const floor = proposal?.binds ? proposal.profile.level : null
  if (floor === null || floor <= rating.level) return { level: rating.level, floor: null }
  return { level: higherLevel(rating.level, floor), floor }
}
