import { and, desc, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { otps, portalSessions } from './request.tables.ts'

export type Otp = typeof otps.$inferSelect

/** What a link opens, before its request is known to the database session. */
export type LinkFound = {
  grantId: string
  requestId: string
  locale: string
  address: string | null
  expiresAt: string
  open: boolean
}

export const findLink = async (db: TenantTx, hash: string): Promise<LinkFound | undefined> => {
  const { rows } = await db.execute<LinkFound>(
    sql`SELECT grant_id AS "grantId", request_id AS "requestId", locale, address, expires_at AS "expiresAt", open FROM portal_grant(${hash})`,
  )
  return rows[0]
}

export const findPortalSession = async (
  db: TenantTx,
  hash: string,
  now: Instant,
): Promise<{ grantId: string; requestId: string; locale: string } | undefined> => {
  const { rows } = await db.execute<{ grantId: string; requestId: string; locale: string }>(
    sql`SELECT grant_id AS "grantId", request_id AS "requestId", locale FROM portal_session(${hash}, ${now}::timestamptz)`,
  )
  return rows[0]
}

/** The same, and row-level security holds the rest of the transaction to the session's request. */
export const bindPortalSession = async (
  db: TenantTx,
  hash: string,
  now: Instant,
): Promise<{ grantId: string; requestId: string; locale: string } | undefined> => {
  const { rows } = await db.execute<{ grantId: string; requestId: string; locale: string }>(
    sql`SELECT grant_id AS "grantId", set_config('kizuna.request', request_id::text, true) AS "requestId", locale
          FROM portal_session(${hash}, ${now}::timestamptz)`,
  )
  return rows[0]
}

export const insertPortalSession = async (db: TenantTx, row: typeof portalSessions.$inferInsert): Promise<void> => {
  await db.insert(portalSessions).values(row)
}

export const endPortalSession = async (db: TenantTx, tenant: string, hash: string, now: Instant): Promise<void> => {
  await db
    .update(portalSessions)
    .set({ revokedAt: now, updatedAt: now })
    .where(and(eq(portalSessions.tenantId, tenant), eq(portalSessions.tokenHash, hash)))
}

export const insertOtp = async (db: TenantTx, row: typeof otps.$inferInsert): Promise<void> => {
  await db.insert(otps).values(row)
}

/** The newest code of a link, locked so that two tries count as two. */
export const lockNewestOtp = async (db: TenantTx, tenant: string, grantId: string): Promise<Otp | undefined> => {
  const [row] = await db
    .select()
    .from(otps)
    .where(and(eq(otps.tenantId, tenant), eq(otps.grantId, grantId)))
    .orderBy(desc(otps.createdAt), desc(otps.id))
    .limit(1)
    .for('no key update')
  return row
}

export const updateOtp = async (
  db: TenantTx,
  otp: Otp,
  change: { tries?: number; usedAt?: Instant },
  now: Instant,
): Promise<void> => {
  await db
    .update(otps)
    .set({ ...change, updatedAt: now })
    .where(and(eq(otps.tenantId, otp.tenantId), eq(otps.id, otp.id)))
}
