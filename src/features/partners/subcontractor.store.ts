import { and, eq, sql } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { subcontracts } from './partner.tables.ts'

export type Subcontract = typeof subcontracts.$inferSelect

/** Lets one change of sub-contracts at a time through: two steps that are harmless alone could close a circle together. */
export const lockSubcontracts = async (db: TenantTx, tenant: string): Promise<void> => {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`subcontracts ${tenant}`}, 0))`)
}

/** Adds a step; false when it is there already. */
export const insertSubcontract = async (db: TenantTx, row: typeof subcontracts.$inferInsert): Promise<boolean> => {
  const done = await db.insert(subcontracts).values(row).onConflictDoNothing()
  return done.rowCount === 1
}

export const subcontractOf = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  id: string,
): Promise<Subcontract | undefined> => {
  const [row] = await db
    .select()
    .from(subcontracts)
    .where(and(eq(subcontracts.tenantId, tenant), eq(subcontracts.partnerId, partnerId), eq(subcontracts.id, id)))
  return row
}

export const deleteSubcontract = async (db: TenantTx, tenant: string, id: string): Promise<void> => {
  await db.delete(subcontracts).where(and(eq(subcontracts.tenantId, tenant), eq(subcontracts.id, id)))
}
