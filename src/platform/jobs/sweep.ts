import { sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import { plusSeconds } from '../clock.ts'
import { systemActor } from '../context.ts'
import { sweepUnattached } from '../files/sweep.ts'
import { type Engine, reading, writing } from '../work.ts'
import { engineAt, everyTenant } from './every-tenant.ts'

const HOUR = 3600
/** An upload may take this long before its file is written down. */
const UPLOAD_SECONDS = 24 * HOUR
const ANSWER_SECONDS = 48 * HOUR
/** Longer than a job is ever kept and repeated. */
const HANDLED_SECONDS = 30 * 24 * HOUR

const sweepTenant = (engine: Engine, tenant: string, now: Instant): Promise<number> =>
  writing(engineAt(engine, now), systemActor(tenant, 'sweeper', `sweep-${Date.parse(now)}`), async ({ db }) => {
    const answers = await db.execute(
      sql`DELETE FROM idempotency_keys WHERE tenant_id = ${tenant} AND at < ${plusSeconds(now, -ANSWER_SECONDS)}`,
    )
    const handled = await db.execute(
      sql`DELETE FROM handled_events WHERE tenant_id = ${tenant} AND at < ${plusSeconds(now, -HANDLED_SECONDS)}`,
    )
    return (answers.rowCount ?? 0) + (handled.rowCount ?? 0)
  })

const knownFiles = async (engine: Engine, tenants: readonly string[], ids: readonly string[]): Promise<Set<string>> => {
  const known = new Set<string>()
  for (const tenant of tenants) {
    const rows = await reading(engine, systemActor(tenant, 'sweeper', 'sweep'), async ({ db }) => {
      const found = await db.execute<{ id: string }>(
        sql`SELECT id FROM files WHERE tenant_id = ${tenant} AND id = ANY(${sql.param([...ids])}::uuid[])`,
      )
      return found.rows
    })
    for (const row of rows) known.add(row.id)
  }
  return known
}

/** Clears what has served its time: answers and marks kept against repetition, old throttles, bytes that no file knows; answers how much went. */
export const sweep = async (engine: Engine, now: Instant): Promise<number> => {
  const tenants = await everyTenant(engine)
  const expired = await engine.pools.clock.query('DELETE FROM throttles WHERE expire < $1', [Date.parse(now)])
  let removed = expired.rowCount ?? 0
  for (const tenant of tenants) removed += await sweepTenant(engine, tenant, now)
  removed += await sweepUnattached(engine.vault.files, {
    now: new Date(now),
    graceMs: UPLOAD_SECONDS * 1000,
    attached: (ids) => knownFiles(engine, tenants, ids),
  })
  return removed
}
