import { dayEnd } from './day-start.ts'
import { dateIn, formatDate, formatMoment } from './format-date.ts'
import { formatTimeLeft } from './format-time-left.ts'
import { type Locale, useLocale } from './locale.ts'
import { useSession } from './session.ts'

/** What a clock on the wall of the organisation says, and days and moments in words beside it. */
export const tellTime = (now: string, zone: string, locale: Locale) => {
  const today = dateIn(now, zone)
  const day = (date: string): string => formatDate(date, today, locale)
  return {
    now,
    zone,
    today,
    /** A day 'YYYY-MM-DD'. */
    day,
    /** The day on which something happened. */
    dayOf: (instant: string): string => day(dateIn(instant, zone)),
    moment: (instant: string): string => formatMoment(instant, now, zone, locale),
    /** How long until the end of a day. */
    leftOf: (date: string): string => formatTimeLeft({ dueAt: dayEnd(date, zone), now, zone, clock: 'day', locale }),
  }
}

/** Asks for the time when it is needed, for what happens after the page was drawn. */
export const useTimeTeller = () => {
  const locale = useLocale()
  const zone = useSession()?.organization.tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return () => tellTime(new Date().toISOString(), zone, locale)
}

/** The time by the organisation's clock as the page is drawn: the one place where the browser's clock is read. */
export const useClock = () => useTimeTeller()()
