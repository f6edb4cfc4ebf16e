import { sql } from 'drizzle-orm'
import { fromDrizzle, type PgBoss } from 'pg-boss'
import type { OutboxEvent, WriteCtx } from '../context.ts'
import type { TenantTx } from '../db/tenant.ts'
import type { NewId } from '../ids.ts'

export type EventIds = Readonly<Record<string, string>>
export type EventMessage = { eventId: string; event: string; tenant: string; correlation: string; ids: EventIds }

/** An event in the hands of its subscriber; what follows in this context counts as caused by whoever caused the event. */
export type TakenEvent = { ctx: WriteCtx; ids: EventIds }

/** One subscriber: its queue is its name, so each subscriber retries on its own. */
export type Subscriber = {
  name: string
  event: string
  handle: (ctx: WriteCtx, ids: EventIds) => Promise<void>
  /** How many of its events are taken at the same time while nobody waits for an answer; one after the other unless said. */
  lanes?: number
  /** How many of its events may share one transaction; each has its own unless said. */
  together?: number
  /** The same for those that share one, with as many statements for all of them as for one; never none. */
  handleAll?: (taken: readonly TakenEvent[]) => Promise<void>
}

export type Outbox = (
  tx: TenantTx,
  origin: { tenant: string; newId: NewId },
  events: readonly OutboxEvent[],
) => Promise<void>

/** Puts one job per subscriber of each event into the same transaction: the job row is the outbox. */
export const createOutbox = (boss: PgBoss, subscribers: readonly Subscriber[]): Outbox => {
  return async (tx, { tenant, newId }, events) => {
    if (events.length === 0) return
    const queues = new Map<string, EventMessage[]>()
    for (const { event, ids, correlation } of events) {
      const eventId = newId()
      for (const subscriber of subscribers) {
        if (subscriber.event !== event) continue
        const message = { eventId, event, tenant, correlation, ids }
        const waiting = queues.get(subscriber.name)
        if (waiting === undefined) queues.set(subscriber.name, [message])
        else waiting.push(message)
      }
    }
    const db = fromDrizzle(tx, sql)
    for (const [queue, messages] of queues) {
      await boss.insert(
        queue,
        messages.map((data) => ({ data })),
        { db },
      )
    }
  }
}
