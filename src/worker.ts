import { setTimeout as wait } from 'node:timers/promises'
import type { Instant } from './domain/time.ts'
import { closeLapsed } from './features/approvals/approval.jobs.ts'
import { hasDueSteps, performDueSteps } from './features/deadlines/deadline.jobs.ts'
import { followDay } from './features/engagements/follow-day.jobs.ts'
import { sweepFiles } from './features/files/file.service.ts'
import type { RecipientCheck } from './features/notices/recipient-check.queries.ts'
import { hasDueMails, sendWaiting } from './features/notices/sending.jobs.ts'
import { plusSeconds } from './platform/clock.ts'
import { systemActor } from './platform/context.ts'
import type { Place } from './platform/db/bootstrap.ts'
import { roleName, rolePassword } from './platform/db/roles.ts'
import { createWorkerBoss } from './platform/jobs/boss.ts'
import { engineAt, everyTenant } from './platform/jobs/every-tenant.ts'
import { beat, lastBeat } from './platform/jobs/heartbeat.ts'
import { lookOut } from './platform/jobs/lookout.ts'
import type { Subscriber } from './platform/jobs/outbox.ts'
import { sweep } from './platform/jobs/sweep.ts'
import { workSubscriber } from './platform/jobs/worker.ts'
import { describeFailure } from './platform/log.ts'
import { type Engine, reading, writing } from './platform/work.ts'

export type WorkerParts = {
  subscribers: readonly Subscriber[]
  checks: Readonly<Record<string, RecipientCheck>>
}

export type Worker = { stop: () => Promise<void> }

const TICK_MS = 3_000
const SWEEP_SECONDS = 3600
/** One tick sends no longer than this, so that deadlines never wait for a slow mail server. */
const SENDING_MS = 20_000
/** A wall clock that leaves the monotonic one by more than this was set by hand: nothing is done until a restart. */
const MOST_DRIFT_MS = 5 * 60_000

/** What need not happen at every turn of the clock, and how long it may wait: nothing of it is known to be due by the second. */
const SELDOM_MS = { day: 60_000, sweep: 60_000, beat: 15_000 } as const
/** When each of these last went well in this process; a clock that knows nothing yet does all of them. */
export type Remembered = Map<keyof typeof SELDOM_MS, number>

const isDue = (remembered: Remembered, what: keyof typeof SELDOM_MS, now: Instant): boolean => {
  const passed = Date.parse(now) - (remembered.get(what) ?? Number.NEGATIVE_INFINITY)
  return passed < 0 || passed >= SELDOM_MS[what]
}

const sweepIfDue = async (engine: Engine, now: Instant): Promise<number> => {
  const last = await lastBeat(engine, 'sweep')
  if (last !== null && last > plusSeconds(now, -SWEEP_SECONDS)) return 0
  let removed = 0
  for (const tenant of await everyTenant(engine))
    removed += await writing(engine, systemActor(tenant, 'sweeper', `sweep-${Date.parse(now)}`), sweepFiles)
  removed += await sweep(engine, now)
  await beat(engine, 'sweep', now, { removed })
  return removed
}

/** Looks in one transaction for what an organisation has waiting: most turns find nothing, and then this is all they cost. */
const lookFor = (engine: Engine, tenant: string, now: Instant): Promise<{ steps: boolean; mails: boolean }> =>
  reading(engine, systemActor(tenant, 'clock', `look-${Date.parse(now)}`), async (ctx) => ({
    steps: await hasDueSteps(ctx),
    mails: await hasDueMails(ctx),
  }))

type Turn = { stop?: AbortSignal; remembered?: Remembered }

/** One turn of the clock for every organisation: steps of deadlines, levels that follow the day, requests for approval past their end, mails, cleaning, and the sign of life last. */
export const tick = async (
  engine: Engine,
  now: Instant,
  parts: WorkerParts,
  { stop, remembered = new Map() }: Turn = {},
): Promise<{ steps: number; turned: number; mails: number; failed: number }> => {
  const at = engineAt(engine, now)
  let [steps, turned, mails, failed] = [0, 0, 0, 0]
  const attempt = async (run: () => Promise<void>, what: string): Promise<boolean> => {
    try {
      await run()
      return true
    } catch (error) {
      failed += 1
      engine.log.error({ what, ...describeFailure(error) }, 'part of a tick failed')
      return false
    }
  }
  let dayFollowed = isDue(remembered, 'day', now)
  const turnsDay = dayFollowed
  for (const tenant of await everyTenant(engine)) {
    if (stop?.aborted) break
    const signals = [AbortSignal.timeout(SENDING_MS), ...(stop === undefined ? [] : [stop])]
    let waiting = { steps: true, mails: true }
    await attempt(async () => {
      waiting = await lookFor(at, tenant, now)
    }, 'look')
    if (waiting.steps)
      await attempt(async () => {
        steps += await performDueSteps(at, tenant, now)
      }, 'deadlines')
    if (turnsDay) {
      const followed = await attempt(async () => {
        turned += await followDay(at, tenant, now)
      }, 'levels')
      const lapsed = await attempt(async () => {
        turned += await closeLapsed(at, tenant, now)
      }, 'approvals')
      dayFollowed &&= followed && lapsed
    }
    if (waiting.mails)
      await attempt(async () => {
        // The pace is kept by the time that passes while sending, so here the clock runs on.
        mails += await sendWaiting(engine, tenant, { checks: parts.checks, signal: AbortSignal.any(signals) })
      }, 'mail')
  }
  const moment = Date.parse(now)
  if (dayFollowed && !stop?.aborted) remembered.set('day', moment)
  if (isDue(remembered, 'sweep', now)) {
    const swept = await attempt(async () => void (await sweepIfDue(at, now)), 'sweep')
    if (swept) remembered.set('sweep', moment)
  }
  if (steps + turned + mails + failed > 0 || isDue(remembered, 'beat', now)) {
    await beat(engine, 'clock', now, { steps, turned, mails, failed })
    remembered.set('beat', moment)
  }
  return { steps, turned, mails, failed }
}

const runClock = async (engine: Engine, parts: WorkerParts, stop: AbortSignal): Promise<void> => {
  const drift = () => Date.parse(engine.clock.now()) - performance.now()
  const start = drift()
  const remembered: Remembered = new Map()
  while (!stop.aborted) {
    if (Math.abs(drift() - start) > MOST_DRIFT_MS) {
      engine.log.error(
        {},
        'the system time was changed by more than five minutes; the clock stands still until a restart',
      )
      return
    }
    await tick(engine, engine.clock.now(), parts, { stop, remembered }).catch((error: unknown) =>
      engine.log.error(describeFailure(error), 'tick failed'),
    )
    await wait(TICK_MS, undefined, { signal: stop }).catch(() => undefined)
  }
}

/** Starts the part of the process that works: events by their subscribers, and the clock; `stop` lets all in hand finish. */
export const startWorker = async (
  place: Place,
  roleSecret: string,
  engine: Engine,
  parts: WorkerParts,
): Promise<Worker> => {
  const user = roleName('clock')
  const boss = await createWorkerBoss({ ...place, user, password: rolePassword(roleSecret, user) })
  const workers = new Map<string, string>()
  for (const subscriber of parts.subscribers)
    workers.set(subscriber.name, await workSubscriber(boss, engine, subscriber))
  const stopping = new AbortController()
  const loops = [runClock(engine, parts, stopping.signal), lookOut(boss, engine, workers, stopping.signal)]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(loops)
      await boss.stop({ graceful: true, timeout: 20_000 })
    },
  }
}
