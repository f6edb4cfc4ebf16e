import type { Instant } from '../../domain/time.ts'
import { plusSeconds } from '../../platform/clock.ts'
import { type Actor, type ReadCtx, systemActor, type WriteCtx } from '../../platform/context.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { engineAt } from '../../platform/jobs/every-tenant.ts'
import { savepoint } from '../../platform/jobs/savepoint.ts'
import { describeFailure } from '../../platform/log.ts'
import { type Engine, reading, writing } from '../../platform/work.ts'
import {
  claimDue,
  type Deadline,
  earliestStep,
  insertSteps,
  moveDeadlines,
  settleClock,
  updateDeadline,
} from './deadline.store.ts'
import type { DeadlineState, DeadlineStep } from './deadline.tables.ts'

const BATCH = 50
const LANES = 2
const MOST_TRIES = 5
const FIRST_WAIT_SECONDS = 30
/** A step later than this was not on time: the auditor of the clock counts from here. */
const PUNCTUAL_SECONDS = 120

type Act = { from: DeadlineState; state: DeadlineState; event: string }

/** What each kind of step does to a deadline in the state it is meant for; in any other state it is skipped. */
const ACTS: Readonly<Record<string, Act>> = {
  open: { from: 'scheduled', state: 'open', event: 'deadline.started' },
  overdue: { from: 'open', state: 'overdue', event: 'deadline.overdue' },
}

type Planned = { row: Deadline; step: DeadlineStep; act: Act; applies: boolean }

const planStep = (row: Deadline): Planned => {
  const step = row.steps.find(({ no }) => no === row.nextStepNo)
  const act = step === undefined ? undefined : ACTS[step.do]
  if (step === undefined || act === undefined) throw new Error('the clock does not know this step')
  return { row, step, act, applies: row.state === act.from }
}

const stepAfter = ({ row, step }: Planned): Pick<Deadline, 'nextStepNo' | 'nextStepAt'> => {
  const next = row.steps.find(({ no }) => no > step.no)
  return { nextStepNo: next?.no ?? null, nextStepAt: next?.at ?? null }
}

/** Takes the next step of each of these deadlines, all together; answers those that took effect. */
const performSteps = async (db: TenantTx, tenant: string, rows: readonly Deadline[], now: Instant) => {
  const planned = rows.map(planStep)
  const taken = await insertSteps(
    db,
    planned.map(({ row, step, applies }) => ({
      tenantId: row.tenantId,
      deadlineId: row.id,
      stepNo: step.no,
      plannedAt: step.at,
      performedAt: now,
      outcome: applies ? ('performed' as const) : ('skipped' as const),
      late: now > plusSeconds(step.at, PUNCTUAL_SECONDS),
    })),
  )
  const acts = ({ row, applies }: Planned): boolean => applies && taken.has(row.id)
  const moved = planned.map((one) => {
    const { id, version, state } = one.row
    return { id, version, ...stepAfter(one), state: acts(one) ? one.act.state : state }
  })
  await moveDeadlines(db, tenant, moved, now)
  return planned.filter(acts)
}

const idsOf = (row: Deadline): Record<string, string> => ({
  deadlineId: row.id,
  subjectId: row.subjectId,
  ...(row.partnerId === null ? {} : { partnerId: row.partnerId }),
})

const tell = (ctx: WriteCtx, row: Deadline, event: string, after: unknown): void => {
  ctx.record({
    stream: row.stream,
    event,
    subject: { type: 'deadline', id: row.id },
    before: { state: row.state },
    after,
  })
  ctx.emit(event, idsOf(row))
}

/** Waits longer after each failure and parks the deadline after the fifth, loudly, so that it never blocks the others. */
const putAside = async (ctx: WriteCtx, row: Deadline, error: unknown): Promise<void> => {
  const attempts = row.attempts + 1
  const parked = attempts >= MOST_TRIES
  const wait = FIRST_WAIT_SECONDS * 2 ** row.attempts
  await updateDeadline(
    ctx.db,
    row,
    {
      attempts,
      ...(parked ? { parkedAt: ctx.now, nextStepAt: null } : { nextStepAt: plusSeconds(ctx.now, wait) }),
    },
    ctx.now,
  )
  ctx.log.error({ deadline: row.id, attempts, parked, ...describeFailure(error) }, 'deadline step failed')
  if (parked) tell(ctx, row, 'deadline.parked', { attempts, stepNo: row.nextStepNo })
}

type Batch = { claimed: number; performed: number }

const performTogether = async (ctx: WriteCtx): Promise<Batch> => {
  const { tenant } = ctx.actor
  const rows = await claimDue(ctx.db, tenant, ctx.now, BATCH)
  if (rows.length === 0) return { claimed: 0, performed: 0 }
  const performed = await performSteps(ctx.db, tenant, rows, ctx.now)
  for (const { row, act } of performed) tell(ctx, row, act.event, { state: act.state })
  return { claimed: rows.length, performed: performed.length }
}

const performOneByOne = async (ctx: WriteCtx): Promise<Batch> => {
  const { tenant } = ctx.actor
  const rows = await claimDue(ctx.db, tenant, ctx.now, BATCH)
  let performed = 0
  for (const row of rows) {
    try {
      const done = await savepoint(ctx.db, (db) => performSteps(db, tenant, [row], ctx.now))
      for (const { act } of done) tell(ctx, row, act.event, { state: act.state })
      performed += done.length
    } catch (error) {
      await putAside(ctx, row, error)
    }
  }
  return { claimed: rows.length, performed }
}

/** Takes a batch as a whole; if one of its deadlines cannot be moved, each is tried alone, so that only that one waits. */
const performBatch = async (engine: Engine, actor: Actor): Promise<Batch> => {
  try {
    return await writing(engine, actor, performTogether)
  } catch (error) {
    engine.log.info(describeFailure(error), 'a batch of deadline steps is taken one by one')
    return writing(engine, actor, performOneByOne)
  }
}

/** Whether a step of the tenant has come by now. */
export const hasDueSteps = async ({ db, actor, now }: ReadCtx): Promise<boolean> => {
  const earliest = await earliestStep(db, actor.tenant)
  return earliest !== null && earliest <= now
}

/** Takes every step of a tenant that has come by now, each exactly once, in batches of 50; answers how many took effect. */
export const performDueSteps = async (engine: Engine, tenant: string, now: Instant): Promise<number> => {
  const at = engineAt(engine, now)
  const actor = systemActor(tenant, 'clock', `clock-${Date.parse(now)}`)
  if (!(await reading(at, actor, hasDueSteps))) return 0
  let total = 0
  const takeAll = async (): Promise<void> => {
    for (;;) {
      const { claimed, performed } = await performBatch(at, actor)
      total += performed
      // A deadline may have a further step that has come too: only an empty batch is the end.
      if (claimed === 0) return
    }
  }
  // One batch is worked out while the database writes another; none is left running when this ends.
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, takeAll))
  const failed = lanes.find((lane) => lane.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  await writing(at, actor, (ctx) => settleClock(ctx.db, tenant))
  return total
}
