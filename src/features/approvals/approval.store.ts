import { and, asc, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Right } from '../../domain/access/access.ts'
import type { ApprovalMove, Deputy } from '../../domain/approval/approval.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { memberRoles, members } from '../organizations/organization.tables.ts'
import { approvalSteps, approvals, deputies, OPEN_STATES } from './approval.tables.ts'

export type ApprovalRow = typeof approvals.$inferSelect

export const insertApproval = async (db: TenantTx, row: typeof approvals.$inferInsert): Promise<void> => {
  await db.insert(approvals).values(row)
}

export const lockApproval = async (db: TenantTx, tenant: string, id: string): Promise<ApprovalRow | undefined> => {
  const [row] = await db
    .select()
    .from(approvals)
    .where(and(eq(approvals.tenantId, tenant), eq(approvals.id, id)))
    .for('update')
  return row
}

/** Waiting requests past their end, the longest past first; those somebody holds at this moment wait for the next turn. */
export const lockLapsed = (db: TenantTx, tenant: string, now: Instant, limit: number): Promise<ApprovalRow[]> =>
  db
    .select()
    .from(approvals)
    .where(
      and(eq(approvals.tenantId, tenant), inArray(approvals.state, [...OPEN_STATES]), lte(approvals.expiresAt, now)),
    )
    .orderBy(asc(approvals.expiresAt), asc(approvals.id))
    .limit(limit)
    .for('update', { skipLocked: true })

export const updateApproval = async (
  db: TenantTx,
  row: ApprovalRow,
  change: Partial<ApprovalRow>,
  now: Instant,
): Promise<void> => {
  await db
    .update(approvals)
    .set({ ...change, version: row.version + 1, updatedAt: now })
    .where(and(eq(approvals.tenantId, row.tenantId), eq(approvals.id, row.id)))
}

export type NewStep = {
  tenantId: string
  id: string
  approvalId: string
  act: ApprovalMove
  by: string | null
  actingFor: string | null
  comment: string
  now: Instant
}

export const insertStep = async (db: TenantTx, { now, ...step }: NewStep): Promise<void> => {
  const next = sql<number>`(SELECT coalesce(max(s.no), 0) + 1 FROM ${approvalSteps} s WHERE s.tenant_id = ${step.tenantId} AND s.approval_id = ${step.approvalId})`
  await db.insert(approvalSteps).values({ ...step, no: next, createdAt: now, updatedAt: now })
}

export const deputiesOf = async (db: TenantTx, tenant: string, person: string, now: Instant): Promise<Deputy[]> => {
  const rows = await db
    .select()
    .from(deputies)
    .where(
      and(
        eq(deputies.tenantId, tenant),
        eq(deputies.deputyId, person),
        lte(deputies.startsAt, now),
        gt(deputies.endsAt, now),
      ),
    )
  return rows.map((row) => ({ principal: row.memberId, deputy: row.deputyId, from: row.startsAt, until: row.endsAt }))
}

export const insertDeputy = async (db: TenantTx, row: typeof deputies.$inferInsert): Promise<void> => {
  await db.insert(deputies).values(row)
}

export const deleteDeputy = async (db: TenantTx, tenant: string, id: string): Promise<void> => {
  await db.delete(deputies).where(and(eq(deputies.tenantId, tenant), eq(deputies.id, id)))
}

/** The people besides the asker who hold a right, the longest known first, and whether they hold it over the whole organisation. */
export const peopleWithRight = async (
  db: TenantTx,
  tenant: string,
  right: Right,
  asker: string,
): Promise<{ id: string; name: string; everywhere: boolean }[]> =>
  db
    .select({
      id: members.id,
      name: members.name,
      everywhere: sql<boolean>`bool_or(${memberRoles.scopeKind} = 'all')`,
    })
    .from(members)
    .innerJoin(memberRoles, and(eq(memberRoles.tenantId, members.tenantId), eq(memberRoles.memberId, members.id)))
    .where(
      and(
        eq(members.tenantId, tenant),
        eq(members.status, 'active'),
        sql`${members.id} <> ${asker}`,
        sql`${memberRoles.role} = ANY(${sql.param([...right.roles])}::text[])`,
      ),
    )
    .groupBy(members.tenantId, members.id)
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(200)

/** The newest request for consent about a matter. */
export const newestApproval = async (
  db: TenantTx,
  tenant: string,
  kind: string,
  subject: { type: string; id: string },
): Promise<ApprovalRow | undefined> => {
  const [row] = await db
    .select()
    .from(approvals)
    .where(
      and(
        eq(approvals.tenantId, tenant),
        eq(approvals.subjectType, subject.type),
        eq(approvals.subjectId, subject.id),
        eq(approvals.kind, kind),
      ),
    )
    .orderBy(desc(approvals.createdAt), desc(approvals.id))
    .limit(1)
  return row
}
