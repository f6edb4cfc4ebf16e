import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { assignments, members } from '../organizations/organization.tables.ts'
import { partners } from './partner.tables.ts'

/** The members who look after a partner. */
export const assigneesOf = (db: TenantTx, tenant: string, partnerId: string) =>
  db
    .select({ id: members.id, name: members.name })
    .from(assignments)
    .innerJoin(members, and(eq(members.tenantId, assignments.tenantId), eq(members.id, assignments.memberId)))
    .where(and(eq(assignments.tenantId, tenant), eq(assignments.partnerId, partnerId)))
    .orderBy(asc(members.name), asc(members.id))

/** Lets one at a time decide who looks after a partner, so that two decisions follow each other instead of adding up. */
export const holdAssignees = async (db: TenantTx, tenant: string, partnerId: string): Promise<void> => {
  await db
    .select({ id: partners.id })
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), eq(partners.id, partnerId)))
    .for('no key update')
}

/** Which of these are members who can sign in. */
export const activeMembers = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenant), eq(members.status, 'active'), inArray(members.id, [...ids])))
  return rows.map((row) => row.id)
}

export const assign = async (
  db: TenantTx,
  tenantId: string,
  partnerId: string,
  memberIds: readonly string[],
  now: Instant,
): Promise<void> => {
  if (memberIds.length === 0) return
  const rows = memberIds.map((memberId) => ({ tenantId, partnerId, memberId, createdAt: now }))
  await db.insert(assignments).values(rows).onConflictDoNothing()
}

export const unassign = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  memberIds: readonly string[],
): Promise<void> => {
  if (memberIds.length === 0) return
  await db
    .delete(assignments)
    .where(
      and(
        eq(assignments.tenantId, tenant),
        eq(assignments.partnerId, partnerId),
        inArray(assignments.memberId, [...memberIds]),
      ),
    )
}
