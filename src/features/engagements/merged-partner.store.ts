import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { TriageAnswers } from '../../domain/risk/triage.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { type Merge, mergesBelow } from '../partners/merge.queries.ts'
import { connections, engagements, triageAnswers } from './engagement.tables.ts'

const hand = async (
  db: TenantTx,
  tenant: string,
  way: { from: string; to: string },
  now: Instant,
  change: { mergeId: SQL; which: SQL | undefined },
): Promise<string[]> => {
  const moved = await db
    .update(engagements)
    .set({
      partnerId: way.to,
      mergeId: change.mergeId,
      updatedAt: now,
      version: sql`${engagements.version} + 1`,
    })
    .where(and(eq(engagements.tenantId, tenant), eq(engagements.partnerId, way.from), change.which))
    .returning({ id: engagements.id })
  const ids = moved.map((row) => row.id)
  if (ids.length > 0)
    await db
      .update(connections)
      .set({ partnerId: way.to, updatedAt: now })
      .where(and(eq(connections.tenantId, tenant), inArray(connections.engagementId, ids)))
  return ids
}

/** Hands the engagements of a duplicate to the partner that stays, which remember the first merge they went through; gives those that moved. */
export const takeEngagements = (db: TenantTx, tenant: string, { mergeId, keptId, goneId }: Merge, now: Instant) =>
  hand(db, tenant, { from: goneId, to: keptId }, now, {
    mergeId: sql`coalesce(${engagements.mergeId}, ${mergeId}::uuid)`,
    which: undefined,
  })

/** Hands back the engagements that a merge brought, also those that had come to the duplicate by merges of its own; gives those that moved. */
export const returnEngagements = (db: TenantTx, tenant: string, { mergeId, keptId, goneId }: Merge, now: Instant) =>
  hand(db, tenant, { from: keptId, to: goneId }, now, {
    mergeId: sql`nullif(${engagements.mergeId}, ${mergeId}::uuid)`,
    which: sql`(${engagements.mergeId} = ${mergeId} OR ${engagements.mergeId} IN (${mergesBelow(tenant, goneId)}))`,
  })

/** Copies a duplicate's triage answers to the partner that stays, unless somebody has answered for that one; gives those lent. */
export const takeTriage = async (
  db: TenantTx,
  tenant: string,
  { mergeId, keptId, goneId }: Merge,
  id: string,
  now: Instant,
): Promise<TriageAnswers | null> => {
  const { rows } = await db.execute<TriageAnswers>(sql`
    INSERT INTO ${triageAnswers} AS kept
      (tenant_id, id, partner_id, connected, sensitive_data, stops_within_day, answered_by, merge_id, created_at, updated_at)
    SELECT tenant_id, ${id}::uuid, ${keptId}::uuid, connected, sensitive_data, stops_within_day, answered_by,
      ${mergeId}::uuid, ${now}::timestamptz, ${now}::timestamptz
    FROM ${triageAnswers} WHERE tenant_id = ${tenant} AND partner_id = ${goneId}
    ON CONFLICT (tenant_id, partner_id) DO UPDATE SET connected = excluded.connected,
      sensitive_data = excluded.sensitive_data, stops_within_day = excluded.stops_within_day,
      answered_by = excluded.answered_by, merge_id = excluded.merge_id, updated_at = excluded.updated_at,
      version = kept.version + 1
    WHERE kept.connected IS NULL AND kept.sensitive_data IS NULL AND kept.stops_within_day IS NULL
    RETURNING connected, sensitive_data AS "sensitiveData", stops_within_day AS "stopsWithinDay"`)
  return rows[0] ?? null
}

/** Forgets the triage answers that came with a merge, unless somebody has answered anew since; tells whether there were any. */
export const dropTriage = async (
  db: TenantTx,
  tenant: string,
  { mergeId, keptId }: Merge,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(triageAnswers)
    .set({
      connected: null,
      sensitiveData: null,
      stopsWithinDay: null,
      answeredBy: null,
      mergeId: null,
      updatedAt: now,
      version: sql`${triageAnswers.version} + 1`,
    })
    .where(
      and(eq(triageAnswers.tenantId, tenant), eq(triageAnswers.partnerId, keptId), eq(triageAnswers.mergeId, mergeId)),
    )
  return done.rowCount === 1
}
