import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { intakeLinks, intakeRequests } from './intake.tables.ts'

export type IntakeLink = typeof intakeLinks.$inferSelect

export const insertLink = async (db: TenantTx, row: typeof intakeLinks.$inferInsert): Promise<void> => {
  await db.insert(intakeLinks).values(row)
}

export const linkByHash = async (db: TenantTx, tenant: string, hash: string): Promise<IntakeLink | undefined> => {
  const [row] = await db
    .select()
    .from(intakeLinks)
    .where(and(eq(intakeLinks.tenantId, tenant), eq(intakeLinks.tokenHash, hash)))
  return row
}

/** The links given out, newest first, with how many partners came through each. */
export const listLinks = async (db: TenantTx, tenant: string) => {
  const rows = await db
    .select({ link: intakeLinks, requests: sql<number>`count(${intakeRequests.id})::int` })
    .from(intakeLinks)
    .leftJoin(
      intakeRequests,
      and(eq(intakeRequests.tenantId, intakeLinks.tenantId), eq(intakeRequests.linkId, intakeLinks.id)),
    )
    .where(eq(intakeLinks.tenantId, tenant))
    .groupBy(intakeLinks.tenantId, intakeLinks.id)
    .orderBy(desc(intakeLinks.createdAt))
    .limit(100)
  return rows.map(({ link, requests }) => ({ ...link, requests }))
}

/** Ends a link; false when it does not exist or was ended before. */
export const revokeLink = async (db: TenantTx, tenant: string, id: string, now: Instant): Promise<boolean> => {
  const done = await db
    .update(intakeLinks)
    .set({ revokedAt: now, updatedAt: now, version: sql`${intakeLinks.version} + 1` })
    .where(and(eq(intakeLinks.tenantId, tenant), eq(intakeLinks.id, id), isNull(intakeLinks.revokedAt)))
  return done.rowCount === 1
}

export const insertRequest = async (db: TenantTx, row: typeof intakeRequests.$inferInsert): Promise<void> => {
  await db.insert(intakeRequests).values(row)
}
