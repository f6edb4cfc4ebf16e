import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { overrides } from './engagement.tables.ts'

type Override = typeof overrides.$inferSelect

export const insertOverride = async (db: TenantTx, row: typeof overrides.$inferInsert): Promise<void> => {
  await db.insert(overrides).values(row)
}

/** Changes an override that still has the version seen before. */
export const updateOverride = async (
  db: TenantTx,
  before: Pick<Override, 'tenantId' | 'id' | 'version'>,
  change: Partial<Override>,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(overrides)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(
      and(eq(overrides.tenantId, before.tenantId), eq(overrides.id, before.id), eq(overrides.version, before.version)),
    )
  return done.rowCount === 1
}

/** A partner's overrides that wait for consent or are in force, held until the transaction ends. */
export const lockOpenOverrides = (db: TenantTx, tenant: string, partnerId: string): Promise<Override[]> =>
  db
    .select()
    .from(overrides)
    .where(
      and(
        eq(overrides.tenantId, tenant),
        eq(overrides.partnerId, partnerId),
        inArray(overrides.state, ['asked', 'in_force']),
      ),
    )
    .orderBy(overrides.id)
    .for('update')

/** The overrides a merge ended while they were in force, of partners that have no other by now. */
export const overridesOfMerge = (db: TenantTx, tenant: string, mergeId: string): Promise<Override[]> =>
  db
    .select()
    .from(overrides)
    .where(
      and(
        eq(overrides.tenantId, tenant),
        eq(overrides.mergeId, mergeId),
        eq(overrides.state, 'ended'),
        isNotNull(overrides.approvedBy),
        sql`NOT EXISTS (SELECT 1 FROM overrides o WHERE o.tenant_id = ${tenant} AND o.partner_id = ${overrides.partnerId} AND o.state = 'in_force')`,
      ),
    )
    .orderBy(overrides.id)
    .for('update')
