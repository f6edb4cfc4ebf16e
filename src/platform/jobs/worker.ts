import type { PgBoss } from 'pg-boss'
import { systemActor } from '../context.ts'
import { describeFailure } from '../log.ts'
import { type Engine, handleOnce } from '../work.ts'
import type { EventMessage, Subscriber } from './outbox.ts'

const POLL = { pollingIntervalSeconds: 1, batchSize: 50, burstWhenBatchFull: true, perJobResults: true } as const

/** Lets one subscriber take its events, each at most once with effect, as the system inside the event's tenant. */
export const workSubscriber = async (boss: PgBoss, engine: Engine, subscriber: Subscriber): Promise<void> => {
  const take = async (message: EventMessage): Promise<boolean> => {
    const { eventId, event, tenant, correlation, ids } = message
    const about = { handler: subscriber.name, event, eventId, trace: correlation }
    const actor = systemActor(tenant, subscriber.name, correlation)
    try {
      await handleOnce(engine, actor, subscriber.name, eventId, (ctx) => subscriber.handle(ctx, ids))
      engine.log.info(about, 'event handled')
      return true
    } catch (error) {
      engine.log.error({ ...about, ...describeFailure(error) }, 'event not handled')
      return false
    }
  }
  await boss.work<EventMessage, unknown, typeof POLL>(subscriber.name, POLL, async (jobs) => {
    const waiting = [...jobs]
    const results: { id: string; status: 'completed' | 'failed' }[] = []
    const lane = async (): Promise<void> => {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
        results.push({ id: job.id, status: (await take(job.data)) ? 'completed' : 'failed' })
    }
    await Promise.all(Array.from({ length: subscriber.lanes ?? 1 }, lane))
    return results
  })
}
