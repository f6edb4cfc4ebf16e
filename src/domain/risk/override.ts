import type { PlainDate } from '../time.ts'
import type { RiskLevel } from './level.ts'

/** A level set by a person: with a reason, an approver who is not the asker, and a last day. */
export type LevelOverride = {
  readonly level: RiskLevel
  readonly reason: string
  readonly askedBy: string
  readonly approvedBy: string | null
  readonly expiresOn: PlainDate
}

/** What keeps an override from taking effect. */
export type OverrideProblem = 'reason_missing' | 'approver_missing' | 'approved_by_asker' | 'expired'

/** Computed and effective level side by side; null means unrated. */
export type EffectiveLevel = {
  readonly computed: RiskLevel | null
  readonly effective: RiskLevel | null
  readonly override: 'none' | 'in_force' | 'expired' | 'invalid'
}

/** Names everything that keeps an override from taking effect on a day; it holds through its expiry day. */
export function overrideProblems(override: LevelOverride, today: PlainDate): readonly OverrideProblem[] {
  const problems: OverrideProblem[] = []
  if (override.reason.trim() === '') problems.push('reason_missing')
  if (override.approvedBy === null) problems.push('approver_missing')
  else if (override.approvedBy === override.askedBy) problems.push('approved_by_asker')
  if (override.expiresOn < today) problems.push('expired')
  return problems
}

/** The level in effect on a day: an approved override (also below a proposal) until its expiry day, else the computed one. */
export function effectiveLevel(
  computed: RiskLevel | null,
  override: LevelOverride | null,
  today: PlainDate,
): EffectiveLevel {
  if (override === null) return { computed, effective: computed, override: 'none' }
  const problems = overrideProblems(override, today)
  if (problems.length === 0) return { computed, effective: override.level, override: 'in_force' }
  const onlyExpired = problems.every((problem) => problem === 'expired')
  return { computed, effective: computed, override: onlyExpired ? 'expired' : 'invalid' }
}
