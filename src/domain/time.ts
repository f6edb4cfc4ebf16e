import { Temporal } from 'temporal-polyfill'

/** A calendar day 'YYYY-MM-DD' without time or zone. */
export type PlainDate = string & { readonly brand: 'PlainDate' }

/** A moment in UTC, 'YYYY-MM-DDThh:mm:ss.sssZ', so that text order is time order. */
export type Instant = string & { readonly brand: 'Instant' }

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** The number of days of a month (1–12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Accepts a real calendar day written as YYYY-MM-DD and nothing else. */
export function plainDate(text: string): { ok: true; value: PlainDate } | { ok: false; reason: 'notADate' } {
  const parts = DATE.exec(text)
  if (parts === null) return { ok: false, reason: 'notADate' }
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const real = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return real ? { ok: true, value: text as PlainDate } : { ok: false, reason: 'notADate' }
}

/** Accepts a moment with its offset (Z or +09:00) and gives it in UTC, cut to milliseconds. */
export function instant(text: string): { ok: true; value: Instant } | { ok: false; reason: 'notAnInstant' } {
  if (!INSTANT.test(text)) return { ok: false, reason: 'notAnInstant' }
  try {
    return { ok: true, value: Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3 }) as Instant }
  } catch {
    return { ok: false, reason: 'notAnInstant' }
  }
}
