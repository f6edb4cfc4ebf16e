import { sql } from 'drizzle-orm'
import type { Instant, PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'

type Turned = { id: string; partnerId: string; state: 'live' | 'ended' }

/** Turns the state of engagements whose period says so, and tells which. */
export const turnPeriods = async (
  db: TenantTx,
  tenant: string,
  today: PlainDate,
  now: Instant,
  limit: number,
): Promise<Turned[]> => {
  const done = await db.execute<Turned>(sql`UPDATE engagements AS e
    SET state = CASE WHEN e.period_end < ${today} THEN 'ended' ELSE 'live' END, version = e.version + 1, updated_at = ${now}
    FROM (SELECT id FROM engagements WHERE tenant_id = ${tenant} AND (
            (state = 'planned' AND period_start <= ${today}) OR (state IN ('planned','live') AND period_end < ${today}))
          ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED) AS due
    WHERE e.tenant_id = ${tenant} AND e.id = due.id
    RETURNING e.id, e.partner_id AS "partnerId", e.state`)
  return done.rows
}
