import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, ownRow, textC } from '../../platform/db/columns.ts'

/** A stored file; its bytes are sealed on disk under its own key, which is wrapped by the installation's key. */
export const files = pgTable(
  'files',
  {
    ...ownRow(),
    name: text().notNull(),
    mediaType: textC().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    sha256: textC().notNull(),
    wrappedKey: text().notNull(),
    uploadedBy: textC().notNull(),
    /** Set when something refers to the file; what stays unattached for 24 hours is swept. */
    attachedAt: instant(),
    ownerType: textC(),
    ownerId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('files_unattached').on(t.tenantId, t.createdAt).where(sql`${t.attachedAt} IS NULL`),
    index('files_owner').on(t.tenantId, t.ownerType, t.ownerId),
  ],
)
