import type { Instant, PlainDate } from '../../domain/time.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Stream, Subject } from '../../platform/ledger/chain.ts'
import { deadlineErrors } from './deadline.errors.ts'
import { deadlineRights } from './deadline.policy.ts'
import { type DeadlineFilter, deadlinesOf, listDeadlines, type PartnerCondition } from './deadline.queries.ts'
import {
  bringClockForward,
  type Deadline,
  deadlineOfCycle,
  insertDeadlines,
  lockDeadline,
  reassignDeadlines,
  updateDeadline,
} from './deadline.store.ts'
import type { DeadlineState, DeadlineStep } from './deadline.tables.ts'

export type DeadlineSpec = {
  kind: string
  subject: Subject
  /** Which turn of a repeating promise it is; opening the same turn twice gives the same deadline. */
  cycleKey: string
  stream: Stream
  partnerId: string | null
  unitId?: string | null
  ownerId: string | null
  awarenessAt?: Instant | null
  opensAt: Instant
  /** What the time counts from, as in `sent` or `awareness`. */
  startsFrom: string
  dueAt: Instant
  dueLocal: PlainDate | null
  tz: string
  calendarVersion: string
  rule: { id: string; version: number }
}

const CLOSED: readonly DeadlineState[] = ['done', 'cancelled']

/** The steps a simple deadline has: it opens, and once it is over it is overdue. */
const simpleSteps = (from: number, opensAt: Instant, dueAt: Instant, now: Instant): DeadlineStep[] => {
  const opening = opensAt > now ? [{ no: from, at: opensAt, do: 'open', to: 'owner' }] : []
  return [...opening, { no: from + opening.length, at: dueAt, do: 'overdue', to: 'owner' }]
}

const firstStep = (steps: readonly DeadlineStep[]) => ({
  nextStepNo: steps[0]?.no ?? null,
  nextStepAt: steps[0]?.at ?? null,
})

const idsOf = (row: Pick<Deadline, 'id' | 'subjectId' | 'partnerId'>): Record<string, string> => ({
  deadlineId: row.id,
  subjectId: row.subjectId,
  ...(row.partnerId === null ? {} : { partnerId: row.partnerId }),
})

const rowOf = (ctx: WriteCtx, { subject, ...facts }: DeadlineSpec) => {
  const steps = simpleSteps(1, facts.opensAt, facts.dueAt, ctx.now)
  return {
    ...facts,
    tenantId: ctx.actor.tenant,
    id: ctx.newId(),
    subjectType: subject.type,
    subjectId: subject.id,
    steps,
    ...firstStep(steps),
    state: facts.opensAt > ctx.now ? ('scheduled' as const) : ('open' as const),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }
}

/** Opens many deadlines at once, each as `openDeadline` does; gives their ids in the order asked. */
export const openDeadlines = async (
  ctx: WriteCtx,
  specs: readonly DeadlineSpec[],
): Promise<{ id: string; opened: boolean }[]> => {
  if (specs.some(({ dueAt, opensAt }) => dueAt <= opensAt)) throw deadlineErrors.due_before_opening()
  const rows = specs.map((spec) => ({ spec, row: rowOf(ctx, spec) }))
  const made = await insertDeadlines(
    ctx.db,
    rows.map(({ row }) => row),
  )
  const first = rows.flatMap(({ row }) => (made.has(row.id) ? (row.nextStepAt ?? []) : [])).sort()[0]
  if (first !== undefined) await bringClockForward(ctx.db, ctx.actor.tenant, first)
  const results: { id: string; opened: boolean }[] = []
  for (const { spec, row } of rows) {
    const opened = made.has(row.id)
    const id = opened ? row.id : (await deadlineOfCycle(ctx.db, ctx.actor.tenant, spec))?.id
    if (id === undefined) throw platformErrors.not_found()
    results.push({ id, opened })
    if (!opened) continue
    const { kind, dueAt, rule, subject } = spec
    ctx.record({
      stream: spec.stream,
      event: 'deadline.opened',
      subject: { type: 'deadline', id },
      after: { kind, of: subject, dueAt, rule, steps: row.steps },
    })
    ctx.emit('deadline.opened', idsOf({ id, subjectId: subject.id, partnerId: spec.partnerId }))
  }
  return results
}

