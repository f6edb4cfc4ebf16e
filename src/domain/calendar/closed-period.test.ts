import { describe, expect, it } from 'vitest'
import { daysOfPeriod, isMonthDay } from './closed-period.ts'

describe('a closed period of every year', () => {
  it.each([
    ['08-13', '08-15', ['08-13', '08-14', '08-15']],
    ['05-01', '05-01', ['05-01']],
    ['12-30', '01-02', ['12-30', '12-31', '01-01', '01-02']],
    ['02-28', '03-01', ['02-28', '02-29', '03-01']],
    ['04-30', '05-01', ['04-30', '05-01']],
  ])('from %s to %s', (from, to, days) => {
    expect(daysOfPeriod(from, to)).toEqual(days)
  })

  it('is at most the whole year', () => {
    expect(daysOfPeriod('01-01', '12-31')).toHaveLength(366)
    expect(daysOfPeriod('03-01', '02-29')).toHaveLength(366)
  })

  it.each([
    ['02-29', true],
    ['02-30', false],
    ['04-31', false],
    ['13-01', false],
    ['00-10', false],
    ['1-5', false],
  ])('%s is a day: %s', (text, real) => {
    expect(isMonthDay(text)).toBe(real)
  })
})
