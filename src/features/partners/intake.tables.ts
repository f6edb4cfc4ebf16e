import { boolean, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, ownRow, textC } from '../../platform/db/columns.ts'
import { members, units } from '../organizations/organization.tables.ts'
import { partners } from './partner.tables.ts'

/** A link with which a department without an account proposes new partners. */
export const intakeLinks = pgTable(
  'intake_links',
  {
    ...ownRow(),
    label: text().notNull(),
    unitId: uuid(),
    tokenHash: textC().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    createdBy: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('intake_links_token').on(t.tenantId, t.tokenHash),
    foreignKey({ columns: [t.tenantId, t.unitId], foreignColumns: [units.tenantId, units.id] }),
    foreignKey({ columns: [t.tenantId, t.createdBy], foreignColumns: [members.tenantId, members.id] }),
  ],
)

/** What a department answered to the five questions; the last three are the facts of the triage. */
export const intakeRequests = pgTable(
  'intake_requests',
  {
    ...ownRow(),
    linkId: uuid().notNull(),
    partnerId: uuid().notNull(),
    askedBy: text().notNull(),
    purpose: text().notNull(),
    connected: boolean(),
    sensitiveData: boolean(),
    stopsWithinDay: boolean(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.linkId], foreignColumns: [intakeLinks.tenantId, intakeLinks.id] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    index('intake_requests_partner').on(t.tenantId, t.partnerId),
  ],
)
