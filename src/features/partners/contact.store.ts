import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { contacts } from './partner.tables.ts'

export type Contact = typeof contacts.$inferSelect
export type NewContact = typeof contacts.$inferInsert

export const contactOf = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  id: string,
): Promise<Contact | undefined> => {
  const [row] = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenant), eq(contacts.partnerId, partnerId), eq(contacts.id, id)))
  return row
}

export const contactsOf = (db: TenantTx, tenant: string, partnerId: string): Promise<Contact[]> =>
  db
    .select()
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenant), eq(contacts.partnerId, partnerId)))
    .orderBy(sql`${contacts.revokedAt} IS NOT NULL`, asc(contacts.id))
    .limit(200)

export const insertContact = async (db: TenantTx, row: NewContact): Promise<void> => {
  await db.insert(contacts).values(row)
}

/** Changes a contact that still has the version the editor saw and was not withdrawn; false otherwise. */
export const updateContact = async (
  db: TenantTx,
  before: Contact,
  change: Partial<NewContact>,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(contacts)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(
      and(
        eq(contacts.tenantId, before.tenantId),
        eq(contacts.id, before.id),
        eq(contacts.version, before.version),
        isNull(contacts.revokedAt),
      ),
    )
  return done.rowCount === 1
}
