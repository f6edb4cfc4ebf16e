import { zoned } from './format-date.ts'

const clockFaceOf = (instant: number, zone: string): number => {
  const { date, time } = zoned(instant, zone)
  return Date.parse(`${date}T${time}:00Z`)
}

/** The instant at which a day 'YYYY-MM-DD', moved by whole days, begins in a zone. */
export const dayStart = (date: string, zone: string, moveBy = 0): string => {
  const wanted = Date.parse(`${date}T00:00:00Z`) + moveBy * 86_400_000
  const first = wanted - (clockFaceOf(wanted, zone) - wanted)
  return new Date(first - (clockFaceOf(first, zone) - wanted)).toISOString()
}

/** The last minute of a day 'YYYY-MM-DD' in a zone: when something due that day is due. */
export const dayEnd = (date: string, zone: string): string =>
  new Date(Date.parse(dayStart(date, zone, 1)) - 60_000).toISOString()
