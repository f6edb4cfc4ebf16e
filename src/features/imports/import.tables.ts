import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Decision, Outcome } from '../../domain/intake/ledger-plan.ts'
import type { MappedColumn } from '../../domain/intake/ledger-row.ts'
import type { PlainDate } from '../../domain/time.ts'
import { instant, ownRow, plainDate, tenantId, textC } from '../../platform/db/columns.ts'
import { partners } from '../partners/partner.tables.ts'

export const IMPORT_KINDS = ['partners', 'results', 'payees', 'corporate-numbers'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]
export const IMPORT_STATES = ['preview', 'committed', 'undone'] as const
export type ImportState = (typeof IMPORT_STATES)[number]
export const OUTCOMES = ['create', 'update', 'unchanged', 'ask', 'reject'] as const
export const FINDING_KINDS = [
  'paid_not_registered',
  'registered_not_paid',
  'company_closed',
  'company_merged',
  'company_renamed',
  'number_withdrawn',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/** How many rows have which outcome; the five add up to rows. */
export type Counts = Record<Outcome, number> & { rows: number }

/** Something a reader should know about a row; the words are made when it is shown. */
export type RowNote = {
  weight: 'reject' | 'drop' | 'remark'
  code: string
  column: number | null
  field: string | null
  params: Record<string, string | number>
}

/** A column of the file as the mapping screen shows it. */
export type FileColumn = { index: number; heading: string; meaning: string | null; hidden: boolean; samples: string[] }

/** A partner that an asked row could mean; `ref` is its id, or row:N for one made by row N of the same file. */
export type CandidateNote = {
  ref: string
  name: string
  code: string | null
  corporateNumber: string | null
  address: string
}

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** One file brought in: its preview, and after committing its record. */
export const imports = pgTable(
  'imports',
  {
    ...ownRow(),
    kind: textC().$type<ImportKind>().notNull(),
    state: textC().$type<ImportState>().notNull(),
    fileName: text().notNull(),
    sha256: textC().notNull(),
    encoding: textC(),
    sheet: integer().notNull(),
    columns: jsonb().$type<FileColumn[]>().notNull(),
    mapping: jsonb().$type<MappedColumn[]>().notNull(),
    remembered: boolean().notNull(),
    fingerprint: textC().notNull(),
    counts: jsonb().$type<Counts>().notNull(),
    skipped: jsonb().$type<Record<string, number>>().notNull(),
    notes: jsonb().$type<RowNote[]>().notNull(),
    milliseconds: integer().notNull(),
    troubledRows: integer().notNull(),
    createdBy: uuid(),
    committedAt: instant(),
    undoneAt: instant(),
    undoNotes: jsonb().$type<UndoNote[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('imports_created').on(t.tenantId, sql`${t.createdAt} DESC`, t.id),
    check('imports_state', sql`${t.state} IN ('preview','committed','undone')`),
  ],
)

/** What an undo had to leave as it is, and why. */
export type UndoNote = { partnerId: string; name: string; code: 'partnerUsed' | 'fieldChanged'; fields: string[] }

/** The cells of each sheet as read, packed, so that another mapping needs no second upload. */
export const importSheets = pgTable(
  'import_sheets',
  {
    tenantId: tenantId(),
    importId: uuid().notNull(),
    position: integer().notNull(),
    name: text().notNull(),
    hidden: boolean().notNull(),
    rowCount: integer().notNull(),
    content: bytes().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.importId, t.position] }),
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [imports.tenantId, imports.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** One row of the chosen sheet with what would become, or became, of it. */
export const importRows = pgTable(
  'import_rows',
  {
    tenantId: tenantId(),
    importId: uuid().notNull(),
    number: integer().notNull(),
    outcome: textC().$type<Outcome>().notNull(),
    troubled: boolean().notNull(),
    partnerId: uuid(),
    /** The partner that this file makes and the row means; it exists once the import is committed. */
    madeId: uuid(),
    shown: jsonb().$type<Record<string, string>>().notNull(),
    doubt: textC(),
    candidates: jsonb().$type<CandidateNote[]>().notNull(),
    decision: jsonb().$type<Decision | null>(),
    notes: jsonb().$type<RowNote[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.importId, t.number] }),
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [imports.tenantId, imports.id] }).onDelete(
      'cascade',
    ),
    index('import_rows_outcome').on(t.tenantId, t.importId, t.outcome, t.number),
    index('import_rows_troubled').on(t.tenantId, t.importId, t.troubled, t.number),
  ],
)

