import { and, eq } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { mailSettings } from './notice.tables.ts'

export type MailSettings = typeof mailSettings.$inferSelect
export type NewMailSettings = typeof mailSettings.$inferInsert

export const mailSettingsOf = async (db: TenantTx, tenant: string): Promise<MailSettings | undefined> => {
  const [row] = await db.select().from(mailSettings).where(eq(mailSettings.tenantId, tenant))
  return row
}

/** Writes the first settings; false when someone else was faster. */
export const insertMailSettings = async (db: TenantTx, row: NewMailSettings): Promise<boolean> => {
  const done = await db.insert(mailSettings).values(row).onConflictDoNothing()
  return done.rowCount === 1
}

/** Changes the settings that still have the version the editor saw. */
export const updateMailSettings = async (
  db: TenantTx,
  before: MailSettings,
  change: Partial<NewMailSettings>,
): Promise<boolean> => {
  const done = await db
    .update(mailSettings)
    .set({ ...change, version: before.version + 1 })
    .where(
      and(
        eq(mailSettings.tenantId, before.tenantId),
        eq(mailSettings.id, before.id),
        eq(mailSettings.version, before.version),
      ),
    )
  return done.rowCount === 1
}
