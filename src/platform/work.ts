import { sql } from 'drizzle-orm'
import type { Instant } from '../domain/time.ts'
import type { Vault } from './auth/vault.ts'
import { type Clock, HOME_ZONE, localDay } from './clock.ts'
import type { Actor, OutboxEvent, ReadCtx, WriteCtx } from './context.ts'
import { actorText } from './context.ts'
import type { Pools } from './db/pools.ts'
import type { RuntimeRole } from './db/roles.ts'
import { inTenant, type TenantTx } from './db/tenant.ts'
import { newId } from './ids.ts'
import type { EventIds, Outbox, TakenEvent } from './jobs/outbox.ts'
import type { LedgerRecord } from './ledger/chain.ts'
import { flushLedger } from './ledger/flush.ts'
import type { Log } from './log.ts'

/** What every unit of work needs; made once when the process starts. */
export type Engine = { pools: Pools; clock: Clock; log: Log; outbox: Outbox; vault: Vault }

const roleOf = (actor: Actor): RuntimeRole =>
  actor.kind === 'grant' ? 'portal' : actor.kind === 'system' ? 'clock' : 'app'

/** Someone whose identity is found as the first thing inside the transaction, as a partner's link is. */
export type Claim = { kind: 'claim'; tenant: string; role: RuntimeRole; find: (db: TenantTx) => Promise<Actor> }

const scopeOf = (who: Actor | Claim, mode: 'read' | 'write') =>
  who.kind === 'claim'
    ? { tenant: who.tenant, role: who.role, mode }
    : {
        tenant: who.tenant,
        role: roleOf(who),
        mode,
        ...(who.request === null ? {} : { request: who.request }),
      }

const actorIn = (who: Actor | Claim, db: TenantTx): Promise<Actor> | Actor =>
  who.kind === 'claim' ? who.find(db) : who

const dayIn = (zone: string = HOME_ZONE, now: Instant) => ({ now, zone, today: localDay(now, zone) })

/** Reads inside one read-only transaction of the actor's tenant. */
export const reading = <T>(engine: Engine, who: Actor | Claim, run: (ctx: ReadCtx) => Promise<T>): Promise<T> =>
  inTenant(engine.pools, scopeOf(who, 'read'), async (db, zone) => {
    const { log, vault } = engine
    return run({ db, ...dayIn(zone, engine.clock.now()), actor: await actorIn(who, db), log, vault })
  })

type ContextOf = (actor: Actor) => WriteCtx

const transact = <T>(
  engine: Engine,
  who: Actor | Claim,
  run: (contextOf: ContextOf, actor: Actor) => Promise<T>,
): Promise<T> => {
  const records: LedgerRecord[] = []
  const events: OutboxEvent[] = []
  const now = engine.clock.now()
  let actor: Actor | undefined
  return inTenant(
    engine.pools,
    scopeOf(who, 'write'),
    async (db, zone) => {
      actor = await actorIn(who, db)
      const day = dayIn(zone, now)
      const contextOf: ContextOf = (as) => ({
        db,
        ...day,
        actor: as,
        log: engine.log,
        vault: engine.vault,
        newId,
        record: (entry) => void records.push(entry),
        emit: (event, ids) => void events.push({ event, ids, correlation: as.correlation }),
      })
      return run(contextOf, actor)
    },
    async (db) => {
      if (actor === undefined) throw new Error('a transaction without an actor has nothing to write')
      await engine.outbox(db, { tenant: actor.tenant, newId }, events)
      await flushLedger(db, { tenant: actor.tenant, now, actor: actorText(actor), newId }, records)
    },
  )
}

/** Writes inside one transaction: the change, its ledger entries and its outbox rows are kept or lost together. */
export const writing = <T>(engine: Engine, who: Actor | Claim, run: (ctx: WriteCtx) => Promise<T>): Promise<T> =>
  transact(engine, who, (contextOf, actor) => run(contextOf(actor)))

/** One event for a handler, under the correlation of whoever caused it. */
export type Delivery = { eventId: string; correlation: string; ids: EventIds }

/** Takes events of one organisation once each, all in one transaction: kept or lost together, and told apart by their marks. */
export const handleTogether = (
  engine: Engine,
  actor: Actor,
  handler: string,
  deliveries: readonly Delivery[],
  run: (taken: readonly TakenEvent[]) => Promise<void>,
): Promise<void> =>
  transact(engine, actor, async (contextOf) => {
    const { db, now } = contextOf(actor)
    const ids = sql.param(deliveries.map(({ eventId }) => eventId))
    const marked = await db.execute<{ event_id: string }>(
      sql`INSERT INTO handled_events (tenant_id, handler, event_id, at)
          SELECT ${actor.tenant}::uuid, ${handler}, id, ${now} FROM unnest(${ids}::uuid[]) AS id
          ON CONFLICT DO NOTHING RETURNING event_id`,
    )
    const unhandled = new Set(marked.rows.map((row) => row.event_id))
    // The same event twice in one batch is marked once, so it is also run once.
    const first = deliveries.filter(({ eventId }) => unhandled.delete(eventId))
    if (first.length === 0) return
    await run(first.map(({ correlation, ids: about }) => ({ ctx: contextOf({ ...actor, correlation }), ids: about })))
  })

/** Takes an event once: the mark and the effect are one transaction, a repeated delivery finds the mark and does nothing. */
export const handleOnce = (
  engine: Engine,
  actor: Actor,
  handler: string,
  eventId: string,
  run: (ctx: WriteCtx) => Promise<void>,
): Promise<void> =>
  handleTogether(engine, actor, handler, [{ eventId, correlation: actor.correlation, ids: {} }], async (taken) => {
    for (const { ctx } of taken) await run(ctx)
  })
