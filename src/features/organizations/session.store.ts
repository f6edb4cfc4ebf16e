import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { RoleGrant } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { mfaRequired } from './organization.queries.ts'
import { apiTokens, memberRoles, members, recoveryCodes, sessions, tenants } from './organization.tables.ts'

export type SignedIn = {
  id: string
  memberId: string
  locale: 'ja' | 'en'
  totpConfirmedAt: Instant | null
  lastSeenAt: Instant | null
  mfaRequired: boolean
}

const holder = { memberId: members.id, locale: members.locale, totpConfirmedAt: members.totpConfirmedAt }

/** What a key of a member has to be to open anything: known, not revoked, not over, of someone who is still with us. */
const opens = (keys: typeof sessions | typeof apiTokens, tenant: string, tokenHash: string, now: Instant) =>
  and(
    eq(keys.tenantId, tenant),
    eq(keys.tokenHash, tokenHash),
    isNull(keys.revokedAt),
    or(isNull(keys.expiresAt), gt(keys.expiresAt, now)),
    eq(members.status, 'active'),
  )

export const findSession = async (
  db: TenantTx,
  tenant: string,
  tokenHash: string,
  now: Instant,
): Promise<SignedIn | undefined> => {
  const [row] = await db
    .select({ ...holder, id: sessions.id, lastSeenAt: sessions.lastSeenAt, mfaRequired })
    .from(sessions)
    .innerJoin(members, and(eq(members.tenantId, sessions.tenantId), eq(members.id, sessions.memberId)))
    .innerJoin(tenants, eq(tenants.id, sessions.tenantId))
    .where(opens(sessions, tenant, tokenHash, now))
  return row
}

export const findToken = async (
  db: TenantTx,
  tenant: string,
  tokenHash: string,
  now: Instant,
): Promise<SignedIn | undefined> => {
  const [row] = await db
    .select({ ...holder, id: apiTokens.id, lastSeenAt: apiTokens.lastUsedAt, mfaRequired: sql<boolean>`false` })
    .from(apiTokens)
    .innerJoin(members, and(eq(members.tenantId, apiTokens.tenantId), eq(members.id, apiTokens.memberId)))
    .where(opens(apiTokens, tenant, tokenHash, now))
  return row
}

export const grantsOf = async (db: TenantTx, tenant: string, memberId: string): Promise<RoleGrant[]> =>
  db
    .select({ role: memberRoles.role, scopeKind: memberRoles.scopeKind, unitId: memberRoles.unitId })
    .from(memberRoles)
    .where(and(eq(memberRoles.tenantId, tenant), eq(memberRoles.memberId, memberId)))

export const insertSession = async (db: TenantTx, row: typeof sessions.$inferInsert): Promise<void> => {
  await db.insert(sessions).values(row)
}

export const touch = async (
  db: TenantTx,
  kind: 'session' | 'bearer',
  tenant: string,
  id: string,
  now: Instant,
): Promise<void> => {
  if (kind === 'session')
    await db
      .update(sessions)
      .set({ lastSeenAt: now })
      .where(and(eq(sessions.tenantId, tenant), eq(sessions.id, id)))
  else
    await db
      .update(apiTokens)
      .set({ lastUsedAt: now })
      .where(and(eq(apiTokens.tenantId, tenant), eq(apiTokens.id, id)))
}

export const revokeSessions = async (
  db: TenantTx,
  tenant: string,
  memberId: string,
  now: Instant,
  which: { only?: string; except?: string },
): Promise<number> => {
  const done = await db
    .update(sessions)
    .set({ revokedAt: now, updatedAt: now })
    .where(
      and(
        eq(sessions.tenantId, tenant),
        eq(sessions.memberId, memberId),
        isNull(sessions.revokedAt),
        which.only === undefined ? undefined : eq(sessions.id, which.only),
        which.except === undefined ? undefined : sql`${sessions.id} <> ${which.except}`,
      ),
    )
  return done.rowCount ?? 0
}

export const insertApiToken = async (db: TenantTx, row: typeof apiTokens.$inferInsert): Promise<void> => {
  await db.insert(apiTokens).values(row)
}

export const revokeApiToken = async (
  db: TenantTx,
  tenant: string,
  memberId: string,
  id: string,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(apiTokens)
    .set({ revokedAt: now })
    .where(
      and(
        eq(apiTokens.tenantId, tenant),
        eq(apiTokens.id, id),
        eq(apiTokens.memberId, memberId),
        isNull(apiTokens.revokedAt),
      ),
    )
  return done.rowCount === 1
}

export const revokeAllTokens = async (
  db: TenantTx,
  tenant: string,
  memberId: string,
  now: Instant,
): Promise<number> => {
  const done = await db
    .update(apiTokens)
    .set({ revokedAt: now, updatedAt: now })
    .where(and(eq(apiTokens.tenantId, tenant), eq(apiTokens.memberId, memberId), isNull(apiTokens.revokedAt)))
  return done.rowCount ?? 0
}

/** Uses up a recovery code; true only for the first use. */
export const spendRecoveryCode = async (
  db: TenantTx,
  tenant: string,
  memberId: string,
  codeHash: string,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(recoveryCodes)
    .set({ usedAt: now, updatedAt: now })
    .where(
      and(
        eq(recoveryCodes.tenantId, tenant),
        eq(recoveryCodes.memberId, memberId),
        eq(recoveryCodes.codeHash, codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    )
  return done.rowCount === 1
}
