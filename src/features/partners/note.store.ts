import { and, desc, eq } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { members } from '../organizations/organization.tables.ts'
import { partnerNotes } from './note.tables.ts'

export type Note = typeof partnerNotes.$inferSelect

export const notesOf = (db: TenantTx, tenant: string, partnerId: string) =>
  db
    .select({ note: partnerNotes, by: members.name })
    .from(partnerNotes)
    .leftJoin(members, and(eq(members.tenantId, partnerNotes.tenantId), eq(members.id, partnerNotes.memberId)))
    .where(and(eq(partnerNotes.tenantId, tenant), eq(partnerNotes.partnerId, partnerId)))
    .orderBy(desc(partnerNotes.createdAt), desc(partnerNotes.id))
    .limit(200)

export const oneNote = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  id: string,
): Promise<Note | undefined> => {
  const [row] = await db
    .select()
    .from(partnerNotes)
    .where(and(eq(partnerNotes.tenantId, tenant), eq(partnerNotes.partnerId, partnerId), eq(partnerNotes.id, id)))
  return row
}

export const insertNote = async (db: TenantTx, row: typeof partnerNotes.$inferInsert): Promise<void> => {
  await db.insert(partnerNotes).values(row)
}

/** Rewrites a note that still has the version its author saw; false when it changed meanwhile. */
export const updateNote = async (db: TenantTx, before: Note, body: string, now: Instant): Promise<boolean> => {
  const done = await db
    .update(partnerNotes)
    .set({ body, version: before.version + 1, updatedAt: now })
    .where(
      and(
        eq(partnerNotes.tenantId, before.tenantId),
        eq(partnerNotes.id, before.id),
        eq(partnerNotes.version, before.version),
      ),
    )
  return done.rowCount === 1
}

/** Deletes a note; false when someone was faster. */
export const deleteNote = async (db: TenantTx, tenant: string, id: string): Promise<boolean> => {
  const done = await db.delete(partnerNotes).where(and(eq(partnerNotes.tenantId, tenant), eq(partnerNotes.id, id)))
  return done.rowCount === 1
}
