import { Temporal } from 'temporal-polyfill'
import type { PlainDate } from '../time.ts'

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

const toPlainDate = (date: Temporal.PlainDate): PlainDate => date.toString() as PlainDate

/** True for an existing date written 'YYYY-MM-DD'. */
export function isPlainDate(text: string): text is PlainDate {
  const match = SHAPE.exec(text)
  if (match === null) return false
  const [year, month, day] = match.slice(1).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  if (month < 1 || month > 12 || day < 1) return false
  return day <= Temporal.PlainDate.from({ year, month, day: 1 }).daysInMonth
}

/** The date so many days later (or earlier, when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return toPlainDate(Temporal.PlainDate.from(date).add({ days }))
}

/** The date so many months later on the anchor day of the month, or on the month's last day where it is shorter (31 → 28 Feb → 31 Mar). */
export function addMonths(date: PlainDate, months: number, anchorDay?: number): PlainDate {
  const start = Temporal.PlainDate.from(date)
  const month = start.with({ day: 1 }).add({ months })
  return toPlainDate(month.with({ day: Math.min(anchorDay ?? start.day, month.daysInMonth) }))
}

/** Day of the week, 1 Monday to 7 Sunday. */
export function dayOfWeek(date: PlainDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

/** Whole days from one date to another; negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days
}
