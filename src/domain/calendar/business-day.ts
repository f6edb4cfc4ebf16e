import type { PlainDate } from '../time.ts'
import { addDays, dayOfWeek } from './plain-date.ts'

/** The closed days of a company, partner or authority, as data with a version. */
export type BusinessCalendar = {
  readonly id: string
  readonly version: string
  /** Days of the week that are closed, 1 Monday to 7 Sunday. */
  readonly weekend: readonly number[]
  /** Holidays and own closing days. */
  readonly closed: ReadonlySet<PlainDate>
  /** Days closed every year, 'MM-DD' (year-end closing). */
  readonly closedYearly: ReadonlySet<string>
  /** Years whose holidays are published; dates resting on others are provisional. */
  readonly publishedYears: ReadonlySet<number>
}

/** A date found on a calendar, provisional while a year it rests on is unpublished. */
export type CalendarDate = { readonly date: PlainDate; readonly provisional: boolean }

// Two open days of neighbouring years lie at most this far apart; checkCalendar refuses a year without any.
const LONGEST_SEARCH_DAYS = 731

/** True when the date's year is not published on the calendar. */
export function isProvisional(calendar: BusinessCalendar, date: PlainDate): boolean {
  return !calendar.publishedYears.has(Number(date.slice(0, 4)))
}

/** True when the calendar is open on a date. */
export function isBusinessDay(calendar: BusinessCalendar, date: PlainDate): boolean {
  return (
    !calendar.weekend.includes(dayOfWeek(date)) &&
    !calendar.closed.has(date) &&
    !calendar.closedYearly.has(date.slice(5))
  )
}

/** The date itself when open, else the nearest open day after (or before) it. Throws on a calendar that checkCalendar refuses. */
export function rollToBusinessDay(
  calendar: BusinessCalendar,
  date: PlainDate,
  direction: 'next' | 'previous' = 'next',
): CalendarDate {
  let provisional = isProvisional(calendar, date)
  let day = date
  for (let tried = 0; tried <= LONGEST_SEARCH_DAYS; tried += 1) {
    if (isBusinessDay(calendar, day)) return { date: day, provisional }
    day = addDays(day, direction === 'next' ? 1 : -1)
    provisional ||= isProvisional(calendar, day)
  }
  throw new RangeError('calendar_without_business_days')
}

/**
 * The date so many business days after (or before, when negative) a start that is not counted itself;
 * with 0 the start rolls to the next business day.
 */
export function addBusinessDays(calendar: BusinessCalendar, from: PlainDate, days: number): CalendarDate {
  if (days === 0) return rollToBusinessDay(calendar, from)
  const direction = days > 0 ? 'next' : 'previous'
  let found: CalendarDate = { date: from, provisional: isProvisional(calendar, from) }
  for (let left = Math.abs(days); left > 0; left -= 1) {
    const rolled = rollToBusinessDay(calendar, addDays(found.date, days > 0 ? 1 : -1), direction)
    found = { date: rolled.date, provisional: found.provisional || rolled.provisional }
  }
  return found
}

/** Checks that a calendar can be used: week days 1–7 and at least one open day in every year it is asked for. */
export function checkCalendar(
  calendar: BusinessCalendar,
):
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'weekday_unknown' | 'never_open'; readonly years: readonly number[] } {
  if (calendar.weekend.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
    return { ok: false, reason: 'weekday_unknown', years: [] }
  const years = new Set([...calendar.publishedYears, ...[...calendar.closed].map((date) => Number(date.slice(0, 4)))])
  const neverOpen = [...(years.size === 0 ? [2000] : years)].filter((year) => {
    const last = `${String(year).padStart(4, '0')}-12-31` as PlainDate
    for (let day = `${last.slice(0, 4)}-01-01` as PlainDate; day <= last; day = addDays(day, 1)) {
      if (isBusinessDay(calendar, day)) return false
    }
    return true
  })
  return neverOpen.length === 0 ? { ok: true } : { ok: false, reason: 'never_open', years: neverOpen }
}
