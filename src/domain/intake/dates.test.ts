import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../time.ts'
import { readDate } from './dates.ts'

const read = (text: string) => {
  const reading = readDate(text)
  return reading.ok ? (reading.value?.value ?? null) : reading.reason
}
const codes = (text: string) => {
  const reading = readDate(text)
  return reading.ok ? reading.remarks.map(({ code }) => code) : []
}

describe('dates', () => {
  test.each([
    ['2026-01-05', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['２０２６．１．５', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['2026年1月5日（月）', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['2026-01-05 00:00:00', '2026-01-05'],
    ['2026-01-05T00:00:00.000Z', '2026-01-05'],
    ['令和8年1月5日', '2026-01-05'],
    ['令和 八年 一月 五日', '2026-01-05'],
    ['令和元年十二月二十五日', '2019-12-25'],
    ['R8.1.5', '2026-01-05'],
    ['R08/01/05', '2026-01-05'],
    ['㋿8年1月5日', '2026-01-05'],
    ['㍻30年4月', '2018-04'],
    ['平成31年4月30日', '2019-04-30'],
    ['H元.1.8', '1989-01-08'],
    ['昭和64年1月7日', '1989-01-07'],
    ['S50', '1975'],
    ['令和8年', '2026'],
    ['2026', '2026'],
    ['2026年', '2026'],
    ['2026年1月', '2026-01'],
    ['2026/01', '2026-01'],
    ['２０２４年２月２９日', '2024-02-29'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected)
    expect(codes(text)).toEqual([])
  })

  test.each([
    ['平成32年', '2020', 'eraOutOfRange'],
    ['平成31年5月1日', '2019-05-01', 'eraOutOfRange'],
    ['令和1年4月1日', '2019-04-01', 'eraOutOfRange'],
    ['2026年度', '2026', 'fiscalYear'],
    ['令和7年度', '2025', 'fiscalYear'],
    ['2026年2月末', '2026-02-28', 'monthEnd'],
    ['令和6年2月末日', '2024-02-29', 'monthEnd'],
    ['2026-01-05 13:30', '2026-01-05', 'timeDropped'],
    ['2026年1月頃', '2026-01', 'approximate'],
    ['46027', '2026-01-05', 'serialDate'],
    ['45351', '2024-02-29', 'serialDate'],
  ])('%s is %s, with the remark %s', (text, expected, code) => {
    expect(read(text)).toBe(expected)
    expect(codes(text)).toEqual([code])
  })

  test.each([
    ['2026/2/30', 'noSuchDay'],
    ['2026/13/1', 'noSuchDay'],
    ['令和0年', 'noSuchDay'],
    ['1/5/2026', 'dayMonthOrder'],
    ['26/1/5', 'centuryUnknown'],
    ['来年', 'notADate'],
    ['12', 'notADate'],
    ['x'.repeat(100), 'notADate'],
    ['未定', null],
    ['', null],
  ])('%s is not one: %s', (text, expected) => expect(read(text)).toBe(expected))

  const days = fc
    .date({ min: new Date('1989-01-08'), max: new Date('2079-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

  test('every spelling of a day is that day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [year, month, date] = day.split('-').map(Number)
        const serial = (Date.parse(day) - Date.parse('1899-12-30')) / 86_400_000
        for (const text of [day, `${year}/${month}/${date}`, `${year}年${month}月${date}日`, String(serial)])
          expect(read(text)).toBe(day)
        if (day >= '2019-05-01') expect(read(`令和${(year ?? 0) - 2018}年${month}月${date}日`)).toBe(day)
        else expect(read(`H${(year ?? 0) - 1988}.${month}.${date}`)).toBe(day)
      }),
    )
  })
  test('whatever is read to the day is a day of the calendar', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[令和平成RHS元0-9年月日/.-]{1,12}$/), (text) => {
        const reading = readDate(text)
        if (reading.ok && reading.value?.precision === 'day') expect(plainDate(reading.value.value).ok).toBe(true)
      }),
    )
  })
})
