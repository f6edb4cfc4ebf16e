import { setTimeout as wait } from 'node:timers/promises'
import type { Job, PgBoss } from 'pg-boss'
import { systemActor } from '../context.ts'
import { partsOf } from '../in-step.ts'
import { describeFailure } from '../log.ts'
import { type Engine, handleTogether } from '../work.ts'
import type { EventMessage, Subscriber, TakenEvent } from './outbox.ts'
import { watchRequests } from './requests-first.ts'

// The lookout wakes a worker that has something to take; by itself it looks so seldom that being at rest costs nothing.
const POLL = { pollingIntervalSeconds: 300, batchSize: 50, burstWhenBatchFull: true, perJobResults: true } as const

/** How often a lane that gives way looks whether it may go on. */
const LOOK_MS = 50

type Taken = { id: string; status: 'completed' | 'failed' }

/** Lets one subscriber take its events, each at most once with effect, as the system inside the event's tenant; answers the worker to wake. */
export const workSubscriber = async (boss: PgBoss, engine: Engine, subscriber: Subscriber): Promise<string> => {
  const { name, handle, lanes = 1, together = 1 } = subscriber
  const oneByOne = async (taken: readonly TakenEvent[]): Promise<void> => {
    for (const { ctx, ids } of taken) await handle(ctx, ids)
  }
  const run = subscriber.handleAll ?? oneByOne
  const aboutOf = ({ eventId, event, correlation }: EventMessage) => ({
    handler: name,
    event,
    eventId,
    trace: correlation,
  })
  const effect = async (tenant: string, jobs: readonly Job<EventMessage>[], trace: string): Promise<void> => {
    const deliveries = jobs.map(({ data }) => data)
    await handleTogether(engine, systemActor(tenant, name, trace), name, deliveries, run)
    for (const { data } of jobs) engine.log.info(aboutOf(data), 'event handled')
  }
  const alone = async (job: Job<EventMessage>): Promise<Taken> => {
    try {
      await effect(job.data.tenant, [job], job.data.correlation)
      return { id: job.id, status: 'completed' }
    } catch (error) {
      engine.log.error({ ...aboutOf(job.data), ...describeFailure(error) }, 'event not handled')
      return { id: job.id, status: 'failed' }
    }
  }
  const take = async (jobs: readonly Job<EventMessage>[], results: Taken[]): Promise<void> => {
    const [first, second] = jobs
    if (first !== undefined && second !== undefined)
      try {
        await effect(first.data.tenant, jobs, first.data.correlation)
        results.push(...jobs.map(({ id }): Taken => ({ id, status: 'completed' })))
        return
      } catch (error) {
        engine.log.info({ handler: name, ...describeFailure(error) }, 'events are taken one by one')
      }
    for (const job of jobs) results.push(await alone(job))
  }
  const isAsked = lanes > 1 ? watchRequests(engine.pools) : () => false
  return boss.work<EventMessage, unknown, typeof POLL>(name, POLL, async (jobs) => {
    const ofTenants = Map.groupBy(jobs, (job) => job.data.tenant).values()
    const waiting = [...ofTenants].flatMap((ofOne) => [...partsOf(ofOne, together)])
    const results: Taken[] = []
    const lane = async (no: number): Promise<void> => {
      for (;;) {
        // The first goes on whoever asks; the others leave the machine to those who wait for an answer.
        while (no > 0 && waiting.length > 0 && isAsked()) await wait(LOOK_MS)
        const part = waiting.shift()
        if (part === undefined) return
        await take(part, results)
      }
    }
    await Promise.all(Array.from({ length: lanes }, (_, no) => lane(no)))
    return results
  })
}
