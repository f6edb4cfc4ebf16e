import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../time.ts'
import { addBusinessDays, checkCalendar, isBusinessDay, rollToBusinessDay } from './business-day.ts'
import { calendar } from './calendar.fixture.ts'
import { addDays, daysBetween } from './plain-date.ts'

const day = (text: string) => text as PlainDate

describe('business days', () => {
  it.each([
    ['2026-09-18', true],
    ['2026-09-19', false],
    ['2026-09-22', false],
    ['2026-09-24', true],
    ['2026-12-28', true],
    ['2026-12-29', false],
    ['2027-01-04', true],
  ])('%s is open: %s', (date, open) => {
    expect(isBusinessDay(calendar, day(date))).toBe(open)
  })

  it.each([
    ['2026-09-18', 1, '2026-09-24'],
    ['2026-09-24', -1, '2026-09-18'],
    ['2026-09-19', 0, '2026-09-24'],
    ['2026-09-18', 0, '2026-09-18'],
    ['2026-11-20', 3, '2026-11-26'],
    ['2026-12-28', 1, '2027-01-04'],
    ['2026-12-30', 1, '2027-01-04'],
  ])('%s plus %i business days is %s', (from, days, to) => {
    expect(addBusinessDays(calendar, day(from), days)).toEqual({ date: to, provisional: false })
  })

  it('rolls back too', () => {
    expect(rollToBusinessDay(calendar, day('2026-11-23'), 'previous').date).toBe('2026-11-20')
  })

  it.each([
    ['2027-12-31', true],
    ['2028-05-01', true],
    ['2027-12-28', false],
  ])('a date rolled from %s is provisional: %s', (from, provisional) => {
    expect(rollToBusinessDay(calendar, day(from)).provisional).toBe(provisional)
  })

  it('takes the weekend as data', () => {
    const gulf = { ...calendar, weekend: [5, 6] }
    expect(rollToBusinessDay(gulf, day('2026-11-20')).date).toBe('2026-11-22')
  })

  it.each([
    ['a usable calendar', {}, { ok: true }],
    ['an unknown weekday', { weekend: [0] }, { ok: false, reason: 'weekday_unknown', years: [] }],
    [
      'a week without work',
      { weekend: [1, 2, 3, 4, 5, 6, 7] },
      { ok: false, reason: 'never_open', years: [2026, 2027] },
    ],
    [
      'a week without work and no year',
      { weekend: [1, 2, 3, 4, 5, 6, 7], closed: new Set<PlainDate>(), publishedYears: new Set<number>() },
      { ok: false, reason: 'never_open', years: [2000] },
    ],
  ])('checks %s', (_, change, outcome) => {
    expect(checkCalendar({ ...calendar, ...change })).toEqual(outcome)
  })

  it('does not search for ever in a calendar that is never open', () => {
    const never = { ...calendar, weekend: [1, 2, 3, 4, 5, 6, 7] }
    expect(() => rollToBusinessDay(never, day('2026-11-20'))).toThrow('calendar_without_business_days')
  })

  it('lands on open days, counts back what it added, and goes there and back', () => {
    fc.assert(
      fc.property(fc.nat(700), fc.integer({ min: 1, max: 40 }), (offset, days) => {
        const start = addDays(day('2026-01-05'), offset)
        const end = addBusinessDays(calendar, start, days).date
        expect(isBusinessDay(calendar, end)).toBe(true)
        const between = Array.from({ length: daysBetween(start, end) }, (_, at) => addDays(start, at + 1))
        expect(between.filter((date) => isBusinessDay(calendar, date))).toHaveLength(days)
        const back = addBusinessDays(calendar, end, -days).date
        expect(back).toBe(rollToBusinessDay(calendar, start, 'previous').date)
      }),
    )
  })
})
