import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Role, RoleGrant } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { loginDirectory, memberRoles, members, recoveryCodes, tenants, units } from './organization.tables.ts'

export const hashEmail = (emailNorm: string): string =>
  createHash('sha256').update(`kizuna.login.${emailNorm}`).digest('hex')
export const normaliseEmail = (email: string): string => email.trim().toLowerCase().normalize('NFKC')

export type Member = typeof members.$inferSelect
export type NewMember = typeof members.$inferInsert

export const insertTenant = async (db: TenantTx, row: typeof tenants.$inferInsert): Promise<void> => {
  await db.insert(tenants).values(row)
}

export const insertUnit = async (db: TenantTx, row: typeof units.$inferInsert): Promise<void> => {
  await db.insert(units).values(row)
}

export const insertMember = async (db: TenantTx, row: NewMember): Promise<void> => {
  await db.insert(members).values(row)
  await db
    .insert(loginDirectory)
    .values({ emailHash: hashEmail(row.emailNorm), tenantId: row.tenantId, memberId: row.id, needsSecondFactor: true })
}

export type NewRole = {
  tenantId: string
  id: string
  memberId: string
  role: Role
  scopeKind: RoleGrant['scopeKind']
  unitId: string | null
  now: Instant
}

export const insertRoles = async (db: TenantTx, rows: readonly NewRole[]): Promise<void> => {
  if (rows.length === 0) return
  await db.insert(memberRoles).values(rows.map(({ now, ...row }) => ({ ...row, createdAt: now, updatedAt: now })))
}

export const memberByEmail = async (db: TenantTx, tenant: string, emailNorm: string): Promise<Member | undefined> => {
  const [row] = await db
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenant), eq(members.emailNorm, emailNorm)))
  return row
}

export const memberById = async (db: TenantTx, tenant: string, id: string): Promise<Member | undefined> => {
  const [row] = await db
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenant), eq(members.id, id)))
  return row
}

export const updateMember = async (
  db: TenantTx,
  member: Member,
  change: Partial<NewMember>,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(members)
    .set({ ...change, version: member.version + 1, updatedAt: now })
    .where(and(eq(members.tenantId, member.tenantId), eq(members.id, member.id), eq(members.version, member.version)))
  return done.rowCount === 1
}

export const replaceRecoveryCodes = async (
  db: TenantTx,
  rows: (typeof recoveryCodes.$inferInsert)[],
  tenant: string,
  memberId: string,
): Promise<void> => {
  await db.delete(recoveryCodes).where(and(eq(recoveryCodes.tenantId, tenant), eq(recoveryCodes.memberId, memberId)))
  if (rows.length > 0) await db.insert(recoveryCodes).values(rows)
}

export const replaceRoles = async (
  db: TenantTx,
  tenant: string,
  memberId: string,
  rows: readonly NewRole[],
): Promise<void> => {
  await db.delete(memberRoles).where(and(eq(memberRoles.tenantId, tenant), eq(memberRoles.memberId, memberId)))
  await insertRoles(db, rows)
}

/** Who administers the whole organisation; the rows stay locked so that two administrators cannot remove each other. */
export const lockAdministrators = async (db: TenantTx, tenant: string): Promise<string[]> => {
  const rows = await db
    .select({ id: members.id })
    .from(memberRoles)
    .innerJoin(members, and(eq(members.tenantId, memberRoles.tenantId), eq(members.id, memberRoles.memberId)))
    .where(
      and(
        eq(memberRoles.tenantId, tenant),
        eq(memberRoles.role, 'administrator'),
        eq(memberRoles.scopeKind, 'all'),
        eq(members.status, 'active'),
      ),
    )
    .orderBy(members.id)
    .for('update')
  return rows.map((row) => row.id)
}

export const updateUnit = async (
  db: TenantTx,
  tenant: string,
  id: string,
  version: number,
  change: Partial<typeof units.$inferInsert>,
  now: Instant,
): Promise<void> => {
  await db
    .update(units)
    .set({ ...change, version: version + 1, updatedAt: now })
    .where(and(eq(units.tenantId, tenant), eq(units.id, id)))
}

export const lockUnits = (db: TenantTx, tenant: string) =>
  db.select().from(units).where(eq(units.tenantId, tenant)).orderBy(units.id).for('update')

export const lockTenant = async (db: TenantTx, tenant: string): Promise<typeof tenants.$inferSelect | undefined> => {
  const [row] = await db.select().from(tenants).where(eq(tenants.id, tenant)).for('update')
  return row
}

export const updateTenant = async (
  db: TenantTx,
  tenant: string,
  change: Partial<typeof tenants.$inferInsert>,
): Promise<void> => {
  await db.update(tenants).set(change).where(eq(tenants.id, tenant))
}
