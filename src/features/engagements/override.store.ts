import { and, eq } from 'drizzle-orm'
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

/** Ends the override in force of a partner because another takes its place. */
export const endInForce = async (db: TenantTx, tenant: string, partnerId: string, now: Instant): Promise<void> => {
  await db
    .update(overrides)
    .set({ state: 'ended', endedBecause: 'replaced', endedAt: now, updatedAt: now })
    .where(and(eq(overrides.tenantId, tenant), eq(overrides.partnerId, partnerId), eq(overrides.state, 'in_force')))
}
