import { addBusinessDays, type BusinessCalendar } from '../calendar/business-day.ts'
import type { Instant, PlainDate } from '../time.ts'
import { endOfLocalDay, epochMilliseconds, localTime } from './local-time.ts'

/** What is done around a day deadline, counted in business days from it: minus before, 0 the moment it is over, plus after. */
export type OneShotStep = {
  readonly no: number
  readonly businessDays: number
  readonly do: string
  readonly to: string
}

/** Steps of a simple deadline and the local time 'HH:MM' at which those before and after it take effect. */
export type OneShotPolicy = { readonly at: string; readonly steps: readonly OneShotStep[] }

/** A step with its moment, stored when the deadline opens. */
export type PlannedStep = { readonly no: number; readonly at: Instant; readonly do: string; readonly to: string }

/** A planned deadline: over at the end of the local day of the one who owes. */
export type OneShotPlan = {
  readonly dueOn: PlainDate
  readonly dueAt: Instant
  readonly steps: readonly PlannedStep[]
  readonly provisional: boolean
}

/** Plans a one-shot deadline: due at the end of the local day in the zone, each step at its moment in rising order; steps before the opening are left out. */
export function planOneShot(
  policy: OneShotPolicy,
  calendar: BusinessCalendar,
  deadline: { readonly dueOn: PlainDate; readonly zone: string; readonly opensAt: Instant },
): OneShotPlan {
  const dueAt = endOfLocalDay(deadline.dueOn, deadline.zone)
  const opens = epochMilliseconds(deadline.opensAt)
  let provisional = false
  const steps: PlannedStep[] = []
  for (const { no, businessDays, do: act, to } of policy.steps) {
    let at = dueAt
    if (businessDays !== 0) {
      const day = addBusinessDays(calendar, deadline.dueOn, businessDays)
      provisional ||= day.provisional
      at = localTime(day.date, policy.at, deadline.zone)
    }
    if (epochMilliseconds(at) >= opens) steps.push({ no, at, do: act, to })
  }
  steps.sort((a, b) => epochMilliseconds(a.at) - epochMilliseconds(b.at) || a.no - b.no)
  return { dueOn: deadline.dueOn, dueAt, steps, provisional }
}
