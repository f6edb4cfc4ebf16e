import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { PartnerStage } from '../../domain/partner/stage.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { approvals } from '../approvals/approval.tables.ts'
import { type Partner, setCurrent } from './partner.store.ts'
import { partners } from './partner.tables.ts'

/** The kind of approval that lets a partner be contracted without the check. */
export const CONTRACT_EXCEPTION = 'contract_without_check'

/** True when an exception from the check before the contract is approved and has not run out. */
export const exceptionInForce = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  now: Instant,
): Promise<boolean> => {
  const rows = await db
    .select({ one: sql<number>`1` })
    .from(approvals)
    .where(
      and(
        eq(approvals.tenantId, tenant),
        eq(approvals.subjectType, 'partner'),
        eq(approvals.subjectId, partnerId),
        eq(approvals.kind, CONTRACT_EXCEPTION),
        eq(approvals.state, 'decided'),
        or(isNull(approvals.expiresAt), gt(approvals.expiresAt, now)),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Moves a partner that still has the version the editor saw to a stage; false when someone was faster. */
export const setStage = async (
  db: TenantTx,
  before: Partner,
  stage: PartnerStage,
  mergedInto: string | null,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(partners)
    .set({
      stage,
      mergedInto,
      archivedAt: stage === 'archived' ? now : null,
      version: before.version + 1,
      updatedAt: now,
    })
    .where(
      and(eq(partners.tenantId, before.tenantId), eq(partners.id, before.id), eq(partners.version, before.version)),
    )
  if (done.rowCount !== 1) return false
  await setCurrent(db, before.tenantId, before.id, { stage })
  return true
}
