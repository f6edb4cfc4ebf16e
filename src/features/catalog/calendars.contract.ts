import { z } from 'zod'
import { type BusinessCalendar, checkCalendar } from '../../domain/calendar/business-day.ts'
import { daysOfPeriod, isMonthDay } from '../../domain/calendar/closed-period.ts'
import type { PlainDate } from '../../domain/time.ts'
import {
  documentHead,
  localisedText,
  PlainDateText,
  type ProblemWords,
  parseDocument,
  problemAt,
  Source,
  TimeZone,
} from './document.contract.ts'

const MonthDay = z
  .string()
  .max(5)
  .refine(isMonthDay, { message: 'no such day', params: { ja: 'この月日はありません（MM-DDで書きます）。' } })
  .describe('A day that returns each year, written MM-DD.')

const Holiday = z.strictObject({
  date: PlainDateText,
  name: localisedText(40).describe('Name of the holiday.'),
})

export const Calendar = z
  .strictObject({
    ...documentHead,
    zone: TimeZone.describe('IANA time zone of the calendar.'),
    weekend: z.array(z.int().min(1).max(7)).max(6).describe('Closed weekdays, 1 Monday to 7 Sunday.'),
    holidaySource: Source.describe('Origin of the holiday dates.'),
    publishedYears: z
      .strictObject({
        from: z.int().min(2000).max(2200).describe('First year whose holidays are listed.'),
        to: z
          .int()
          .min(2000)
          .max(2200)
          .describe('Last year whose holidays are published; later dates are provisional.'),
      })
      .describe('Years for which the holidays are known.'),
    holidays: z.array(Holiday).max(2000).describe('Public holidays in date order.'),
    companyClosures: z
      .array(
        z.strictObject({
          from: MonthDay.describe('First closed day.'),
          to: MonthDay.describe('Last closed day; may lie in the next year.'),
          name: localisedText(40).describe('Name of the closed period.'),
        }),
      )
      .max(50)
      .describe('Closed periods that companies and authorities keep by default.'),
  })
  .superRefine((calendar, context) => {
    calendar.holidays.forEach((holiday, index) => {
      const before = calendar.holidays[index - 1]
      if (before !== undefined && before.date >= holiday.date)
        context.addIssue(
          problemAt(['holidays', index, 'date'], 'dates must rise', '日付は早い順に並べてください。', holiday.date),
        )
      const year = Number(holiday.date.slice(0, 4))
      if (year < calendar.publishedYears.from || year > calendar.publishedYears.to)
        context.addIssue(
          problemAt(
            ['holidays', index, 'date'],
            'outside the published years',
            '公表済みの年（publishedYears）の外にあります。',
            holiday.date,
          ),
        )
    })
    const { from, to } = calendar.publishedYears
    if (from > to)
      context.addIssue(problemAt(['publishedYears'], 'years must rise', '年は早い方から書いてください。', from))
    const known = calendar.companyClosures.every((period) => isMonthDay(period.from) && isMonthDay(period.to))
    const open = checkCalendar(toBusinessCalendar(calendar))
    if (known && !open.ok)
      context.addIssue(
        problemAt(
          ['weekend'],
          `no open day is left in ${open.years.join(', ')}`,
          `${open.years.join('・')}年に営業日が残りません。`,
          calendar.weekend,
        ),
      )
  })

type CalendarDocument = z.infer<typeof Calendar>

/** The closed days of a calendar, as the domain reads them. */
export const toBusinessCalendar = ({
  key,
  version,
  weekend,
  holidays,
  companyClosures,
  publishedYears: { from, to },
}: Pick<
  CalendarDocument,
  'key' | 'version' | 'weekend' | 'holidays' | 'companyClosures' | 'publishedYears'
>): BusinessCalendar => ({
  id: key,
  version: String(version),
  weekend,
  closed: new Set(holidays.map(({ date }) => date as PlainDate)),
  closedYearly: new Set(companyClosures.flatMap((period) => daysOfPeriod(period.from, period.to))),
  publishedYears: new Set(Array.from({ length: to - from + 1 }, (_, at) => from + at)),
})

/** Reads a calendar of closed days from the catalogue. */
export const parseCalendar = (value: unknown, words?: ProblemWords) => parseDocument(Calendar, value, words)
