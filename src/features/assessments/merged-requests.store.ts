import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
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

const withResults = async (db: TenantTx, tenant: string, ids: string[], partnerId: string, now: Instant) => {
  if (ids.length > 0)
    await db.execute(sql`UPDATE results SET partner_id = ${partnerId}, updated_at = ${now}
      WHERE tenant_id = ${tenant} AND request_id = ANY(${sql.param(ids)}::uuid[])`)
  return ids
}

type Hand = { from: string; to: string; mergeId: string }

/** Hands all requests of a partner, with their results, to another; gives those that moved. */
export const handRequests = async (db: TenantTx, tenant: string, { from, to, mergeId }: Hand, now: Instant) => {
  const moved = await db
    .update(requests)
    .set({ partnerId: to, mergeId, updatedAt: now, version: sql`${requests.version} + 1` })
    .where(and(eq(requests.tenantId, tenant), eq(requests.partnerId, from)))
    .returning({ id: requests.id })
  return withResults(
    db,
    tenant,
    moved.map(({ id }) => id),
    to,
    now,
  )
}

/** Hands back the requests that a merge brought, with their results; gives those that moved. */
export const handRequestsBack = async (db: TenantTx, tenant: string, { from, to, mergeId }: Hand, now: Instant) => {
  const moved = await db
    .update(requests)
    .set({ partnerId: to, mergeId: null, updatedAt: now, version: sql`${requests.version} + 1` })
    .where(and(eq(requests.tenantId, tenant), eq(requests.partnerId, from), eq(requests.mergeId, mergeId)))
    .returning({ id: requests.id })
  return withResults(
    db,
    tenant,
    moved.map(({ id }) => id),
    to,
    now,
  )
}
