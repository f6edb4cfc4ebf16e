import { and, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Scope } from '../../domain/access/access.ts'
import type { ApprovalState } from '../../domain/approval/approval.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { assignments, members } from '../organizations/organization.tables.ts'
import { approvalSteps, approvals } from './approval.tables.ts'

const OPEN: ApprovalState[] = ['drafted', 'requested', 'approved', 'returned']

/** Whose eyes a list is for: their part of the network, and the people they are or stand in for. */
export type ApprovalReader = { tenant: string; scope: Scope; people: readonly string[] }
export type ApprovalFilter = { state: 'open' | 'closed' | 'all'; mine: string | null; id?: string; limit: number }

const stateWhere = (state: ApprovalFilter['state']) =>
  state === 'all'
    ? undefined
    : state === 'open'
      ? inArray(approvals.state, OPEN)
      : sql`NOT (${inArray(approvals.state, OPEN)})`

// Partners stand to the right of approvals, so their tables are named in plain SQL here.
const visibleTo = ({ tenant, scope, people }: ApprovalReader): SQL | undefined => {
  if (scope.kind === 'all') return undefined
  const { partnerId } = approvals
  const ours = [approvals.askedBy, approvals.approverId, approvals.deciderId, approvals.decidedBy]
  const { assignedTo, units } = scope
  return or(
    isNull(partnerId),
    ...ours.map((column) => inArray(column, [...people])),
    sql`EXISTS (SELECT 1 FROM partner_units u WHERE u.tenant_id = ${tenant} AND u.partner_id = ${partnerId} AND u.unit_id = ANY(${sql.param([...units])}::uuid[]))`,
    assignedTo === null
      ? undefined
      : sql`EXISTS (SELECT 1 FROM ${assignments} WHERE ${assignments.tenantId} = ${tenant} AND ${assignments.partnerId} = ${partnerId} AND ${assignments.memberId} = ${assignedTo})`,
  )
}

/** Requests for consent with the names and steps a reader needs: two statements. */
export const listApprovals = async (db: TenantTx, reader: ApprovalReader, filter: ApprovalFilter) => {
  const { tenant } = reader
  const rows = await db
    .select({
      approval: approvals,
      partnerName: sql<
        string | null
      >`(SELECT p.name FROM partners p WHERE p.tenant_id = ${approvals.tenantId} AND p.id = ${approvals.partnerId})`,
    })
    .from(approvals)
    .where(
      and(
        eq(approvals.tenantId, tenant),
        visibleTo(reader),
        filter.id === undefined ? stateWhere(filter.state) : eq(approvals.id, filter.id),
        filter.mine === null
          ? undefined
          : or(
              and(
                eq(approvals.state, 'requested'),
                sql`coalesce(${approvals.approverId}, ${approvals.deciderId}) = ${filter.mine}`,
              ),
              and(eq(approvals.state, 'approved'), eq(approvals.deciderId, filter.mine)),
            ),
      ),
    )
    .orderBy(desc(approvals.createdAt))
    .limit(filter.limit)
  const ids = rows.map((row) => row.approval.id)
  return { rows, steps: ids.length === 0 ? [] : await stepsOf(db, tenant, ids) }
}

const stepsOf = (db: TenantTx, tenant: string, ids: string[]) => {
  const acting = alias(members, 'acting')
  return db
    .select({
      approvalId: approvalSteps.approvalId,
      no: approvalSteps.no,
      act: approvalSteps.act,
      by: members.name,
      actingFor: acting.name,
      comment: approvalSteps.comment,
      at: approvalSteps.createdAt,
    })
    .from(approvalSteps)
    .leftJoin(members, and(eq(members.tenantId, approvalSteps.tenantId), eq(members.id, approvalSteps.by)))
    .leftJoin(acting, and(eq(acting.tenantId, approvalSteps.tenantId), eq(acting.id, approvalSteps.actingFor)))
    .where(and(eq(approvalSteps.tenantId, tenant), inArray(approvalSteps.approvalId, ids)))
    .orderBy(approvalSteps.no)
}

export const namesOf = async (db: TenantTx, tenant: string, ids: string[]): Promise<Map<string, string>> => {
  const rows =
    ids.length === 0
      ? []
      : await db
          .select({ id: members.id, name: members.name })
          .from(members)
          .where(and(eq(members.tenantId, tenant), inArray(members.id, ids)))
  return new Map(rows.map((row) => [row.id, row.name]))
}
