import { and, eq, sql } from 'drizzle-orm'
import { insertMany, updateMany } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import type { NewEngagement } from './engagement.store.ts'
import { engagements } from './engagement.tables.ts'

export const insertEngagements = (db: TenantTx, rows: readonly NewEngagement[]): Promise<void> =>
  insertMany(db, engagements, rows)

type Changed = Pick<NewEngagement, 'id' | 'version' | 'updatedAt' | 'yearlyFee' | 'periodStart' | 'periodEnd' | 'state'>

/** Changes many engagements from the versions given (one less than in each row); answers how many still had them. */
export const updateEngagements = (db: TenantTx, tenant: string, rows: readonly Changed[]): Promise<number> =>
  updateMany(
    db,
    engagements,
    rows,
    ['version', 'updatedAt', 'yearlyFee', 'periodStart', 'periodEnd', 'state'],
    ['id'],
    sql`t.tenant_id = ${tenant}::uuid AND t.id = n.id AND t.version = n.version - 1`,
  )

export const removeEngagements = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<void> => {
  await db
    .delete(engagements)
    .where(and(eq(engagements.tenantId, tenant), sql`${engagements.id} = ANY(${sql.param([...ids])}::uuid[])`))
}
