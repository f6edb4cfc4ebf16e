import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
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

  it('agrees with the date library over four centuries', () => {
    const epoch = Temporal.PlainDate.from('1800-01-01')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 146_097 }),
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: -600, max: 600 }),
        (offset, days, months) => {
          const there = epoch.add({ days: offset })
          const here = day(there.toString())
          expect(addDays(here, days)).toBe(there.add({ days }).toString())
          expect(addMonths(here, months)).toBe(there.add({ months }).toString())
          expect(dayOfWeek(here)).toBe(there.dayOfWeek)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('turns every year at its end', () => {
    for (let year = 1800; year < 2200; year += 1) {
      expect(addDays(day(`${year}-12-31`), 1)).toBe(`${year + 1}-01-01`)
      expect(addDays(day(`${year + 1}-01-01`), -1)).toBe(`${year}-12-31`)
    }
  })

  it.each([
    ['1999-12-31', 1, '2000-01-01'],
    ['2000-12-31', 1, '2001-01-01'],
    ['2000-02-28', 1, '2000-02-29'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2028-12-30', 1, '2028-12-31'],
    ['2028-12-31', 1, '2029-01-01'],
    ['2029-01-01', -1, '2028-12-31'],
    ['2001-01-01', -1, '2000-12-31'],
  ])('%s plus %i days is %s', (from, days, to) => {
    expect(addDays(day(from), days)).toBe(to)
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
