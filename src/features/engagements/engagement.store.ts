import { and, eq } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { scopeWhere } from '../partners/scope.queries.ts'
import { connections, engagements } from './engagement.tables.ts'

export type Engagement = typeof engagements.$inferSelect
export type NewEngagement = typeof engagements.$inferInsert
export type NewConnection = Omit<
  typeof connections.$inferInsert,
  'tenantId' | 'engagementId' | 'partnerId' | 'createdAt' | 'updatedAt' | 'version'
>

/** Gets an engagement whose partner lies in the reader's scope; anything else is as if it did not exist. */
export const getEngagement = async (
  db: TenantTx,
  tenant: string,
  scope: Scope,
  id: string,
): Promise<Engagement | undefined> => {
  const [row] = await db
    .select()
    .from(engagements)
    .where(
      and(eq(engagements.tenantId, tenant), eq(engagements.id, id), scopeWhere(scope, tenant, engagements.partnerId)),
    )
  return row
}

export const insertEngagement = async (db: TenantTx, row: NewEngagement): Promise<void> => {
  await db.insert(engagements).values(row)
}

/** Changes an engagement that still has the version the editor saw; false when someone was faster. */
export const updateEngagement = async (
  db: TenantTx,
  before: Pick<Engagement, 'tenantId' | 'id' | 'version'>,
  change: Partial<NewEngagement>,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(engagements)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(
      and(
        eq(engagements.tenantId, before.tenantId),
        eq(engagements.id, before.id),
        eq(engagements.version, before.version),
      ),
    )
  return done.rowCount === 1
}

export const replaceConnections = async (
  db: TenantTx,
  of: Pick<Engagement, 'tenantId' | 'id' | 'partnerId'>,
  rows: readonly NewConnection[],
  now: Instant,
): Promise<void> => {
  await db.delete(connections).where(and(eq(connections.tenantId, of.tenantId), eq(connections.engagementId, of.id)))
  if (rows.length === 0) return
  const own = { tenantId: of.tenantId, engagementId: of.id, partnerId: of.partnerId, createdAt: now, updatedAt: now }
  await db.insert(connections).values(rows.map((row) => ({ ...row, ...own })))
}
