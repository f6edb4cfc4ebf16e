import { and, eq, sql } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { engagements } from './engagement.tables.ts'

/** Engagements of these partners as far as a ledger can state them. */
export const engagementsOfPartners = (db: TenantTx, tenant: string, partnerIds: readonly string[]) =>
  db
    .select({
      id: engagements.id,
      partnerId: engagements.partnerId,
      unitId: engagements.unitId,
      purpose: engagements.purpose,
      yearlyFee: engagements.yearlyFee,
      periodStart: engagements.periodStart,
      periodEnd: engagements.periodEnd,
    })
    .from(engagements)
    .where(
      and(eq(engagements.tenantId, tenant), sql`${engagements.partnerId} = ANY(${sql.param([...partnerIds])}::uuid[])`),
    )

/** Engagements by their ids. */
export const engagementsByIds = (db: TenantTx, tenant: string, ids: readonly string[]) =>
  db
    .select()
    .from(engagements)
    .where(and(eq(engagements.tenantId, tenant), sql`${engagements.id} = ANY(${sql.param([...ids])}::uuid[])`))