/** How exactly the day of an earlier result is known. */
export type Precision = 'day' | 'month' | 'year'

/** An earlier result that an import put in or replaced. */
export type ResultChange = {
  on: PlainDate
  precision: Precision
  /** How exact the day of the replaced result was; imports from before this was kept do not say. */
  precisionBefore?: Precision | null
  before: number | null
  after: number
}

type WorkTerms = { yearlyFee: number | null; periodStart: PlainDate | null; periodEnd: PlainDate | null }

/** An engagement that an import made (nothing before) or changed. */
export type WorkChange = { id: string; before: WorkTerms | null; after: WorkTerms }

/** What a committed import did to each partner that was there before, kept so that it can be undone as a whole. */
export const importChanges = pgTable(
  'import_changes',
  {
    tenantId: tenantId(),
    importId: uuid().notNull(),
    partnerId: uuid().notNull(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
    after: jsonb().$type<Record<string, unknown>>().notNull(),
    contactIds: jsonb().$type<string[]>().notNull(),
    noteIds: jsonb().$type<string[]>().notNull().default([]),
    results: jsonb().$type<ResultChange[]>().notNull(),
    works: jsonb().$type<WorkChange[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.importId, t.partnerId] }),
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [imports.tenantId, imports.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Notes that imports have brought, known again by a keyed hash: one that somebody has removed or rewritten does not come back. */
export const importedNotes = pgTable(
  'imported_notes',
  { tenantId: tenantId(), partnerId: uuid().notNull(), noteHash: textC().notNull(), importId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partnerId, t.noteHash] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [imports.tenantId, imports.id] }).onDelete(
      'cascade',
    ),
    index('imported_notes_import').on(t.tenantId, t.importId),
  ],
)

/** Which column means what, remembered by the headings of a file. */
export const importMappings = pgTable(
  'import_mappings',
  {
    ...ownRow(),
    kind: textC().$type<ImportKind>().notNull(),
    fingerprint: textC().notNull(),
    mapping: jsonb().$type<MappedColumn[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('import_mappings_headings').on(t.tenantId, t.kind, t.fingerprint),
  ],
)

/** A result from before Kizuna, so that trends begin with it; the day may stand for a month or a year. */
export const priorResults = pgTable(
  'prior_results',
  {
    ...ownRow(),
    partnerId: uuid().notNull(),
    assessedOn: plainDate().$type<PlainDate>().notNull(),
    precision: textC().$type<Precision>().notNull(),
    scoreBp: integer().notNull(),
    importId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    unique('prior_results_day').on(t.tenantId, t.partnerId, t.assessedOn),
    index('prior_results_import').on(t.tenantId, t.importId),
    check('prior_results_score', sql`${t.scoreBp} BETWEEN 0 AND 10000`),
  ],
)

/** What a payee list or the register of corporate numbers showed and a person should look into. */
export const importFindings = pgTable(
  'import_findings',
  {
    ...ownRow(),
    importId: uuid().notNull(),
    partnerId: uuid(),
    row: integer(),
    kind: textC().$type<FindingKind>().notNull(),
    detail: jsonb().$type<Record<string, string>>().notNull(),
    state: textC().$type<'open' | 'done'>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [imports.tenantId, imports.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.tenantId, t.partnerId], foreignColumns: [partners.tenantId, partners.id] }).onDelete(
      'cascade',
    ),
    index('import_findings_import').on(t.tenantId, t.importId, t.state, t.id),
    index('import_findings_partner').on(t.tenantId, t.partnerId),
  ],
)
