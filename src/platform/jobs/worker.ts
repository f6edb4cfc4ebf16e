import { setTimeout as wait } from 'node:timers/promises'
import type { Job, PgBoss } from 'pg-boss'
import { systemActor, type WriteCtx } from '../context.ts'
import { partsOf } from '../in-step.ts'
import { describeFailure } from '../log.ts'
import { type Engine, handleTogether } from '../work.ts'
import type { EventMessage, Subscriber } from './outbox.ts'
import { watchRequests } from './requests-first.ts'

const POLL = { pollingIntervalSeconds: 1, batchSize: 50, burstWhenBatchFull: true, perJobResults: true } as const

/** How often a lane that gives way looks whether it may go on. */
const LOOK_MS = 50

type Taken = { id: string; status: 'completed' | 'failed' }

/** Lets one subscriber take its events, each at most once with effect, as the system inside the event's tenant. */
export const workSubscriber = async (boss: PgBoss, engine: Engine, subscriber: Subscriber): Promise<void> => {
  const { name, handle, lanes = 1, together = 1 } = subscriber
  const aboutOf = ({ eventId, event, correlation }: EventMessage) => ({
    handler: name,
    event,
    eventId,
    trace: correlation,
  })
  const effect = async (tenant: string, jobs: readonly Job<EventMessage>[], trace: string): Promise<void> => {
    const deliveries = jobs.map(({ data: { eventId, correlation, ids } }) => {
      return { eventId, correlation, run: (ctx: WriteCtx) => handle(ctx, ids) }
    })
    await handleTogether(engine, systemActor(tenant, name, trace), name, deliveries)
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
  await boss.work<EventMessage, unknown, typeof POLL>(name, POLL, async (jobs) => {
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
