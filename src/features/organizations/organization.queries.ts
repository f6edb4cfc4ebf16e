import { and, asc, desc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { RoleGrant } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { apiTokens, memberRoles, members, sessions, tenants, units } from './organization.tables.ts'

/** Everyone needs a second factor unless the organisation has decided otherwise. */
export const mfaRequired = sql<boolean>`coalesce((${tenants.settings}->>'mfaRequired')::boolean, true)`

export const readOrganization = async (db: TenantTx, tenant: string) => {
  const [row] = await db
    .select({
      id: tenants.id,
      version: tenants.version,
      name: tenants.name,
      tz: tenants.tz,
      fiscalMonth: tenants.fiscalMonth,
      mfaRequired,
    })
    .from(tenants)
    .where(eq(tenants.id, tenant))
  return row
}

export const readMember = async (db: TenantTx, tenant: string, id: string) => {
  const [row] = await db
    .select({ id: members.id, name: members.name, locale: members.locale, totpConfirmedAt: members.totpConfirmedAt })
    .from(members)
    .where(and(eq(members.tenantId, tenant), eq(members.id, id)))
  return row
}

export const listUnits = (db: TenantTx, tenant: string) =>
  db
    .select({
      id: units.id,
      version: units.version,
      parentId: units.parentId,
      name: units.name,
      nameEn: units.nameEn,
      kind: units.kind,
      tz: units.tz,
    })
    .from(units)
    .where(eq(units.tenantId, tenant))
    .orderBy(asc(units.createdAt))

export type MemberRow = {
  id: string
  version: number
  name: string
  email: string
  status: 'active' | 'suspended'
  mfa: boolean
  roles: RoleGrant[]
}

export const listMembers = async (db: TenantTx, tenant: string, only?: string): Promise<MemberRow[]> => {
  const people = await db
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenant), only === undefined ? undefined : eq(members.id, only)))
    .orderBy(asc(members.createdAt))
  const roles = await db
    .select()
    .from(memberRoles)
    .where(and(eq(memberRoles.tenantId, tenant), only === undefined ? undefined : eq(memberRoles.memberId, only)))
  return people.map((person) => ({
    id: person.id,
    version: person.version,
    name: person.name,
    email: person.emailNorm,
    status: person.status,
    mfa: person.totpConfirmedAt !== null,
    roles: roles
      .filter((row) => row.memberId === person.id)
      .map(({ role, scopeKind, unitId }) => ({ role, scopeKind, unitId })),
  }))
}

export const listSessions = (db: TenantTx, tenant: string, memberId: string, now: Instant) =>
  db
    .select({
      id: sessions.id,
      tokenHash: sessions.tokenHash,
      device: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.tenantId, tenant),
        eq(sessions.memberId, memberId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt))

export const listTokens = (db: TenantTx, tenant: string, memberId: string, now: Instant) =>
  db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      createdAt: apiTokens.createdAt,
      expiresAt: apiTokens.expiresAt,
      lastUsedAt: apiTokens.lastUsedAt,
    })
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.tenantId, tenant),
        eq(apiTokens.memberId, memberId),
        isNull(apiTokens.revokedAt),
        or(isNull(apiTokens.expiresAt), gt(apiTokens.expiresAt, now)),
      ),
    )
    .orderBy(desc(apiTokens.createdAt))
