import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { reratingChunks, reratings } from './engagement.tables.ts'

export type Range = { from: string; until: string }

/** Cuts the partners of the organisation into ranges of at most so many. */
export const partnerRanges = async (db: TenantTx, tenant: string, size: number): Promise<Range[]> => {
  const done = await db.execute<Range>(sql`SELECT min(id::text) AS "from", max(id::text) AS "until" FROM (
      SELECT partner_id AS id, (row_number() OVER (ORDER BY partner_id) - 1) / ${size}::int AS part
      FROM partner_current WHERE tenant_id = ${tenant}) AS numbered
    GROUP BY part ORDER BY part`)
  return done.rows
}

export const partnersInRange = async (db: TenantTx, tenant: string, { from, until }: Range): Promise<string[]> => {
  const done = await db.execute<{ id: string }>(
    sql`SELECT partner_id AS id FROM partner_current WHERE tenant_id = ${tenant} AND partner_id BETWEEN ${from} AND ${until} ORDER BY partner_id`,
  )
  return done.rows.map((row) => row.id)
}

export const insertRerating = async (
  db: TenantTx,
  rerating: typeof reratings.$inferInsert,
  chunks: (typeof reratingChunks.$inferInsert)[],
): Promise<void> => {
  await db.insert(reratings).values(rerating)
  if (chunks.length > 0) await db.insert(reratingChunks).values(chunks)
}

/** The range of a part that is not done yet. */
export const openChunk = async (db: TenantTx, tenant: string, id: string) => {
  const [row] = await db
    .select()
    .from(reratingChunks)
    .where(and(eq(reratingChunks.tenantId, tenant), eq(reratingChunks.id, id), isNull(reratingChunks.doneAt)))
    .for('update')
  return row
}

export const closeChunk = async (
  db: TenantTx,
  tenant: string,
  id: string,
  done: { partners: number; moved: number },
  now: Instant,
): Promise<void> => {
  await db
    .update(reratingChunks)
    .set({ ...done, doneAt: now })
    .where(and(eq(reratingChunks.tenantId, tenant), eq(reratingChunks.id, id)))
}
