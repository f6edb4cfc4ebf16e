import { and, asc, eq, gt, inArray, ne } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { partnerCurrent, partners } from '../partners/partner.tables.ts'

/** Ids of partners that are not archived, in their order, after a given one. */
export const partnerIdsAfter = async (
  db: TenantTx,
  tenant: string,
  after: string | null,
  limit: number,
): Promise<string[]> => {
  const rows = await db
    .select({ id: partnerCurrent.partnerId })
    .from(partnerCurrent)
    .where(
      and(
        eq(partnerCurrent.tenantId, tenant),
        ne(partnerCurrent.stage, 'archived'),
        after === null ? undefined : gt(partnerCurrent.partnerId, after),
      ),
    )
    .orderBy(asc(partnerCurrent.partnerId))
    .limit(limit)
  return rows.map((row) => row.id)
}

export const partnerNames = async (
  db: TenantTx,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: partners.id, name: partners.name })
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), inArray(partners.id, [...ids])))
  return new Map(rows.map((row) => [row.id, row.name]))
}
