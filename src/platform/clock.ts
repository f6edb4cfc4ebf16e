import type { Instant, PlainDate } from '../domain/time.ts'

/** The one place where the process reads the wall clock; tests hand in a clock that stands still. */
export type Clock = { now: () => Instant }

export const toInstant = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant

export const systemClock: Clock = { now: () => toInstant(Date.now()) }

export const plusSeconds = (from: Instant, seconds: number): Instant => toInstant(Date.parse(from) + seconds * 1000)

/** The zone of an organisation that has not named another. */
export const HOME_ZONE = 'Asia/Tokyo'

const days = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of a moment in a zone. */
export const localDay = (at: Instant, zone: string): PlainDate => {
  // Making a format costs a hundred times more than using it.
  const format = days.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
  days.set(zone, format)
  return format.format(new Date(at)) as PlainDate
}
