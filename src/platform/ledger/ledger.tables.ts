import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantId, textC } from '../db/columns.ts'

const seq = () => bigint({ mode: 'number' }).notNull()

/** The newest link of each stream; the only ledger table that is ever updated. */
export const ledgerHeads = pgTable(
  'ledger_heads',
  { tenantId: tenantId(), stream: textC().notNull(), segment: textC().notNull(), seq: seq(), hash: text().notNull() },
  (t) => [primaryKey({ columns: [t.tenantId, t.stream] })],
)

export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    stream: textC().notNull(),
    seq: seq(),
    segment: textC().notNull(),
    at: instant().notNull(),
    actor: textC().notNull(),
    event: textC().notNull(),
    subjectType: textC().notNull(),
    subjectId: uuid().notNull(),
    body: text().notNull(),
    detailHash: text().notNull(),
    prevHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('ledger_entries_link').on(t.tenantId, t.stream, t.seq),
    index('ledger_entries_subject').on(t.tenantId, t.subjectType, t.subjectId, sql`${t.at} DESC`),
  ],
)

/** What changed, apart from the chain, so that a person's data can be erased while the chain stays whole. */
export const ledgerDetails = pgTable(
  'ledger_details',
  { tenantId: tenantId(), entryId: uuid().notNull(), salt: text().notNull(), detail: text(), erasedAt: instant() },
  (t) => [primaryKey({ columns: [t.tenantId, t.entryId] })],
)

/** The last link of each closed month, kept for ever so that a dropped month leaves a provable gap. */
export const ledgerSegments = pgTable(
  'ledger_segments',
  {
    tenantId: tenantId(),
    stream: textC().notNull(),
    segment: textC().notNull(),
    lastSeq: seq(),
    lastHash: text().notNull(),
    closedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.stream, t.segment] })],
)

/** Heads as they stood at a moment; each also leaves the house, since only an outside copy proves cut-off rows. */
export const ledgerCheckpoints = pgTable(
  'ledger_checkpoints',
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    at: instant().notNull(),
    heads: text().notNull(),
    signature: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)
