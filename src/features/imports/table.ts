import { createHash } from 'node:crypto'
import { foldHeading } from '../../domain/intake/column.ts'
import { type Field, isKept } from '../../domain/intake/fields.ts'
import { type Column, findHeadings, type Headings } from '../../domain/intake/headings.ts'
import { type MappedColumn, WORK_FIELDS } from '../../domain/intake/ledger-row.ts'
import { tableRows } from '../../domain/intake/rows.ts'
import { SHEET_LIMITS } from '../../platform/sheets/sheet.ts'
import { importErrors } from './import.errors.ts'
import type { FileColumn, ImportKind, RowNote } from './import.tables.ts'
import { NATIONAL_COLUMNS } from './national-register.ts'
import type { StoredRow, StoredSheet } from './stored-sheet.ts'

/** The table found in a sheet: its columns, its data rows and what was passed over. */
export type Table = {
  readonly columns: readonly FileColumn[]
  readonly proposal: readonly MappedColumn[]
  readonly repeated: readonly { field: Field; columns: readonly number[] }[]
  readonly fingerprint: string
  readonly rows: readonly StoredRow[]
  readonly skipped: Record<string, number>
}

export type TableResult = { ok: true; table: Table } | { ok: false; reason: 'empty' | 'noHeadings' | 'tooManyColumns' }

const SAMPLES = 3
const SAMPLE_LENGTH = 60

const samplesOf = (rows: readonly StoredRow[], index: number): string[] => {
  const samples: string[] = []
  for (const { cells } of rows) {
    const text = (cells[index] ?? '').trim()
    if (text !== '' && !samples.includes(text)) samples.push(text.slice(0, SAMPLE_LENGTH))
    if (samples.length === SAMPLES) break
  }
  return samples
}

const ONLY_OF_LEDGERS: readonly Field[] = ['notes', 'service', ...WORK_FIELDS]
const keepsField = (kind: ImportKind, field: Field): boolean =>
  isKept(field) && (kind === 'partners' || !ONLY_OF_LEDGERS.includes(field))

const propose = (kind: ImportKind, columns: readonly Column[]): MappedColumn[] => {
  const best = new Map<Field, Column>()
  for (const column of columns) {
    if (column.field === null || !keepsField(kind, column.field)) continue
    const held = best.get(column.field)
    if (held === undefined || (held.confidence === 'likely' && column.confidence === 'certain'))
      best.set(column.field, column)
  }
  // An amount or a day without the work it belongs to could be kept nowhere.
  if (!best.has('service')) for (const field of WORK_FIELDS) best.delete(field)
  return [...best].map(([field, { index, unit }]) => ({ index, field, unit })).sort((a, b) => a.index - b.index)
}

const describe = (headings: Headings, rows: readonly StoredRow[], hidden: readonly number[]): FileColumn[] =>
  headings.columns
    .filter(
      ({ index, heading }) => heading !== '' || rows.slice(0, 200).some(({ cells }) => (cells[index] ?? '') !== ''),
    )
    .map(({ index, heading, field }) => ({
      index,
      heading: heading.slice(0, 200),
      meaning: field,
      hidden: hidden.includes(index),
      samples: samplesOf(rows.slice(0, 200), index),
    }))

/** Finds the table of a sheet: headings (also over two rows), the rows of data, and what is neither. */
const tableOf = (kind: ImportKind, sheet: StoredSheet): TableResult => {
  if (sheet.rows.length === 0) return { ok: false, reason: 'empty' }
  const found = findHeadings(sheet.top.length > 0 ? sheet.top : sheet.rows.slice(0, 60))
  if (!found.ok) return { ok: false, reason: found.reason }
  const { columns, rows: headingRows, repeatedFields } = found.value
  const last = headingRows.at(-1) ?? 0
  const { data, counts } = tableRows(
    sheet.rows.filter(({ number }) => number > last),
    columns,
  )
  const rows = data as readonly StoredRow[]
  const text = columns.map(({ heading }) => foldHeading(heading)).join('\n')
  return {
    ok: true,
    table: {
      columns: describe(found.value, rows, sheet.hiddenColumns),
      proposal: propose(kind, columns),
      repeated: repeatedFields.filter(({ field }) => isKept(field)),
      fingerprint: createHash('sha256').update(text).digest('hex'),
      rows,
      skipped: { preamble: found.value.preamble.length, ...counts },
    },
  }
}

/** The national register's file has no headings: its columns are fixed by the publisher. */
const nationalTable = (sheet: StoredSheet): TableResult => {
  const rows = sheet.rows.filter(({ cells }) => /^\d{13}$/.test(cells[NATIONAL_COLUMNS.number] ?? ''))
  if (rows.length === 0) return { ok: false, reason: 'noHeadings' }
  return {
    ok: true,
    table: {
      columns: [],
      proposal: [],
      repeated: [],
      fingerprint: 'national-register',
      rows,
      skipped: { note: sheet.rows.length - rows.length },
    },
  }
}

/** Finds the table in a sheet of a file of this kind. */
export const findTable = (kind: ImportKind, sheet: StoredSheet): TableResult =>
  kind === 'corporate-numbers' ? nationalTable(sheet) : tableOf(kind, sheet)

/** The table in a sheet of a file of this kind, or a refusal that says why there is none. */
export const tableFor = (kind: ImportKind, sheet: StoredSheet): Table => {
  const found = findTable(kind, sheet)
  if (found.ok) return found.table
  if (found.reason === 'tooManyColumns') throw importErrors.too_many_columns({ limit: SHEET_LIMITS.columns })
  throw importErrors.no_headings()
}

/** What is worth knowing of the file as a whole: columns left out though their meaning is known, hidden columns in use, columns that seem to mean the same. */
export const notesOnTable = (
  kind: ImportKind,
  table: Table,
  mapping: readonly { index: number; field: string }[],
): RowNote[] => {
  const used = new Map(mapping.map(({ index, field }) => [index, field]))
  const hidden = table.columns.filter(({ index, hidden: isHidden }) => isHidden && used.has(index))
  const hasWork = mapping.some(({ field }) => field === 'service')
  const left = table.columns.filter(({ index, meaning }) => {
    const field = meaning as Field
    if (meaning === null || used.has(index) || (kind !== 'partners' && ONLY_OF_LEDGERS.includes(field))) return false
    return !isKept(field) || (WORK_FIELDS.includes(field) && !hasWork)
  })
  return [
    ...left.map(
      ({ index, heading, meaning }): RowNote => ({
        weight: 'remark',
        code: 'columnNotKept',
        column: index,
        field: null,
        params: { heading, meaning: meaning ?? '' },
      }),
    ),
    ...hidden.map(
      ({ index }): RowNote => ({
        weight: 'remark',
        code: 'hiddenColumn',
        column: index,
        field: used.get(index) ?? null,
        params: {},
      }),
    ),
    ...table.repeated.map(
      ({ field }): RowNote => ({ weight: 'remark', code: 'repeatedField', column: null, field, params: {} }),
    ),
  ]
}
