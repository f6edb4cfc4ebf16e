import { dateIn, daysBetween, formatTime } from './format-date.ts'
import type { Locale } from './locale.ts'

/** A day clock counts calendar days and names the hour on its last day; an hour clock counts hours and minutes below two days. */
export type ClockKind = 'day' | 'hour'

type Asked = { dueAt: string; now: string; zone: string; clock: ClockKind; locale: Locale }

const minutesIn = (milliseconds: number) => Math.floor(milliseconds / 60_000)
const twoDays = 48 * 60

const days = (count: number, locale: Locale) =>
  locale === 'ja' ? `${count}日` : `${count} ${count === 1 ? 'day' : 'days'}`

const hours = (minutes: number, locale: Locale): string => {
  const whole = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (locale === 'ja') return whole === 0 ? `${rest}分` : rest === 0 ? `${whole}時間` : `${whole}時間${rest}分`
  return whole === 0 ? `${rest} min` : rest === 0 ? `${whole} h` : `${whole} h ${rest} min`
}

const left = (text: string, locale: Locale) => (locale === 'ja' ? `あと${text}` : `${text} left`)
const over = (text: string, locale: Locale) => (locale === 'ja' ? `${text}超過` : `${text} overdue`)

const hourClock = (distance: number, locale: Locale): string => {
  const minutes = minutesIn(Math.abs(distance))
  const text = minutes > twoDays ? days(Math.floor(minutes / (24 * 60)), locale) : hours(minutes, locale)
  return distance < 0 ? over(text, locale) : left(text, locale)
}

const dayClock = ({ dueAt, now, zone, locale }: Asked, distance: number): string => {
  const apart = daysBetween(dateIn(now, zone), dateIn(dueAt, zone))
  if (apart > 0) return left(days(apart, locale), locale)
  if (apart < 0) return over(days(-apart, locale), locale)
  const today = `${locale === 'ja' ? '今日' : 'today'} ${formatTime(dueAt, zone)}`
  if (distance >= 0) return today
  return locale === 'ja' ? `${today} 超過` : `${today} overdue`
}

/** あと3日 · あと1時間48分 · 今日 17:00 · 2日超過, as the clock's kind asks. */
export const formatTimeLeft = (asked: Asked): string => {
  const distance = Date.parse(asked.dueAt) - Date.parse(asked.now)
  return asked.clock === 'hour' ? hourClock(distance, asked.locale) : dayClock(asked, distance)
}

/** A running clock of the room: 1:17:50, 21:10 below an hour, days and hours from two days on; the word for "over" stands beside it. */
export const formatRoomClock = (seconds: number, locale: Locale): string => {
  const size = Math.floor(Math.abs(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const [day, hour, minute, second] = [
    Math.floor(size / 86_400),
    Math.floor(size / 3600),
    Math.floor((size % 3600) / 60),
    size % 60,
  ]
  if (size >= 48 * 3600) {
    const rest = hour - day * 24
    return locale === 'ja' ? `${day}日 ${rest}時間` : `${day} d ${rest} h`
  }
  return hour > 0 ? `${hour}:${two(minute)}:${two(second)}` : `${minute}:${two(second)}`
}
