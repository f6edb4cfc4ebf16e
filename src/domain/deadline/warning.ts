import { type BusinessCalendar, rollToBusinessDay } from '../calendar/business-day.ts'
import type { Instant } from '../time.ts'
import { addMilliseconds, localDate, localTime } from './local-time.ts'

/** Start of the default warning window: the last hours of an hour clock, the last business day (from its start) of a day clock. */
export function warnFrom(
  clock: 'hours' | 'days',
  dueAt: Instant,
  calendar: BusinessCalendar,
  zone: string,
  lastHours: number,
): Instant {
  if (clock === 'hours') return addMilliseconds(dueAt, -lastHours * 3_600_000)
  const lastDay = localDate(addMilliseconds(dueAt, -1), zone)
  return localTime(rollToBusinessDay(calendar, lastDay, 'previous').date, '00:00', zone)
}
