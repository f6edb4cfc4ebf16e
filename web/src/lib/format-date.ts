import type { Locale } from './locale.ts'

/** Days and moments come as the server writes them: 'YYYY-MM-DD' and ISO 8601 in UTC. */
type DayParts = { year: number; month: number; day: number; weekday: number }

const weekdaysJa = ['日', '月', '火', '水', '木', '金', '土']
const weekdaysEn = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const monthsEn = 'January February March April May June July August September October November December'.split(' ')

const dayParts = (date: string): DayParts => {
  const at = new Date(`${date}T00:00:00Z`)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), weekday: at.getUTCDay() }
}

/** Day and time of day on a clock of a zone. */
export const zoned = (instant: string | number, zone: string): { date: string; time: string } => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

export const dateIn = (instant: string, zone: string): string => zoned(instant, zone).date

/** 11/18（水） this year, 2027/2/14 in another year; English names the month, since 11/18 reads two ways. */
export const formatDate = (date: string, today: string, locale: Locale): string => {
  const { year, month, day, weekday } = dayParts(date)
  const sameYear = year === dayParts(today).year
  if (locale === 'ja') return sameYear ? `${month}/${day}（${weekdaysJa[weekday]}）` : `${year}/${month}/${day}`
  const monthName = monthsEn[month - 1]?.slice(0, 3)
  return sameYear ? `${weekdaysEn[weekday]?.slice(0, 3)} ${day} ${monthName}` : `${day} ${monthName} ${year}`
}

/** The day alone, as it is read aloud: 2026年12月18日 / 18 December 2026. */
export const formatDateSpoken = (date: string, locale: Locale): string => {
  const { year, month, day } = dayParts(date)
  return locale === 'ja' ? `${year}年${month}月${day}日` : `${day} ${monthsEn[month - 1]} ${year}`
}

export const formatDateFull = (date: string, locale: Locale): string => {
  const { weekday } = dayParts(date)
  const day = formatDateSpoken(date, locale)
  return locale === 'ja' ? `${day}（${weekdaysJa[weekday]}）` : `${weekdaysEn[weekday]} ${day}`
}

/** Axis label: never a bare day. */
export const formatDayOfMonth = (date: string, locale: Locale): string => {
  const { month, day } = dayParts(date)
  return locale === 'ja' ? `${month}/${day}` : `${day} ${monthsEn[month - 1]?.slice(0, 3)}`
}

/** A month alone, 1 to 12: 4月 / April. */
export const formatMonth = (month: number, locale: Locale): string =>
  locale === 'ja' ? `${month}月` : (monthsEn[month - 1] ?? String(month))

export const formatTime = (instant: string, zone: string): string => zoned(instant, zone).time

/** The same moment on two clocks, each named: used wherever two zones meet. */
export const formatTimeInZones = (
  instant: string,
  own: { zone: string; name: string },
  other: { zone: string; name: string },
  locale: Locale,
): string => {
  const here = formatTime(instant, own.zone)
  const there = formatTime(instant, other.zone)
  return locale === 'ja' ? `${here}（${other.name} ${there}）` : `${here} ${own.name} (${there} ${other.name})`
}

export const formatMoment = (instant: string, now: string, zone: string, locale: Locale): string => {
  const { date, time } = zoned(instant, zone)
  return `${formatDate(date, dateIn(now, zone), locale)} ${time}`
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
