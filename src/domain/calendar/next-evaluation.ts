import type { MaturityBand } from '../maturity/policy.ts'
import type { RiskLevel } from '../risk/level.ts'
import type { PlainDate } from '../time.ts'
import { type BusinessCalendar, rollToBusinessDay } from './business-day.ts'
import { addMonths } from './plain-date.ts'
import type { CyclePolicy } from './policy.ts'

/** The interval that holds for a partner and what decided it. */
export type EvaluationInterval = { readonly months: number; readonly decidedBy: 'level' | 'band' }

/** When a partner is evaluated next, and why then. */
export type NextEvaluation = {
  /** The business day it falls due. */
  readonly dueOn: PlainDate
  /** The day before rolling, from which a later cycle keeps its anchor. */
  readonly nominalOn: PlainDate
  readonly months: number
  readonly decidedBy: 'level' | 'band' | 'renewal'
  /** A year on the way has no published holidays yet. */
  readonly provisional: boolean
}

/** Months between two evaluations: the shorter of the level's and the band's; the level's alone while the band is unknown. */
export function evaluationInterval(
  policy: CyclePolicy,
  level: RiskLevel,
  band: MaturityBand | null,
): EvaluationInterval {
  const cycle = policy.evaluation[level]
  const byBand = band === null ? undefined : cycle.bandMonths[band]
  return byBand !== undefined && byBand < cycle.months
    ? { months: byBand, decidedBy: 'band' }
    : { months: cycle.months, decidedBy: 'level' }
}

/**
 * Next evaluation counted from the confirmation date, on the anchor day of the month, rolled to the next business day;
 * for levels evaluated at renewal, the renewal where it comes first.
 */
export function nextEvaluation(
  policy: CyclePolicy,
  calendar: BusinessCalendar,
  partner: {
    readonly level: RiskLevel
    readonly band: MaturityBand | null
    readonly confirmedOn: PlainDate
    /** Day of the month the cycle keeps; the confirmation day when left out. */
    readonly anchorDay?: number
    readonly renewalOn: PlainDate | null
  },
): NextEvaluation {
  const { months, decidedBy } = evaluationInterval(policy, partner.level, partner.band)
  const byInterval = addMonths(partner.confirmedOn, months, partner.anchorDay)
  const { renewalOn, confirmedOn } = partner
  const renews =
    policy.evaluation[partner.level].atRenewal &&
    renewalOn !== null &&
    renewalOn > confirmedOn &&
    renewalOn < byInterval
  const nominalOn = renews ? renewalOn : byInterval
  const rolled = rollToBusinessDay(calendar, nominalOn)
  return {
    dueOn: rolled.date,
    nominalOn,
    months,
    decidedBy: renews ? 'renewal' : decidedBy,
    provisional: rolled.provisional,
  }
}