/** Opens a deadline with all its moments fixed; opening the same turn of the same subject again changes nothing and gives the first one's id. */
export const openDeadline = async (ctx: WriteCtx, spec: DeadlineSpec): Promise<{ id: string; opened: boolean }> => {
  const [one] = await openDeadlines(ctx, [spec])
  if (one === undefined) throw platformErrors.not_found()
  return one
}

const running = async (ctx: WriteCtx, id: string): Promise<Deadline> => {
  const row = await lockDeadline(ctx.db, ctx.actor.tenant, id)
  if (row === undefined) throw platformErrors.not_found()
  return row
}

const close = async (
  ctx: WriteCtx,
  id: string,
  state: 'done' | 'cancelled',
  reason: string | null,
  at: Instant = ctx.now,
): Promise<void> => {
  const row = await running(ctx, id)
  if (row.state === state) return
  if (CLOSED.includes(row.state)) throw deadlineErrors.closed()
  const change = { state, nextStepNo: null, nextStepAt: null, parkedAt: null, closedAt: at, closeReason: reason }
  await updateDeadline(ctx.db, row, change, ctx.now)
  const event = state === 'done' ? 'deadline.completed' : 'deadline.cancelled'
  ctx.record({
    stream: row.stream,
    event,
    subject: { type: 'deadline', id },
    before: { state: row.state },
    after: { state, late: at > row.dueAt },
    ...(reason === null ? {} : { reason }),
  })
  ctx.emit(event, idsOf(row))
}

/** Lets the deadlines of matters that now belong to another partner show there. */
export const handDeadlines = (ctx: WriteCtx, matters: { type: string; ids: readonly string[] }, partnerId: string) =>
  reassignDeadlines(ctx.db, ctx.actor.tenant, matters.type, matters.ids, partnerId)

/**
 * Closes a deadline because what was promised is done; doing it twice changes nothing. `doneAt` is when it was done,
 * where we hear of it later: what came in time stays in time.
 */
export const completeDeadline = (ctx: WriteCtx, id: string, doneAt: Instant = ctx.now): Promise<void> =>
  close(ctx, id, 'done', null, doneAt)

/** Closes a deadline because it no longer applies, with the reason. */
export const cancelDeadline = (ctx: WriteCtx, id: string, reason: string): Promise<void> => {
  if (reason.trim() === '') throw deadlineErrors.reason_needed()
  return close(ctx, id, 'cancelled', reason)
}

/** Moves a running deadline to another moment, with the reason; one that was overdue runs again. */
export const extendDeadline = async (
  ctx: WriteCtx,
  id: string,
  change: { dueAt: Instant; dueLocal: PlainDate | null; reason: string },
): Promise<void> => {
  if (change.reason.trim() === '') throw deadlineErrors.reason_needed()
  const row = await running(ctx, id)
  if (CLOSED.includes(row.state)) throw deadlineErrors.closed()
  if (change.dueAt <= row.opensAt) throw deadlineErrors.due_before_opening()
  const last = Math.max(0, ...row.steps.map((step) => step.no))
  const steps = simpleSteps(last + 1, row.opensAt, change.dueAt, ctx.now)
  const state = row.opensAt > ctx.now ? 'scheduled' : 'open'
  const { dueAt, dueLocal } = change
  await updateDeadline(
    ctx.db,
    row,
    { dueAt, dueLocal, state, steps: [...row.steps, ...steps], ...firstStep(steps), attempts: 0, parkedAt: null },
    ctx.now,
  )
  if (steps[0] !== undefined) await bringClockForward(ctx.db, row.tenantId, steps[0].at)
  ctx.record({
    stream: row.stream,
    event: 'deadline.extended',
    subject: { type: 'deadline', id },
    before: { dueAt: row.dueAt, state: row.state },
    after: { dueAt, state },
    reason: change.reason,
  })
  ctx.emit('deadline.extended', idsOf(row))
}

/** Lists what is due in the reader's part of the network, the nearest first, a page at a time. */
export const showDeadlines = (
  ctx: ReadCtx,
  inScope: PartnerCondition,
  filter: DeadlineFilter & { after?: string | undefined; limit: number },
) => listDeadlines(ctx.db, ctx.actor.tenant, authorize(ctx, deadlineRights.read), inScope, filter)

/** Lists the deadlines of one matter for the feature it belongs to, the newest turn first. */
export const deadlinesOfSubject = (ctx: ReadCtx, subject: Subject) => deadlinesOf(ctx.db, ctx.actor.tenant, subject)
