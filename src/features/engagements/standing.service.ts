import { MATURITY_BANDS } from '../../domain/maturity/policy.ts'
import { connectionBits } from '../../domain/risk/connection-bits.ts'
import { type FactorProposal, proposeFactors } from '../../domain/risk/factor-proposal.ts'
import type { EngagementFacts, OverseasConcern } from '../../domain/risk/facts.ts'
import { RISK_LEVELS, type RiskLevel } from '../../domain/risk/level.ts'
import { effectiveLevel } from '../../domain/risk/override.ts'
import { isLive, type PartnerLevel, partnerLevel } from '../../domain/risk/partner-level.ts'
import type { RatedPartner } from '../../domain/risk/policy-comparison.ts'
import { engagementLevel, type ProfileProposal, proposeProfile } from '../../domain/risk/profile.ts'
import { type Rating, rateEngagement } from '../../domain/risk/rating.ts'
import { triageLevel } from '../../domain/risk/triage.ts'
import type { PlainDate } from '../../domain/time.ts'
import { bandNumber } from '../catalog/levels-mapping.service.ts'
import type { Policy } from '../catalog/read-policy.service.ts'
import type { PartnerRating, RatedRow } from '../partners/rating.service.ts'
import type { EngagementBasis, LevelBasis } from './rating-basis.queries.ts'

type Company = Pick<RatedRow, 'country' | 'industry' | 'employees' | 'maturity'>
type Facts = Pick<
  EngagementBasis,
  | 'dataClasses'
  | 'dataVolume'
  | 'personalDataCount'
  | 'onPartnerSystems'
  | 'yearlyFee'
  | 'overseas'
  | 'connectionsKnown'
  | 'connections'
>

export const levelNumber = (level: RiskLevel): number => RISK_LEVELS.indexOf(level)

/** Start values of a country from the catalogue; null when the country is not listed there. */
const concernsOf = ({ countries }: Policy, country: string): readonly OverseasConcern[] | null => {
  const known = countries.countries.find((entry) => entry.code === country)
  return known?.overseas.map(({ factor, points, reason }) => ({ kind: factor, country, points, reason })) ?? null
}

/** Facts of an engagement as the domain reads them; what nobody has said stays unknown. */
export const factsOf = (policy: Policy, company: Company, engagement: Facts): EngagementFacts => ({
  dataClasses: engagement.dataClasses,
  dataVolume: engagement.dataVolume,
  personalDataCount: engagement.personalDataCount,
  onPartnerSystems: engagement.onPartnerSystems,
  connections: engagement.connectionsKnown ? engagement.connections : null,
  yearlyFee: engagement.yearlyFee,
  overseas: engagement.overseas ?? concernsOf(policy, company.country),
  maturity: MATURITY_BANDS[(company.maturity ?? 0) - 1] ?? null,
  industry: company.industry,
  employees: company.employees,
})

/** A rated engagement with everything its level is explained by. */
export type RatedEngagement = {
  facts: EngagementFacts
  proposals: readonly FactorProposal[]
  rating: Rating
  profile: ProfileProposal | null
  level: RiskLevel | null
  lifted: boolean
}

/** Rates one engagement of a company under a policy. */
export const rate = (
  policy: Policy,
  company: Company,
  engagement: Facts & Pick<EngagementBasis, 'answers'>,
): RatedEngagement => {
  const facts = factsOf(policy, company, engagement)
  const proposals = proposeFactors(policy.risk, facts)
  const rating = rateEngagement(policy.risk, proposals, engagement.answers)
  const profile = proposeProfile(policy.risk, facts, rating)
  const level = engagementLevel(rating, profile)
  return { facts, proposals, rating, profile, level: level?.level ?? null, lifted: (level?.floor ?? null) !== null }
}

/** Where a partner stands under a policy: its level with each engagement's rating. */
export type Standing = {
  engagements: readonly (RatedEngagement & { row: EngagementBasis })[]
  level: PartnerLevel
  triage: RiskLevel | null
  current: PartnerRating
}

const cellOf = (engagements: Standing['engagements'], level: PartnerLevel) => {
  if (level.kind !== 'rated') return { impact: null, likelihood: null }
  const cells = engagements.flatMap(({ row, rating }) =>
    rating.ok && level.decidedBy.includes(row.id)
      ? [{ impact: bandNumber(rating.impact.band), likelihood: bandNumber(rating.likelihood.band) }]
      : [],
  )
  return cells.reduce((top, cell) => (cell.impact * 3 + cell.likelihood > top.impact * 3 + top.likelihood ? cell : top))
}

/** Works out a partner's level: highest live engagement, else the provisional one; an override in force stands above. */
export const standOf = (policy: Policy, company: RatedRow, basis: LevelBasis, today: PlainDate): Standing => {
  const engagements = basis.engagements.map((row) => ({ ...rate(policy, company, row), row }))
  const answered = basis.triage === null ? null : triageLevel(policy.risk, basis.triage)
  const triage = answered?.ok === true ? answered.level : null
  const level = partnerLevel(
    engagements.map(({ row, level }) => ({ id: row.id, level, from: row.periodStart, until: row.periodEnd })),
    triage,
    today,
  )
  const computed = level.kind === 'unrated' ? null : level.level
  const inForce = effectiveLevel(computed, basis.override, today)
  const kinds = engagements.flatMap(({ row }) =>
    isLive({ from: row.periodStart, until: row.periodEnd }, today) ? row.connections.map(({ kind }) => kind) : [],
  )
  return {
    engagements,
    level,
    triage,
    current: {
      id: company.id,
      levelComputed: computed === null ? null : levelNumber(computed),
      levelEffective: inForce.effective === null ? null : levelNumber(inForce.effective),
      provisional: level.kind === 'provisional' && inForce.override !== 'in_force',
      ...cellOf(engagements, level),
      overrideId: inForce.override === 'in_force' ? (basis.override?.id ?? null) : null,
      connectionBits: connectionBits(kinds),
    },
  }
}

/** A partner with its facts, for comparing two versions of the policy. */
export const comparable = (policy: Policy, company: RatedRow, basis: LevelBasis): RatedPartner => ({
  id: company.id,
  triage: basis.triage,
  override: basis.override,
  engagements: basis.engagements.map((row) => ({
    id: row.id,
    from: row.periodStart,
    until: row.periodEnd,
    facts: factsOf(policy, company, row),
    answers: row.answers,
  })),
})
