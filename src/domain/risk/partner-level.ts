import type { PlainDate } from '../time.ts'
import { higherLevel, type RiskLevel } from './level.ts'

/** One engagement as the partner's level sees it; level null while its rating is incomplete. */
export type EngagementStanding = {
  readonly id: string
  readonly level: RiskLevel | null
  readonly from: PlainDate | null
  readonly until: PlainDate | null
}

/** A partner's computed level: rated, provisional from the triage, or unrated (which is never R0). */
export type PartnerLevel =
  | {
      readonly kind: 'rated'
      readonly level: RiskLevel
      readonly decidedBy: readonly string[]
      readonly unrated: readonly string[]
    }
  | { readonly kind: 'provisional'; readonly level: RiskLevel; readonly unrated: readonly string[] }
  | { readonly kind: 'unrated'; readonly unrated: readonly string[] }

/** True while an engagement runs, first and last day included; an open end runs on. */
export function isLive(engagement: Pick<EngagementStanding, 'from' | 'until'>, today: PlainDate): boolean {
  return (
    (engagement.from === null || engagement.from <= today) && (engagement.until === null || engagement.until >= today)
  )
}

/**
 * The partner's level: the highest of its live engagements. While a live engagement is unrated (or there is none),
 * a higher triage answer still holds and the level stays provisional.
 */
export function partnerLevel(
  engagements: readonly EngagementStanding[],
  triage: RiskLevel | null,
  today: PlainDate,
): PartnerLevel {
  const live = engagements.filter((engagement) => isLive(engagement, today))
  const unrated = live.filter((engagement) => engagement.level === null).map((engagement) => engagement.id)
  let top: RiskLevel | null = null
  for (const { level } of live) if (level !== null) top = top === null ? level : higherLevel(top, level)
  const triageHolds = triage !== null && (top === null || (unrated.length > 0 && triage > top))
  if (triageHolds) return { kind: 'provisional', level: triage, unrated }
  if (top === null) return { kind: 'unrated', unrated }
  const decidedBy = live.filter((engagement) => engagement.level === top).map((engagement) => engagement.id)
  return { kind: 'rated', level: top, decidedBy, unrated }
}
