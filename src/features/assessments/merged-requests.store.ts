import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { type Merge, mergesBelow } from '../partners/merge.queries.ts'
import { type Request, RUNNING } from './request.store.ts'
import { requests } from './request.tables.ts'

/** The requests of partners that still run, held until the transaction ends. */
export const lockRunning = (db: TenantTx, tenant: string, partnerIds: readonly string[]): Promise<Request[]> =>
  db
    .select()
    .from(requests)
    .where(
      and(
        eq(requests.tenantId, tenant),
        inArray(requests.partnerId, [...partnerIds]),
        inArray(requests.state, [...RUNNING]),
      ),
    )
    .orderBy(asc(requests.id))
    .for('no key update')

/** Which partner gives requests up, which one takes them, and how each remembers the merges it went through. */
type Hand = { from: string; to: string; mergeId: SQL; which: SQL | undefined }

const hand = async (db: TenantTx, tenant: string, { from, to, mergeId, which }: Hand, now: Instant) => {
  const moved = await db
    .update(requests)
    .set({ partnerId: to, mergeId, updatedAt: now, version: sql`${requests.version} + 1` })
    .where(and(eq(requests.tenantId, tenant), eq(requests.partnerId, from), which))
    .returning({ id: requests.id })
  const ids = moved.map(({ id }) => id)
  if (ids.length > 0)
    await db.execute(sql`UPDATE results SET partner_id = ${to}, updated_at = ${now}
      WHERE tenant_id = ${tenant} AND request_id = ANY(${sql.param(ids)}::uuid[])`)
  return ids
}

/** Hands all requests of a duplicate, with their results, to the partner that stays; they remember the first merge they went through; gives those that moved. */
export const handRequests = (db: TenantTx, tenant: string, { mergeId, keptId, goneId }: Merge, now: Instant) =>
  hand(
    db,
    tenant,
    { from: goneId, to: keptId, mergeId: sql`coalesce(${requests.mergeId}, ${mergeId}::uuid)`, which: undefined },
    now,
  )

/** Hands back the requests that a merge brought, also those that had come to the duplicate by merges of its own; gives those that moved. */
export const handRequestsBack = (db: TenantTx, tenant: string, { mergeId, keptId, goneId }: Merge, now: Instant) =>
  hand(
    db,
    tenant,
    {
      from: keptId,
      to: goneId,
      mergeId: sql`nullif(${requests.mergeId}, ${mergeId}::uuid)`,
      which: sql`(${requests.mergeId} = ${mergeId} OR ${requests.mergeId} IN (${mergesBelow(tenant, goneId)}))`,
    },
    now,
  )
