import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../time.ts'
import { addDays, addMonths, dayOfWeek, daysBetween, isPlainDate } from './plain-date.ts'

const day = (text: string) => text as PlainDate

describe('dates', () => {
  it.each([
    ['2026-01-31', 1, undefined, '2026-02-28'],
    ['2026-02-28', 1, 31, '2026-03-31'],
    ['2026-03-31', 1, 31, '2026-04-30'],
    ['2027-12-31', 2, undefined, '2028-02-29'],
    ['2028-02-29', 12, undefined, '2029-02-28'],
    ['2026-11-21', 36, undefined, '2029-11-21'],
    ['2026-11-21', -1, undefined, '2026-10-21'],
  ])('%s plus %i months with anchor %s is %s', (from, months, anchor, to) => {
    expect(addMonths(day(from), months, anchor)).toBe(to)
  })

  it.each([
    ['2026-11-21', true],
    ['2028-02-29', true],
    ['2100-02-29', false],
    ['2026-04-31', false],
    ['2026-00-10', false],
    ['2026-13-10', false],
    ['2026-11-00', false],
    ['2026-1-1', false],
    ['２０２６-11-21', false],
    ['2026-11-21T00:00', false],
    ['', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isPlainDate(text)).toBe(exists)
  })

  it('knows the day of the week', () => {
    expect([dayOfWeek(day('2026-11-21')), dayOfWeek(day('2026-11-22'))]).toEqual([6, 7])
  })

  it('adds and counts days alike, and months never skip one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: 0, max: 60 }), (days, months) => {
        const start = addDays(day('2026-01-31'), days)
        expect(daysBetween(day('2026-01-31'), start)).toBe(days)
        expect(isPlainDate(start)).toBe(true)
        const later = addMonths(start, months)
        const monthNumber = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
        expect(monthNumber(later) - monthNumber(start)).toBe(months)
        expect(Number(later.slice(8))).toBeLessThanOrEqual(Number(start.slice(8)))
      }),
    )
  })
})
