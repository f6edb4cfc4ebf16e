import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Field } from '../../domain/intake/fields.ts'
import type { Decision, Outcome, PlannedPartner } from '../../domain/intake/ledger-plan.ts'
import { type Finding, type MappedColumn, mappingByField, readLedgerRow } from '../../domain/intake/ledger-row.ts'
import type { PlannedWork } from '../../domain/intake/ledger-work.ts'
import type { CandidateNote, Counts, FindingKind, RowNote } from './import.tables.ts'
import type { StoredRow } from './stored-sheet.ts'

/** A row with what would become of it. */
export type EvaluatedRow = {
  number: number
  outcome: Outcome
  /** Id of the partner, or row:N while row N is still to make it. */
  partnerId: string | null
  shown: Record<string, string>
  doubt: string | null
  candidates: CandidateNote[]
  notes: RowNote[]
}

/** A result from before Kizuna that a row states. */
export type PlannedResult = {
  ref: string
  on: string
  precision: 'day' | 'month' | 'year'
  scoreBp: number
  row: number
}
export type PlannedFinding = {
  kind: FindingKind
  partnerId: string | null
  row: number | null
  detail: Record<string, string>
}

/** What a whole file would do. */
export type Evaluation = {
  rows: EvaluatedRow[]
  counts: Counts
  troubledRows: number
  partners: PlannedPartner[]
  results: PlannedResult[]
  works: PlannedWork[]
  findings: PlannedFinding[]
}

export type Decisions = ReadonlyMap<number, Decision>

const PER_TURN = 250

/** Lets other requests in now and then: reading ten thousand rows takes the processor for a second. */
export const inTurns = async <T>(rows: readonly T[], each: (row: T, at: number) => void): Promise<void> => {
  for (const [at, row] of rows.entries()) {
    if (at % PER_TURN === PER_TURN - 1) await nextTurn()
    each(row, at)
  }
}

export type DraftRow = ReturnType<typeof readLedgerRow> & {
  row: StoredRow
  notes: RowNote[]
  shown: Record<string, string>
}

const noteOf = ({ weight, code, index, field, params }: Finding): RowNote => ({
  weight,
  code,
  column: index,
  field,
  params: { ...params },
})

const SHOWN: readonly Field[] = ['name', 'code', 'corporateNumber', 'address']

/** Reads every row of a table by its mapping; remarks of the file's cells are told for mapped columns only. */
export const draftRows = async (rows: readonly StoredRow[], mapping: readonly MappedColumn[]): Promise<DraftRow[]> => {
  const byField = mappingByField(mapping)
  const fieldAt = new Map([...byField.values()].map(({ index, field }) => [index, field]))
  const drafts: DraftRow[] = []
  await inTurns(rows, (row) => {
    const read = readLedgerRow((index) => row.cells[index] ?? '', byField)
    const notes = read.findings.map(noteOf)
    for (const [column, code] of row.remarks) {
      const field = fieldAt.get(column)
      if (field !== undefined) notes.push({ weight: 'remark', code, column, field, params: {} })
    }
    if (row.hidden) notes.push({ weight: 'remark', code: 'hiddenRow', column: null, field: null, params: {} })
    const shown: Record<string, string> = {}
    for (const field of SHOWN) {
      const text = (row.cells[byField.get(field)?.index ?? -1] ?? '').trim().slice(0, 300)
      if (text !== '') shown[field] = text
    }
    drafts.push({ ...read, row, notes, shown })
  })
  return drafts
}

export const isHeld = (notes: readonly RowNote[]): boolean => notes.some(({ weight }) => weight === 'reject')

export const isTroubled = ({ outcome, notes }: EvaluatedRow): boolean =>
  outcome === 'ask' || outcome === 'reject' || notes.some(({ weight }) => weight !== 'remark')

/** Counts the rows by outcome; the five add up to the rows. */
export const countRows = (rows: readonly { outcome: Outcome }[], passed = 0): Counts => {
  const counts: Counts = { rows: rows.length + passed, create: 0, update: 0, unchanged: passed, ask: 0, reject: 0 }
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}
