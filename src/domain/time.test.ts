import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, plainDate } from './time.ts'

describe('calendar days', () => {
  test.each(['2026-11-21', '2024-02-29', '2000-02-29', '0001-01-01'])('%s is a day', (text) => {
    expect(plainDate(text)).toEqual({ ok: true, value: text })
  })
  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-5',
    '2026-11-21T00:00',
    '0000-01-01',
    '',
    '２０２６-01-01',
  ])('%s is not', (text) => {
    expect(plainDate(text)).toEqual({ ok: false, reason: 'notADate' })
  })
  test('agrees with the calendar of the platform', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1600-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(plainDate(date.toISOString().slice(0, 10)).ok).toBe(true)
        },
      ),
    )
  })
})

describe('moments', () => {
  test.each([
    ['2026-11-21T09:00:00+09:00', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21T00:00Z', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21T00:00:00.1239Z', '2026-11-21T00:00:00.123Z'],
  ])('%s is %s', (text, value) => {
    expect(instant(text)).toEqual({ ok: true, value })
  })
  test.each([
    '2026-11-21T09:00:00',
    '2026-11-21',
    '2026-02-30T00:00:00Z',
    '2026-11-21T25:00:00Z',
    '2026-11-21T00:00:00+09:00[Asia/Tokyo]',
    '',
  ])('%s is not one', (text) => {
    expect(instant(text)).toEqual({ ok: false, reason: 'notAnInstant' })
  })
})
