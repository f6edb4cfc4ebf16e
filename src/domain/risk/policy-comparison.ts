import type { PlainDate } from '../time.ts'
import { proposeFactors } from './factor-proposal.ts'
import type { EngagementFacts } from './facts.ts'
import type { RiskLevel } from './level.ts'
import { effectiveLevel, type LevelOverride } from './override.ts'
import { partnerLevel } from './partner-level.ts'
import type { RiskPolicy } from './policy.ts'
import { engagementLevel, proposeProfile } from './profile.ts'
import { type FactorAnswers, rateEngagement } from './rating.ts'
import { type TriageAnswers, triageLevel } from './triage.ts'

/** A partner with everything its level is computed from. */
export type RatedPartner = {
  readonly id: string
  readonly triage: TriageAnswers | null
  readonly override: LevelOverride | null
  readonly engagements: readonly {
    readonly id: string
    readonly from: PlainDate | null
    readonly until: PlainDate | null
    readonly facts: EngagementFacts
    readonly answers: FactorAnswers
  }[]
}

/** A partner whose effective level changes; null means unrated. */
export type LevelMove = {
  readonly partner: string
  readonly from: RiskLevel | null
  readonly to: RiskLevel | null
}

/** Who moves where, with the number of partners per pair of levels. */
export type PolicyComparison = {
  readonly moves: readonly LevelMove[]
  readonly counts: readonly {
    readonly from: RiskLevel | null
    readonly to: RiskLevel | null
    readonly partners: number
  }[]
  readonly unchanged: number
}

/** Effective level of a partner under one version of the rules; null means unrated. */
export function levelUnder(policy: RiskPolicy, partner: RatedPartner, today: PlainDate): RiskLevel | null {
  const standings = partner.engagements.map(({ id, from, until, facts, answers }) => {
    const rating = rateEngagement(policy, proposeFactors(policy, facts), answers)
    const level = engagementLevel(rating, proposeProfile(policy, facts, rating))?.level ?? null
    return { id, from, until, level }
  })
  const triage = partner.triage === null ? null : triageLevel(policy, partner.triage)
  const computed = partnerLevel(standings, triage?.ok ? triage.level : null, today)
  return effectiveLevel(computed.kind === 'unrated' ? null : computed.level, partner.override, today).effective
}

/** Compares two versions of the rules over the facts on record: which partners would move from which level to which. */
export function comparePolicies(
  before: RiskPolicy,
  after: RiskPolicy,
  partners: readonly RatedPartner[],
  today: PlainDate,
): PolicyComparison {
  const moves: LevelMove[] = []
  const counts = new Map<string, { from: RiskLevel | null; to: RiskLevel | null; partners: number }>()
  for (const partner of partners) {
    const from = levelUnder(before, partner, today)
    const to = levelUnder(after, partner, today)
    if (from === to) continue
    moves.push({ partner: partner.id, from, to })
    const pair = `${from}>${to}`
    const seen = counts.get(pair)
    if (seen === undefined) counts.set(pair, { from, to, partners: 1 })
    else seen.partners += 1
  }
  return {
    moves,
    counts: [...counts.keys()].sort().flatMap((pair) => counts.get(pair) ?? []),
    unchanged: partners.length - moves.length,
  }
}
