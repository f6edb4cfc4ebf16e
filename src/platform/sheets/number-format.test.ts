import { describe, expect, it } from 'vitest'
import { numberFormat } from './number-format.ts'

describe('what the reader of a sheet sees', () => {
  it.each([
    ['General', 5070001000715, '5070001000715', 'number'],
    ['0.00E+00', 1.23e12, '1230000000000', 'number'],
    ['General', 0.1 + 0.2, '0.3', 'number'],
    ['General', 1.5e-7, '0.00000015', 'number'],
    ['General', -12.5, '-12.5', 'number'],
    ['#,##0_);[Red](#,##0)', 84000000, '84000000', 'number'],
    ['[$¥-411]#,##0', 1200, '1200', 'number'],
    ['00000', 12, '00012', 'text'],
    ['0000000000000', 7000012050002, '7000012050002', 'text'],
    ['000\\-0000', 600001, '060-0001', 'text'],
    ['[<=999]000;[<=9999]000\\-00;000\\-0000', 1234567, '123-4567', 'text'],
    ['[<=99999999]####\\-####;\\(00\\)\\ ####\\-####', 312345678, '(03) 1234-5678', 'text'],
    ['0.0%', 0.725, '72.5%', 'text'],
    ['#,##0"百万円"', 1491, '1491百万円', 'text'],
    ['0社', 41, '41社', 'text'],
  ])('format %s of %d', (format, value, text, kind) => {
    expect(numberFormat(format)(value, false)).toMatchObject({ text, kind })
  })

  it.each([
    ['yyyy/m/d', 46113, '2026-04-01'],
    ['#14', 46113, '2026-04-01'],
    ['#27', 46113, '2026-04-01'],
    ['#58', 46113, '2026-04-01'],
    ['[$-411]ge.m.d;@', 46113, '2026-04-01'],
    ['[$-ja-JP-x-gannen]ggge"年"m"月"d"日"', 43586, '2019-05-01'],
    ['yyyy/m/d h:mm', 46113.395833333336, '2026-04-01T09:30:00'],
    ['yyyy"年"m"月"', 46113, '2026-04'],
    ['yyyy"年"', 46113, '2026'],
    ['yyyy/m/d', 1, '1900-01-01'],
    ['yyyy/m/d', 59, '1900-02-28'],
    ['yyyy/m/d', 61, '1900-03-01'],
    ['yyyy/m/d', 2958465, '9999-12-31'],
  ])('date format %s of %d', (format, serial, text) => {
    expect(numberFormat(format)(serial, false)).toEqual({ text, kind: 'date' })
  })

  it('shows times of day and durations as clocks', () => {
    expect(numberFormat('h:mm')(0.395833333333333, false)).toEqual({ text: '09:30', kind: 'text' })
    expect(numberFormat('mm:ss')(0.000694444444444, false)).toEqual({ text: '00:01', kind: 'text' })
    expect(numberFormat('[h]:mm')(1.5, false)).toEqual({ text: '36:00', kind: 'text' })
  })

  it('counts dates from 1904 where the workbook does', () => {
    expect(numberFormat('yyyy/m/d')(0, true)).toEqual({ text: '1904-01-01', kind: 'date' })
    expect(numberFormat('yyyy/m/d')(44651, true)).toEqual({ text: '2026-04-01', kind: 'date' })
  })

  it.each([
    ['yyyy/m/d', 60, '60', 'sheet.impossible_date'],
    ['yyyy/m/d', -1, '-1', 'sheet.impossible_date'],
    ['yyyy/m/d', 7000012050002, '7000012050002', 'sheet.impossible_date'],
    ['m"月"d"日"', 46113, '2026-04-01', 'sheet.year_not_shown'],
    ['#,##0,', 1491000, '1491000', 'sheet.shown_scaled'],
    ['0', 1.2345678901234567e19, '12345678901234600000', 'sheet.digits_lost'],
  ])('marks what a person must know: %s of %d', (format, value, text, remark) => {
    expect(numberFormat(format)(value, false)).toMatchObject({ text, remark })
  })
})
