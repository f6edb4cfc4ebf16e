import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  daysBetween,
  formatDate,
  formatDateFull,
  formatDateSpoken,
  formatDayOfMonth,
  formatMoment,
  formatMonth,
  formatTimeInZones,
} from './format-date.ts'
import {
  formatChange,
  formatCorporateNumber,
  formatNumber,
  formatScore,
  formatYen,
  formatYenInText,
} from './format-number.ts'
import { type ClockKind, formatRoomClock, formatTimeLeft } from './format-time-left.ts'

const zone = 'Asia/Tokyo'

describe('dates', () => {
  test.each([
    ['2026-11-18', '11/18（水）', 'Wed 18 Nov'],
    ['2026-01-01', '1/1（木）', 'Thu 1 Jan'],
    ['2027-02-14', '2027/2/14', '14 Feb 2027'],
    ['2025-12-31', '2025/12/31', '31 Dec 2025'],
  ])('%s seen in 2026', (date, ja, en) => {
    expect(formatDate(date, '2026-11-21', 'ja')).toBe(ja)
    expect(formatDate(date, '2026-11-21', 'en')).toBe(en)
  })
  test('in full', () => {
    expect(formatDateFull('2026-11-18', 'ja')).toBe('2026年11月18日（水）')
    expect(formatDateFull('2026-11-18', 'en')).toBe('Wednesday 18 November 2026')
  })
  test('as a day is read aloud', () => {
    expect(formatDateSpoken('2026-12-18', 'ja')).toBe('2026年12月18日')
    expect(formatDateSpoken('2026-12-18', 'en')).toBe('18 December 2026')
  })
  test('a month alone has its name', () => {
    expect([formatMonth(4, 'ja'), formatMonth(4, 'en')]).toEqual(['4月', 'April'])
  })
  test('on an axis the month is always there', () => {
    expect(formatDayOfMonth('2026-09-14', 'ja')).toBe('9/14')
    expect(formatDayOfMonth('2026-09-14', 'en')).toBe('14 Sep')
  })
  test('a moment is shown on the day of its zone, and two zones are named', () => {
    expect(formatMoment('2026-11-18T15:30:00Z', '2026-11-18T00:12:00Z', zone, 'ja')).toBe('11/19（木） 00:30')
    const own = { zone, name: 'JST' }
    expect(formatTimeInZones('2026-11-18T00:12:00Z', own, { zone: 'Asia/Ho_Chi_Minh', name: '現地' }, 'ja')).toBe(
      '09:12（現地 07:12）',
    )
    expect(formatTimeInZones('2026-11-18T00:12:00Z', own, { zone: 'Asia/Ho_Chi_Minh', name: 'Hanoi' }, 'en')).toBe(
      '09:12 JST (07:12 Hanoi)',
    )
  })
  test('a leap day counts', () => expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2))
})

describe('time left at 09:12 on 18 November in Tokyo', () => {
  const now = '2026-11-18T00:12:00Z'
  test.each<[ClockKind, string, string, string]>([
    ['day', '2026-11-21T08:00:00Z', 'あと3日', '3 days left'],
    ['day', '2026-11-19T08:00:00Z', 'あと1日', '1 day left'],
    ['day', '2026-11-18T08:00:00Z', '今日 17:00', 'today 17:00'],
    ['day', '2026-11-18T00:00:00Z', '今日 09:00 超過', 'today 09:00 overdue'],
    ['day', '2026-11-17T08:00:00Z', '1日超過', '1 day overdue'],
    ['day', '2026-11-16T14:59:59Z', '2日超過', '2 days overdue'],
    ['hour', '2026-11-18T02:00:00Z', 'あと1時間48分', '1 h 48 min left'],
    ['hour', '2026-11-18T02:12:00Z', 'あと2時間', '2 h left'],
    ['hour', '2026-11-18T00:13:00Z', 'あと1分', '1 min left'],
    ['hour', '2026-11-20T00:12:00Z', 'あと48時間', '48 h left'],
    ['hour', '2026-11-20T00:13:00Z', 'あと2日', '2 days left'],
    ['hour', '2026-11-17T23:51:00Z', '21分超過', '21 min overdue'],
    ['hour', '2026-11-15T00:11:00Z', '3日超過', '3 days overdue'],
  ])('%s clock due %s', (clock, dueAt, ja, en) => {
    expect(formatTimeLeft({ dueAt, now, zone, clock, locale: 'ja' })).toBe(ja)
    expect(formatTimeLeft({ dueAt, now, zone, clock, locale: 'en' })).toBe(en)
  })
  test.each([
    [4670, '1:17:50', '1:17:50'],
    [-1270, '21:10', '21:10'],
    [9, '0:09', '0:09'],
    [69 * 3600 + 59, '2日 21時間', '2 d 21 h'],
    [48 * 3600 - 1, '47:59:59', '47:59:59'],
  ])('room clock at %d s', (seconds, ja, en) => {
    expect(formatRoomClock(seconds, 'ja')).toBe(ja)
    expect(formatRoomClock(seconds, 'en')).toBe(en)
  })
})

describe('numbers', () => {
  test.each([
    [84_000_000, '8,400万円', '¥84 million', '¥84,000,000'],
    [120_000_000, '1億2,000万円', '¥120 million', '¥120,000,000'],
    [100_000_000, '1億円', '¥100 million', '¥100,000,000'],
    [9_800, '9,800円', '¥9,800', '¥9,800'],
    [-1_290_000_000, '−12億9,000万円', '−¥1.2 billion', '−¥1,290,000,000'],
  ])('%d yen', (yen, ja, en, table) => {
    expect(formatYenInText(yen, 'ja')).toBe(ja)
    expect(formatYenInText(yen, 'en')).toBe(en)
    expect(formatYen(yen)).toBe(table)
  })
  test.each([
    [7250, '72.5'],
    [7259, '72.5'],
    [2999, '29.9'],
    [10_000, '100.0'],
    [0, '0.0'],
  ])('score %d', (basisPoints, text) => expect(formatScore(basisPoints)).toBe(text))
  test.each([
    [-250, '−2.5'],
    [250, '+2.5'],
    [9, '±0'],
    [0, '±0'],
  ])('change %d', (basisPoints, text) => expect(formatChange(basisPoints)).toBe(text))
  test('a shown score is never above the real one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (score) => {
        const shown = Number(formatScore(score)) * 100
        expect(shown).toBeLessThanOrEqual(score + 1e-6)
        expect(score - shown).toBeLessThan(10)
      }),
    )
  })
  test('numbers and corporate numbers are grouped', () => {
    expect(formatNumber(1284)).toBe('1,284')
    expect(formatNumber(-1284.5)).toBe('−1,284.5')
    expect(formatCorporateNumber('9999901123456')).toBe('9 9999 0112 3456')
    expect(formatCorporateNumber('123')).toBe('123')
  })
})
