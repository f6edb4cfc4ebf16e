import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { ownRow } from '../../platform/db/columns.ts'
import { partners } from './partner.tables.ts'

/** What colleagues should know about a partner, in their own words. */
export const partnerNotes = pgTable(
  'partner_notes',
  {
    ...ownRow(),
    partnerId: uuid().notNull(),
    /** Empty when the system wrote it, such as from an intake link. */
    memberId: uuid(),
    body: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    index('partner_notes_partner').on(t.tenantId, t.partnerId, t.createdAt),
  ],
)
