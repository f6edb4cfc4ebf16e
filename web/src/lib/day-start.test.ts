import { expect, test } from 'vitest'
import { dayStart } from './day-start.ts'

test.each([
  ['2026-11-21', 'Asia/Tokyo', 0, '2026-11-20T15:00:00.000Z'],
  ['2026-11-21', 'Asia/Tokyo', 1, '2026-11-21T15:00:00.000Z'],
  ['2026-12-31', 'Asia/Ho_Chi_Minh', 1, '2026-12-31T17:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', 0, '2026-03-28T23:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', 1, '2026-03-29T22:00:00.000Z'],
  ['2026-11-01', 'America/New_York', 1, '2026-11-02T05:00:00.000Z'],
])('%s in %s moved by %i days begins at %s', (date, zone, moveBy, instant) => {
  expect(dayStart(date, zone, moveBy)).toBe(instant)
})
