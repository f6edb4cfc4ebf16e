import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Scope } from '../../domain/access/access.ts'
import type { PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { members } from '../organizations/organization.tables.ts'
import { scopeWhere } from '../partners/scope.queries.ts'
import { overrides } from './engagement.tables.ts'

const askers = alias(members, 'askers')
const approvers = alias(members, 'approvers')

/** A partner's overrides that wait for consent or are in force, newest first. */
export const openOverrides = async (db: TenantTx, tenant: string, partnerId: string) => {
  const rows = await db
    .select({
      id: overrides.id,
      version: overrides.version,
      level: overrides.level,
      reason: overrides.reason,
      expiresOn: overrides.expiresOn,
      state: overrides.state,
      askedBy: askers.name,
      approvedBy: approvers.name,
    })
    .from(overrides)
    .innerJoin(askers, and(eq(askers.tenantId, overrides.tenantId), eq(askers.id, overrides.askedBy)))
    .leftJoin(approvers, and(eq(approvers.tenantId, overrides.tenantId), eq(approvers.id, overrides.approvedBy)))
    .where(
      and(
        eq(overrides.tenantId, tenant),
        eq(overrides.partnerId, partnerId),
        inArray(overrides.state, ['asked', 'in_force']),
      ),
    )
    .orderBy(desc(overrides.createdAt))
  return rows.flatMap(({ state, ...row }) => (state === 'asked' || state === 'in_force' ? [{ ...row, state }] : []))
}

export const overrideInScope = async (db: TenantTx, tenant: string, scope: Scope, id: string) => {
  const [row] = await db
    .select()
    .from(overrides)
    .where(and(eq(overrides.tenantId, tenant), eq(overrides.id, id), scopeWhere(scope, tenant, overrides.partnerId)))
  return row
}

export const overrideByApproval = async (db: TenantTx, tenant: string, approvalId: string) => {
  const [row] = await db
    .select()
    .from(overrides)
    .where(and(eq(overrides.tenantId, tenant), eq(overrides.approvalId, approvalId)))
    .for('update')
  return row
}

/** Overrides in force whose last day has passed, the oldest first. */
export const overridesPast = (db: TenantTx, tenant: string, today: PlainDate, limit: number) =>
  db
    .select()
    .from(overrides)
    .where(and(eq(overrides.tenantId, tenant), eq(overrides.state, 'in_force'), lt(overrides.expiresOn, today)))
    .orderBy(asc(overrides.expiresOn), asc(overrides.id))
    .limit(limit)
    .for('update', { skipLocked: true })

export type OverrideRow = typeof overrides.$inferSelect

/** Whether a partner has an override that still waits for consent. */
export const hasWaiting = async (db: TenantTx, tenant: string, partnerId: string): Promise<boolean> => {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(overrides)
    .where(and(eq(overrides.tenantId, tenant), eq(overrides.partnerId, partnerId), eq(overrides.state, 'asked')))
  return (row?.n ?? 0) > 0
}
