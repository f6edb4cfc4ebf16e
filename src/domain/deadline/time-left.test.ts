import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../time.ts'
import { type DeadlineView, timeLeft } from './time-left.ts'

const at = (text: string) => text as Instant
const HOUR = 3_600_000
const days: DeadlineView = {
  clock: 'days',
  state: 'open',
  dueAt: at('2026-12-04T15:00:00Z'),
  warnFrom: at('2026-12-03T15:00:00Z'),
  zone: 'Asia/Tokyo',
  extended: false,
  escalation: 0,
  lastMovementAt: null,
  followUpMilliseconds: 7 * 24 * HOUR,
  reachable: true,
}
const hours: DeadlineView = { ...days, clock: 'hours', warnFrom: at('2026-12-04T13:00:00Z') }
const show = (view: DeadlineView, now: string) => {
  const { mark, tone, word, over } = timeLeft(view, at(now))
  return `${mark} ${tone} ${word}${over ? ' over' : ''}`
}

describe('time left', () => {
  it.each<[string, DeadlineView, string, string]>([
    ['day clock, early', days, '2026-12-01T00:00:00Z', 'circle ink in_progress'],
    ['day clock, extended', { ...days, extended: true }, '2026-12-01T00:00:00Z', 'circle ink extended'],
    ['day clock, just before its last business day', days, '2026-12-03T14:59:59Z', 'circle ink in_progress'],
    ['day clock, last business day', days, '2026-12-03T15:00:00Z', 'triangle wait due_soon'],
    ['day clock, last second', days, '2026-12-04T14:59:59Z', 'triangle wait due_soon'],
    ['day clock, over', days, '2026-12-04T15:00:00Z', 'triangle wait overdue over'],
    [
      'day clock, over, state overdue',
      { ...days, state: 'overdue' },
      '2026-12-05T15:00:00Z',
      'triangle wait overdue over',
    ],
    ['day clock, a follow-up interval past due', days, '2026-12-11T15:00:00Z', 'square stop stalled over'],
    [
      'day clock, past due but moving',
      { ...days, lastMovementAt: at('2026-12-10T00:00:00Z') },
      '2026-12-11T15:00:00Z',
      'triangle wait overdue over',
    ],
    ['day clock, over at E1', { ...days, escalation: 1 }, '2026-12-05T00:00:00Z', 'triangle wait overdue over'],
    ['day clock, over at E2', { ...days, escalation: 2 }, '2026-12-05T00:00:00Z', 'square stop stalled over'],
    ['hour clock, early', hours, '2026-12-04T12:59:59Z', 'circle ink in_progress'],
    ['hour clock, last two hours', hours, '2026-12-04T13:00:00Z', 'triangle wait due_soon'],
    ['hour clock, over', hours, '2026-12-04T15:00:00Z', 'square stop overdue over'],
    ['nobody reachable', { ...days, reachable: false }, '2026-12-01T00:00:00Z', 'square stop unreachable'],
    ['not open', { ...days, state: 'scheduled' }, '2026-12-01T00:00:00Z', 'dashed quiet not_open'],
    ['paused, though past due', { ...days, state: 'paused' }, '2026-12-31T00:00:00Z', 'dashed quiet paused'],
    ['cancelled', { ...days, state: 'cancelled' }, '2026-12-31T00:00:00Z', 'dashed quiet cancelled'],
    ['done', { ...hours, state: 'done' }, '2026-12-31T00:00:00Z', 'check go done'],
  ])('%s', (_, view, now, shown) => {
    expect(show(view, now)).toBe(shown)
  })

  it.each<[string, DeadlineView, string, object | null]>([
    ['three local days', days, '2026-12-01T14:59:00Z', { unit: 'days', days: 3 }],
    ['the next local day has begun', days, '2026-12-01T15:00:00Z', { unit: 'days', days: 2 }],
    ['today', days, '2026-12-04T00:00:00Z', { unit: 'today' }],
    ['one day over', days, '2026-12-04T15:00:00Z', { unit: 'days', days: 1 }],
    ['more than 48 hours', hours, '2026-12-02T14:59:00Z', { unit: 'days', days: 2 }],
    ['exactly 48 hours', hours, '2026-12-02T15:00:00Z', { unit: 'hours', hours: 48, minutes: 0 }],
    ['hours and minutes, cut', hours, '2026-12-04T13:11:01Z', { unit: 'hours', hours: 1, minutes: 48 }],
    ['21 minutes over', hours, '2026-12-04T15:21:10Z', { unit: 'hours', hours: 0, minutes: 21 }],
    ['paused', { ...days, state: 'paused' }, '2026-12-01T00:00:00Z', null],
  ])('span: %s', (_, view, now, span) => {
    expect(timeLeft(view, at(now)).span).toEqual(span)
  })

  it('turns red only when stalled, unreachable or over by the hour, and never calms down by waiting', () => {
    const view = fc.record({
      clock: fc.constantFrom<DeadlineView['clock']>('hours', 'days'),
      escalation: fc.nat(5),
      reachable: fc.boolean(),
    })
    const rank = { circle: 0, triangle: 1, square: 2, check: -1, dashed: -1 }
    fc.assert(
      fc.property(view, fc.nat(60 * 24), fc.nat(60 * 24), (change, first, wait) => {
        const deadline = { ...days, ...change }
        const moment = (h: number) => at(new Date(Date.UTC(2026, 10, 20) + h * HOUR).toISOString())
        const early = timeLeft(deadline, moment(first))
        const late = timeLeft(deadline, moment(first + wait))
        expect(rank[late.mark]).toBeGreaterThanOrEqual(rank[early.mark])
        if (early.tone !== 'stop') return
        const red =
          !deadline.reachable || deadline.escalation >= 2 || early.word === 'stalled' || deadline.clock === 'hours'
        expect(red).toBe(true)
      }),
    )
  })
})
