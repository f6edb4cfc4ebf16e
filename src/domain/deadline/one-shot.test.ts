import { describe, expect, it } from 'vitest'
import { calendar } from '../calendar/calendar.fixture.ts'
import type { Instant, PlainDate } from '../time.ts'
import { endOfLocalDay, isTimeZone, localDate, localTime } from './local-time.ts'
import { planOneShot } from './one-shot.ts'
import { warnFrom } from './warning.ts'

const day = (text: string) => text as PlainDate
const at = (text: string) => text as Instant
const policy = {
  at: '09:00',
  steps: [
    { no: 1, businessDays: -5, do: 'remind', to: 'partner' },
    { no: 2, businessDays: -1, do: 'remind', to: 'partner' },
    { no: 3, businessDays: 0, do: 'overdue', to: 'owner' },
    { no: 4, businessDays: 3, do: 'escalate', to: 'E1' },
  ],
}

describe('local time', () => {
  it.each([
    ['2026-12-04', 'Asia/Tokyo', '2026-12-04T15:00:00Z'],
    ['2026-12-04', 'Asia/Ho_Chi_Minh', '2026-12-04T17:00:00Z'],
    ['2026-12-04', 'America/New_York', '2026-12-05T05:00:00Z'],
    ['2026-03-07', 'America/New_York', '2026-03-08T05:00:00Z'],
    ['2026-03-08', 'America/New_York', '2026-03-09T04:00:00Z'],
    ['2018-11-03', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ])('the %s in %s is over at %s', (date, zone, instant) => {
    expect(endOfLocalDay(day(date), zone)).toBe(instant)
  })

  it('reads wall times, also one skipped by a clock change, and dates', () => {
    expect(localTime(day('2026-12-04'), '09:00', 'Asia/Tokyo')).toBe('2026-12-04T00:00:00Z')
    expect(localTime(day('2026-03-08'), '02:30', 'America/New_York')).toBe('2026-03-08T07:30:00Z')
    expect(localDate(at('2026-12-04T15:00:00Z'), 'Asia/Tokyo')).toBe('2026-12-05')
  })

  it.each([
    ['Asia/Tokyo', true],
    ['Tokyo', false],
    ['', false],
  ])('knows the zone "%s": %s', (zone, known) => {
    expect(isTimeZone(zone)).toBe(known)
  })
})

describe('one-shot deadline', () => {
  const plan = (opensAt: string, dueOn = '2026-12-04') =>
    planOneShot(policy, calendar, { dueOn: day(dueOn), zone: 'Asia/Tokyo', opensAt: at(opensAt) })

  it('is due at the end of the local day, with every step at its moment', () => {
    expect(plan('2026-11-20T03:00:00Z')).toEqual({
      dueOn: '2026-12-04',
      dueAt: '2026-12-04T15:00:00Z',
      provisional: false,
      steps: [
        { no: 1, at: '2026-11-27T00:00:00Z', do: 'remind', to: 'partner' },
        { no: 2, at: '2026-12-03T00:00:00Z', do: 'remind', to: 'partner' },
        { no: 3, at: '2026-12-04T15:00:00Z', do: 'overdue', to: 'owner' },
        { no: 4, at: '2026-12-09T00:00:00Z', do: 'escalate', to: 'E1' },
      ],
    })
  })

  it('leaves out steps before it opened', () => {
    expect(plan('2026-12-03T00:00:01Z').steps.map(({ no }) => no)).toEqual([3, 4])
    expect(plan('2026-12-03T00:00:00Z').steps.map(({ no }) => no)).toEqual([2, 3, 4])
  })

  it('is provisional when a step rests on an unpublished year', () => {
    expect(plan('2026-11-20T03:00:00Z', '2027-12-28').provisional).toBe(true)
  })
})

describe('warning window', () => {
  it.each([
    ['hours', '2026-12-04T04:31:00Z', '2026-12-04T02:31:00Z'],
    ['days', '2026-12-04T15:00:00Z', '2026-12-03T15:00:00Z'],
    ['days', '2026-11-23T15:00:00Z', '2026-11-19T15:00:00Z'],
  ] as const)('of a clock in %s due %s starts %s', (clock, due, start) => {
    expect(warnFrom(clock, at(due), calendar, 'Asia/Tokyo', 2)).toBe(start)
  })
})
