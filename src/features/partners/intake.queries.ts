import { and, eq } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { intakeRequests } from './intake.tables.ts'

/** What a department said about the partner it proposed: the three facts of the triage. */
export const intakeFacts = async (db: TenantTx, tenant: string, requestId: string) => {
  const { partnerId, connected, sensitiveData, stopsWithinDay } = intakeRequests
  const [row] = await db
    .select({ partnerId, connected, sensitiveData, stopsWithinDay })
    .from(intakeRequests)
    .where(and(eq(intakeRequests.tenantId, tenant), eq(intakeRequests.id, requestId)))
  return row
}
