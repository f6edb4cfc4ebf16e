import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { PlainDate } from '../../domain/time.ts'
import { ownRow, plainDate, textC } from '../../platform/db/columns.ts'

export type CatalogStatus = 'draft' | 'published' | 'retired'

/** One version of a document of policy or texts; what is published never changes (a trigger of the migrations holds it). */
export const catalogVersions = pgTable(
  'catalog_versions',
  {
    ...ownRow(),
    kind: textC().notNull(),
    key: textC().notNull(),
    /** Running number of the document inside the organisation. */
    no: integer().notNull(),
    status: textC().$type<CatalogStatus>().notNull(),
    effectiveFrom: plainDate().$type<PlainDate>().notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    contentHash: textC().notNull(),
    origin: textC().$type<'shipped' | 'own'>().notNull(),
    /** Number the shipped document carries itself. */
    shippedNo: integer(),
    basedOn: uuid(),
    source: text().notNull(),
    publishedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('catalog_versions_no').on(t.tenantId, t.kind, t.key, t.no),
    uniqueIndex('catalog_versions_shipped')
      .on(t.tenantId, t.kind, t.key, t.shippedNo)
      .where(sql`${t.origin} = 'shipped'`),
    uniqueIndex('catalog_versions_draft').on(t.tenantId, t.kind, t.key).where(sql`${t.status} = 'draft'`),
    index('catalog_versions_in_force').on(t.tenantId, t.kind, t.status, t.key, t.no),
    check('catalog_versions_status', sql`${t.status} IN ('draft','published','retired')`),
    check('catalog_versions_origin', sql`${t.origin} IN ('shipped','own')`),
  ],
)
