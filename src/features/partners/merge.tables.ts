import { foreignKey, index, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant, ownRow } from '../../platform/db/columns.ts'
import { partners } from './partner.tables.ts'

/** The rows that changed hands in a merge, by table, so that they can go back. */
export type MovedRows = {
  contacts: string[]
  evidence: string[]
  notes: string[]
  timeline: string[]
  subcontracts: { id: string; partnerId: string; subcontractorId: string; purpose: string }[]
  units: string[]
  assignees: string[]
}

/** Two partners that were one: who stayed, who went, and all that is needed to part them again. */
export const partnerMerges = pgTable(
  'partner_merges',
  {
    ...ownRow(),
    keptId: uuid().notNull(),
    goneId: uuid().notNull(),
    keptBefore: jsonb().$type<Record<string, unknown>>().notNull(),
    keptAfter: jsonb().$type<Record<string, unknown>>().notNull(),
    goneBefore: jsonb().$type<Record<string, unknown>>().notNull(),
    moved: jsonb().$type<MovedRows>().notNull(),
    mergedBy: uuid(),
    undoneAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.keptId], foreignColumns: [partners.tenantId, partners.id] }),
    foreignKey({ columns: [t.tenantId, t.goneId], foreignColumns: [partners.tenantId, partners.id] }),
    index('partner_merges_kept').on(t.tenantId, t.keptId),
    index('partner_merges_gone').on(t.tenantId, t.goneId),
  ],
)
