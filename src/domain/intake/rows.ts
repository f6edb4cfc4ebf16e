import { foldHeading } from './column.ts'
import type { Field } from './fields.ts'
import type { Column, SheetRow } from './headings.ts'
import { compact } from './values.ts'

/** Why a row is not a partner. */
export type SkipReason = 'blank' | 'blankNumbered' | 'section' | 'total' | 'note' | 'repeatedHeading'

/** The rows of a table: those that hold data, those that do not, and how many of each kind. */
export interface TableRows {
  readonly data: readonly SheetRow[]
  readonly skipped: readonly { readonly number: number; readonly reason: SkipReason }[]
  readonly counts: Readonly<Record<SkipReason, number>>
}

const TOTAL =
  /^[[(【<]?(?:合計|小計|総計|総合計|累計|計|total|subtotal|sub-total|grandtotal)[\])】>]?(?:[::].*|\(.*\)|[\d,]+[件社名]?)?$/
const NOTE = /^(?:※|\*|＊|注[)\d:：]|\(注|【注|備考[:：]|注記|補足|note[:：s]|(?:※)?以上$|出典|出所|凡例)/
const DECORATED = /^[■□◆◇●○▼▽▲△★☆【〔[<《〈＜≪#・]/
const CODE_LIKE = /[0-9]/
const LONG = 60
const MAX_LABEL = 40

type Kind = 'data' | SkipReason

const isTotal = (text: string) => text.length <= MAX_LABEL && TOTAL.test(compact(text))

function loneCell(text: string, field: Field | null, onlyColumn: boolean): Kind {
  const word = compact(text)
  if (NOTE.test(word)) return 'note'
  if (DECORATED.test(word)) return 'section'
  if (onlyColumn) return 'data'
  if (text.length > LONG && field !== 'notes') return 'note'
  if (field === 'name' || field === 'corporateNumber' || field === 'englishName') return 'data'
  if (field === 'code') return CODE_LIKE.test(word) ? 'data' : 'section'
  return 'section'
}

function kindOf(row: SheetRow, columns: readonly Column[], headings: readonly string[]): Kind {
  const filled = columns.filter(({ index }) => (row.cells[index] ?? '').trim() !== '')
  const [first] = filled
  if (first === undefined) return 'blank'
  const textOf = (column: Column) => (row.cells[column.index] ?? '').trim()
  if (filled.length > 1 && filled.every((column) => foldHeading(textOf(column)) === headings[column.index]))
    return 'repeatedHeading'
  const meant = filled.filter(({ field }) => field !== 'rowNumber')
  const [lone] = meant
  if (lone === undefined) {
    const label = compact(textOf(first))
    if (TOTAL.test(label)) return 'total'
    return /^[\d.\-()]+$/.test(label) ? 'blankNumbered' : loneCell(textOf(first), null, false)
  }
  const label = filled.find((column) => (column === first || column.field === 'name') && isTotal(textOf(column)))
  if (label !== undefined && filled.find((column) => isTotal(textOf(column))) === label) return 'total'
  // A merged section line may arrive with its text in every cell.
  const same = meant.length > 1 && new Set(meant.map(textOf)).size === 1 && DECORATED.test(compact(textOf(lone)))
  if (same) return 'section'
  if (meant.length > 1)
    return NOTE.test(compact(textOf(first))) && meant.length < 3 && lone.field !== 'name' ? 'note' : 'data'
  if (lone === first && lone.field === null && columns[0] === lone && /^\d+$/.test(compact(textOf(lone))))
    return 'blankNumbered'
  return loneCell(textOf(lone), lone.field, columns.filter(({ heading }) => heading !== '').length === 1)
}

/** Sets the partners' rows of a table apart from sections, totals, notes, repeated headings and blank (also numbered) rows. */
export function tableRows(rows: readonly SheetRow[], columns: readonly Column[]): TableRows {
  const headings = columns.map(({ heading }) => foldHeading(heading) || '\n')
  const data: SheetRow[] = []
  const skipped: { number: number; reason: SkipReason }[] = []
  const counts = { blank: 0, blankNumbered: 0, section: 0, total: 0, note: 0, repeatedHeading: 0 }
  for (const row of rows) {
    const kind = kindOf(row, columns, headings)
    if (kind === 'data') {
      data.push(row)
      continue
    }
    skipped.push({ number: row.number, reason: kind })
    counts[kind] += 1
  }
  return { data, skipped, counts }
}
