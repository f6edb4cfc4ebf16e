import { describe, expect, test } from 'vitest'
import { tellTime } from './clock.ts'

describe('at a quarter past midnight in Tokyo, still the day before in Berlin', () => {
  const at = '2026-12-31T15:15:00Z'
  const tokyo = tellTime(at, 'Asia/Tokyo', 'ja')
  const berlin = tellTime(at, 'Europe/Berlin', 'en')

  test('today is the day of the organisation, not of the browser', () => {
    expect(tokyo.today).toBe('2027-01-01')
    expect(berlin.today).toBe('2026-12-31')
  })
  test('a day of this year needs no year', () => {
    expect(tokyo.day('2027-02-14')).toBe('2/14（日）')
    expect(berlin.day('2027-02-14')).toBe('14 Feb 2027')
  })
  test('a moment is told in the zone of the organisation', () => {
    expect(tokyo.moment('2026-12-31T15:00:00Z')).toBe('1/1（金） 00:00')
    expect(tokyo.dayOf('2026-12-31T14:59:00Z')).toBe('2026/12/31')
    expect(berlin.dayOf('2026-12-31T23:30:00Z')).toBe('1 Jan 2027')
  })
  test('a day is over when it ends where the organisation is', () => {
    expect(tokyo.leftOf('2026-12-31')).toBe('1日超過')
    expect(berlin.leftOf('2026-12-31')).toBe('today 23:59')
    expect(berlin.leftOf('2027-01-01')).toBe('1 day left')
  })
})
