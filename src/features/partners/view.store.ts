import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { savedViews } from './partner.tables.ts'

export type View = typeof savedViews.$inferSelect

export const MAX_OWN_VIEWS = 20
const MAX_SHOWN = 40

/** The member's own views and those others share. */
export const viewsOf = (db: TenantTx, tenant: string, memberId: string): Promise<View[]> =>
  db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.tenantId, tenant), or(eq(savedViews.memberId, memberId), eq(savedViews.shared, true))))
    .orderBy(sql`${savedViews.memberId} <> ${memberId}`, asc(savedViews.id))
    .limit(MAX_SHOWN)

export const ownView = async (
  db: TenantTx,
  tenant: string,
  memberId: string,
  id: string,
): Promise<View | undefined> => {
  const [row] = await db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.tenantId, tenant), eq(savedViews.memberId, memberId), eq(savedViews.id, id)))
  return row
}

export const ownViewNames = async (db: TenantTx, tenant: string, memberId: string) =>
  db
    .select({ id: savedViews.id, name: savedViews.name })
    .from(savedViews)
    .where(and(eq(savedViews.tenantId, tenant), eq(savedViews.memberId, memberId)))

export const insertView = async (db: TenantTx, row: typeof savedViews.$inferInsert): Promise<void> => {
  await db.insert(savedViews).values(row)
}

/** Changes a view that still has the version its owner saw; false when it changed meanwhile. */
export const updateView = async (
  db: TenantTx,
  before: View,
  change: Pick<View, 'name' | 'query' | 'shared'>,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(savedViews)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(
      and(
        eq(savedViews.tenantId, before.tenantId),
        eq(savedViews.id, before.id),
        eq(savedViews.version, before.version),
      ),
    )
  return done.rowCount === 1
}

export const deleteView = async (db: TenantTx, tenant: string, id: string): Promise<void> => {
  await db.delete(savedViews).where(and(eq(savedViews.tenantId, tenant), eq(savedViews.id, id)))
}
