import type pg from 'pg'
import { insertUnit } from '../../../src/features/organizations/member.store.ts'
import { createVault } from '../../../src/platform/auth/vault.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import { type Actor, systemActor, type WriteCtx } from '../../../src/platform/context.ts'
import type { Place } from '../../../src/platform/db/bootstrap.ts'
import { closePools, createPools } from '../../../src/platform/db/pools.ts'
import { OWNER, roleName, rolePassword } from '../../../src/platform/db/roles.ts'
import { memoryFileStore } from '../../../src/platform/files/memory-store.ts'
import { createSender, prepareJobs } from '../../../src/platform/jobs/boss.ts'
import { createOutbox } from '../../../src/platform/jobs/outbox.ts'
import type { Stream } from '../../../src/platform/ledger/chain.ts'
import { silentLog } from '../../../src/platform/log.ts'
import { type Engine, writing } from '../../../src/platform/work.ts'

export type Database = { place: Place; roleSecret: string }
const QUEUE = 'house-probe'
const EVENT = 'probe.written'

/** Adds the queue of the probe, as the owner of the schema does at migration. */
export const prepareProbe = async ({ place, roleSecret }: Database, client: pg.Client): Promise<void> => {
  const owner = { ...place, user: OWNER, password: rolePassword(roleSecret, OWNER) }
  const plan = [{ name: QUEUE, retryLimit: 0, retryDelay: 1, expireInSeconds: 60 }]
  await prepareJobs(owner, plan, (text) => client.query(text))
}

/** An engine with one subscriber, so that a unit of work leaves a change, ledger entries and a job. */
export const openProbe = async ({
  place,
  roleSecret,
}: Database): Promise<{ engine: Engine; close: () => Promise<void> }> => {
  const pools = createPools(place, roleSecret)
  const user = roleName('app')
  const boss = await createSender({ ...place, user, password: rolePassword(roleSecret, user) })
  const subscriber = { name: QUEUE, event: EVENT, handle: async () => undefined }
  const engine: Engine = {
    pools,
    clock: systemClock,
    log: silentLog,
    outbox: createOutbox(boss, [subscriber]),
    vault: createVault(
      Buffer.alloc(32, 7),
      memoryFileStore(() => new Date(0)),
    ),
  }
  const close = async () => {
    await boss.stop({ graceful: false })
    await closePools(pools)
  }
  return { engine, close }
}

export const probeActor = (tenant: string): Actor => ({ ...systemActor(tenant, tenant, 'probe'), kind: 'token' })

/** One unit of work that leaves its mark in three places: a row, an entry in each stream, a job. */
export const writeProbe = (
  engine: Engine,
  tenant: string,
  id: string,
  streams: readonly Stream[] = ['org'],
  inside: (ctx: WriteCtx) => Promise<void> = async () => undefined,
): Promise<void> =>
  writing(engine, probeActor(tenant), async (ctx) => {
    const at = { createdAt: ctx.now, updatedAt: ctx.now }
    const facts = { name: id, nameEn: '', kind: 'division', tz: 'Asia/Tokyo', calendar: 'japan' } as const
    await insertUnit(ctx.db, { tenantId: tenant, id, parentId: null, ...facts, ...at })
    for (const stream of streams) ctx.record({ stream, event: EVENT, subject: { type: 'probe', id } })
    ctx.emit(EVENT, { probeId: id })
    await inside(ctx)
  })

/** What a unit of work has left: rows, ledger entries, details of these, jobs. */
export const tracesOf = async (client: pg.Client, id: string): Promise<number[]> => {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM units WHERE id = $1
     UNION ALL SELECT count(*)::int FROM ledger_entries WHERE subject_id = $1
     UNION ALL SELECT count(*)::int FROM ledger_details d JOIN ledger_entries e ON e.id = d.entry_id WHERE e.subject_id = $1
     UNION ALL SELECT count(*)::int FROM jobs.job WHERE name = '${QUEUE}' AND data #>> '{ids,probeId}' = $1::text`,
    [id],
  )
  return rows.map(({ n }) => n)
}
