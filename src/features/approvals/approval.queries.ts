import { and, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Right } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/time.ts'
import { readMomentCursor, writeMomentCursor } from '../../platform/db/moment-cursor.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { memberRoles, members } from '../organizations/organization.tables.ts'
import { approvalSteps, approvals, deputies, OPEN_STATES } from './approval.tables.ts'

export type ApprovalFilter = {
  state: 'open' | 'closed' | 'all'
  waitingFor: readonly string[] | null
  id?: string
  after?: string | undefined
  limit: number
}

/** Who a limited reader is: they see only what they or those they act for take part in. */
export type Involved = readonly string[] | null

const stateWhere = (state: ApprovalFilter['state']) =>
  state === 'all'
    ? undefined
    : state === 'open'
      ? inArray(approvals.state, [...OPEN_STATES])
      : sql`NOT (${inArray(approvals.state, [...OPEN_STATES])})`

const oneOf = (people: readonly string[]) => sql`ANY(${sql.param([...people])}::uuid[])`

const waitsFor = (people: readonly string[], now: Instant) =>
  and(
    or(
      and(
        eq(approvals.state, 'requested'),
        sql`coalesce(${approvals.approverId}, ${approvals.deciderId}) = ${oneOf(people)}`,
      ),
      and(eq(approvals.state, 'approved'), sql`${approvals.deciderId} = ${oneOf(people)}`),
    ),
    or(isNull(approvals.expiresAt), gt(approvals.expiresAt, now)),
    // The reader comes first, then those the reader acts for.
    sql`${approvals.askedBy} IS DISTINCT FROM ${people[0] ?? null}::uuid`,
  )

const takesPart = (people: readonly string[]) =>
  or(
    ...[approvals.askedBy, approvals.askedFor, approvals.approverId, approvals.deciderId].map(
      (column) => sql`${column} = ${oneOf(people)}`,
    ),
  )

/** How many requests wait for the reader or those the reader acts for, except the reader's own. */
export const countWaiting = async (db: TenantTx, tenant: string, people: readonly string[], now: Instant) => {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(approvals)
    .where(and(eq(approvals.tenantId, tenant), waitsFor(people, now)))
  return row?.count ?? 0
}

/** Appointments that have not ended, with both names. */
export const listDeputies = async (db: TenantTx, tenant: string, now: Instant) => {
  const acting = alias(members, 'acting')
  const rows = await db
    .select({
      id: deputies.id,
      startsAt: deputies.startsAt,
      endsAt: deputies.endsAt,
      member: { id: members.id, name: members.name },
      deputy: { id: acting.id, name: acting.name },
    })
    .from(deputies)
    .innerJoin(members, and(eq(members.tenantId, deputies.tenantId), eq(members.id, deputies.memberId)))
    .innerJoin(acting, and(eq(acting.tenantId, deputies.tenantId), eq(acting.id, deputies.deputyId)))
    .where(and(eq(deputies.tenantId, tenant), gt(deputies.endsAt, now)))
    .orderBy(deputies.startsAt)
  return rows
}

const olderThan = (text: string | undefined) => {
  const cursor = readMomentCursor(text)
  if (cursor === null) return undefined
  return or(lt(approvals.createdAt, cursor.at), and(eq(approvals.createdAt, cursor.at), lt(approvals.id, cursor.id)))
}

/** One page of requests for consent with the names and steps a reader needs, newest first: two statements. */
export const listApprovals = async (
  db: TenantTx,
  tenant: string,
  filter: ApprovalFilter,
  involved: Involved,
  now: Instant,
) => {
  const found = await db
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
        filter.id === undefined ? stateWhere(filter.state) : eq(approvals.id, filter.id),
        filter.waitingFor === null ? undefined : waitsFor(filter.waitingFor, now),
        involved === null ? undefined : takesPart(involved),
        olderThan(filter.after),
      ),
    )
    .orderBy(desc(approvals.createdAt), desc(approvals.id))
    .limit(filter.limit + 1)
  const rows = found.slice(0, filter.limit)
  const last = found.length > rows.length ? rows.at(-1)?.approval : undefined
  const next = last === undefined ? null : writeMomentCursor({ at: last.createdAt, id: last.id })
  const ids = rows.map((row) => row.approval.id)
  return { rows, next, steps: ids.length === 0 ? [] : await stepsOf(db, tenant, ids) }
}

const stepsOf = (db: TenantTx, tenant: string, ids: string[]) => {
  const acting = alias(members, 'acting')
  return db
    .select({
      approvalId: approvalSteps.approvalId,
      no: approvalSteps.no,
      act: approvalSteps.act,
      by: members.name,
      byId: approvalSteps.by,
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

/** Those of the people given who are active and hold a role that may judge. */
export const ableToJudge = async (db: TenantTx, tenant: string, right: Right, ids: string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectDistinct({ id: members.id })
    .from(members)
    .innerJoin(memberRoles, and(eq(memberRoles.tenantId, members.tenantId), eq(memberRoles.memberId, members.id)))
    .where(
      and(
        eq(members.tenantId, tenant),
        eq(members.status, 'active'),
        inArray(members.id, ids),
        inArray(memberRoles.role, [...right.roles]),
      ),
    )
  return new Set(rows.map(({ id }) => id))
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
