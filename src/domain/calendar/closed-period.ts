import { daysInMonth } from '../time.ts'

const LEAP_YEAR = 2024

/** True for a day 'MM-DD' that some year has (29 February included). */
export function isMonthDay(text: string): boolean {
  const [, month = 0, day = 0] = (/^(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(LEAP_YEAR, month)
}

/** The days 'MM-DD' from one to another, both included; a period that ends before it begins runs over the turn of the year. */
export function daysOfPeriod(from: string, to: string): string[] {
  const days: string[] = []
  let [month = 1, day = 1] = from.split('-').map(Number)
  for (;;) {
    const text = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    if (days.includes(text)) return days
    days.push(text)
    if (text === to) return days
    day += 1
    if (day > daysInMonth(LEAP_YEAR, month)) [month, day] = [(month % 12) + 1, 1]
  }
}
