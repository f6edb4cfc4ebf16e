import { daysBetween } from '../calendar/plain-date.ts'
import type { Instant } from '../time.ts'
import { addMilliseconds, epochMilliseconds, localDate } from './local-time.ts'

/** A deadline as every screen sees it. */
export type DeadlineView = {
  readonly clock: 'hours' | 'days'
  readonly state: 'scheduled' | 'open' | 'overdue' | 'paused' | 'done' | 'cancelled'
  readonly dueAt: Instant
  /** Start of the warning window (see warnFrom). */
  readonly warnFrom: Instant
  readonly zone: string
  readonly extended: boolean
  /** Highest rung reached on the ladder, 0 none to 5. */
  readonly escalation: number
  /** Last sign of progress; null when nothing moved yet. */
  readonly lastMovementAt: Instant | null
  readonly followUpMilliseconds: number
  /** Somebody who owes or answers can be reached. */
  readonly reachable: boolean
}

/** Shape first, colour third: ○ ▲ ■ ✓ and the dashed ring for what does not run. */
export type TimeMark = 'circle' | 'triangle' | 'square' | 'check' | 'dashed'

/** Word shown with the mark; keys of the glossary. */
export type TimeWord =
  | 'not_open'
  | 'in_progress'
  | 'due_soon'
  | 'overdue'
  | 'stalled'
  | 'unreachable'
  | 'extended'
  | 'paused'
  | 'done'
  | 'cancelled'

/** Time left, or over when `over`: whole days, hours and minutes (cut), or "today". */
export type TimeSpan =
  | { readonly unit: 'days'; readonly days: number }
  | { readonly unit: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly unit: 'today' }

/** What a screen shows for a deadline. */
export type TimeLeft = {
  readonly mark: TimeMark
  readonly tone: 'ink' | 'wait' | 'stop' | 'go' | 'quiet'
  readonly word: TimeWord
  readonly over: boolean
  readonly span: TimeSpan | null
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function spanOf(view: DeadlineView, now: Instant): TimeSpan {
  const distance = Math.abs(epochMilliseconds(view.dueAt) - epochMilliseconds(now))
  if (view.clock === 'days') {
    // A day clock ends with the local day, so its last moment belongs to that day and not to the next.
    const lastDay = localDate(addMilliseconds(view.dueAt, -1), view.zone)
    const days = Math.abs(daysBetween(localDate(now, view.zone), lastDay))
    return days === 0 ? { unit: 'today' } : { unit: 'days', days }
  }
  if (distance > 2 * DAY) return { unit: 'days', days: Math.floor(distance / DAY) }
  return { unit: 'hours', hours: Math.floor(distance / HOUR), minutes: Math.floor((distance % HOUR) / MINUTE) }
}

function isStalled(view: DeadlineView, now: number): boolean {
  if (view.escalation >= 2) return true
  const due = epochMilliseconds(view.dueAt)
  const moved = view.lastMovementAt === null ? due : Math.max(due, epochMilliseconds(view.lastMovementAt))
  return now - moved >= view.followUpMilliseconds
}

function running(view: DeadlineView, now: number, over: boolean): Pick<TimeLeft, 'mark' | 'tone' | 'word'> {
  if (over && view.clock === 'hours') return { mark: 'square', tone: 'stop', word: 'overdue' }
  if (!view.reachable) return { mark: 'square', tone: 'stop', word: 'unreachable' }
  if (over || view.escalation >= 2) {
    return isStalled(view, now)
      ? { mark: 'square', tone: 'stop', word: 'stalled' }
      : { mark: 'triangle', tone: 'wait', word: 'overdue' }
  }
  if (now >= epochMilliseconds(view.warnFrom)) return { mark: 'triangle', tone: 'wait', word: 'due_soon' }
  return { mark: 'circle', tone: 'ink', word: view.extended ? 'extended' : 'in_progress' }
}

/** Decides mark, tone, word and time left of a deadline for every screen alike (ui §8). */
export function timeLeft(view: DeadlineView, now: Instant): TimeLeft {
  const at = epochMilliseconds(now)
  const over = at >= epochMilliseconds(view.dueAt)
  switch (view.state) {
    case 'done':
      return { mark: 'check', tone: 'go', word: 'done', over: false, span: null }
    case 'cancelled':
      return { mark: 'dashed', tone: 'quiet', word: 'cancelled', over: false, span: null }
    case 'paused':
      return { mark: 'dashed', tone: 'quiet', word: 'paused', over: false, span: null }
    case 'scheduled':
      return { mark: 'dashed', tone: 'quiet', word: 'not_open', over: false, span: spanOf(view, now) }
    case 'open':
    case 'overdue':
      return { ...running(view, at, over), over, span: spanOf(view, now) }
  }
}
