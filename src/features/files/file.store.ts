import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { files } from './file.tables.ts'

export type StoredFile = typeof files.$inferSelect
export type FileOwner = { type: string; id: string }

export const insertFile = async (db: TenantTx, row: typeof files.$inferInsert): Promise<void> => {
  await db.insert(files).values(row)
}

/** Marks a file as belonging to something; false when it is gone or belongs to something else already. */
export const markAttached = async (
  db: TenantTx,
  tenant: string,
  id: string,
  owner: FileOwner,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(files)
    .set({
      attachedAt: now,
      ownerType: owner.type,
      ownerId: owner.id,
      updatedAt: now,
      version: sql`${files.version} + 1`,
    })
    .where(and(eq(files.tenantId, tenant), eq(files.id, id), isNull(files.attachedAt), isNull(files.ownerId)))
  return done.rowCount === 1
}

/** Lets go of a file of an owner, who stays named so that nobody takes it up again; gives the file. */
export const markDetached = async (
  db: TenantTx,
  tenant: string,
  id: string,
  owner: FileOwner,
  now: Instant,
): Promise<StoredFile | undefined> => {
  const [row] = await db
    .update(files)
    .set({ attachedAt: null, updatedAt: now, version: sql`${files.version} + 1` })
    .where(
      and(eq(files.tenantId, tenant), eq(files.id, id), eq(files.ownerType, owner.type), eq(files.ownerId, owner.id)),
    )
    .returning()
  return row
}

export const findFile = async (
  db: TenantTx,
  tenant: string,
  id: string,
  owner: FileOwner,
): Promise<StoredFile | undefined> => {
  const [row] = await db
    .select()
    .from(files)
    .where(
      and(eq(files.tenantId, tenant), eq(files.id, id), eq(files.ownerType, owner.type), eq(files.ownerId, owner.id)),
    )
  return row
}

export const unattachedBefore = (db: TenantTx, tenant: string, before: Instant, most: number): Promise<StoredFile[]> =>
  db
    .select()
    .from(files)
    .where(and(eq(files.tenantId, tenant), isNull(files.attachedAt), lt(files.createdAt, before)))
    .limit(most)
    // Whoever ties one to something at this moment keeps it.
    .for('update', { skipLocked: true })

export const deleteFile = async (db: TenantTx, tenant: string, id: string): Promise<void> => {
  await db.delete(files).where(and(eq(files.tenantId, tenant), eq(files.id, id)))
}
