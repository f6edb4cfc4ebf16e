import { Temporal } from 'temporal-polyfill'
import type { Instant, PlainDate } from '../time.ts'

const toInstant = (zoned: Temporal.ZonedDateTime): Instant => zoned.toInstant().toString() as Instant

/** True for a zone name this system knows ('Asia/Tokyo'). */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/** The moment a local day is over: the start of the next one. Throws on an unknown zone. */
export function endOfLocalDay(date: PlainDate, zone: string): Instant {
  return toInstant(Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone))
}

/** A local wall time 'HH:MM' as a moment; a time skipped by a clock change moves forward. Throws on an unknown zone. */
export function localTime(date: PlainDate, time: string, zone: string): Instant {
  return toInstant(
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }),
  )
}

/** The local date of a moment in a zone. Throws on an unknown zone. */
export function localDate(at: Instant, zone: string): PlainDate {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString() as PlainDate
}

/** Milliseconds since 1970 of a moment, for comparing and subtracting. */
export function epochMilliseconds(at: Instant): number {
  return Temporal.Instant.from(at).epochMilliseconds
}

/** The moment so many milliseconds after (or before) another. */
export function addMilliseconds(at: Instant, milliseconds: number): Instant {
  return Temporal.Instant.from(at).add({ milliseconds }).toString() as Instant
}
