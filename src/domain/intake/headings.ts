import { foldHeading, type Meaning, meaningOf } from './column.ts'
import { type AmountUnit, type Field, KNOWN_LAYOUTS } from './fields.ts'

/** One row of a sheet: its number in the file, from 1, and its cells from the first column on. */
export interface SheetRow {
  readonly number: number
  readonly cells: readonly string[]
}

/** A column of the table: its position from 0, its heading as written and what it means. */
export interface Column extends Meaning {
  readonly index: number
  readonly heading: string
}

/** Where the table begins and what its columns are; doubts are listed for a person to settle. */
export interface Headings {
  readonly rows: readonly number[]
  readonly preamble: readonly number[]
  readonly columns: readonly Column[]
  readonly layout: string | null
  readonly repeatedHeadings: readonly { readonly heading: string; readonly columns: readonly number[] }[]
  readonly repeatedFields: readonly { readonly field: Field; readonly columns: readonly number[] }[]
}

/** Headings found, or why not. */
export type HeadingsResult =
  | { ok: true; value: Headings }
  | { ok: false; reason: 'empty' | 'noHeadings' | 'tooManyColumns' }

const MAX_SEARCHED = 40
const MAX_COLUMNS = 200
const IDENTIFYING: ReadonlySet<Field> = new Set(['name', 'code', 'corporateNumber', 'email', 'reading', 'englishName'])

interface Candidate {
  readonly at: number
  readonly height: 1 | 2
  readonly headings: readonly string[]
  readonly fields: number
  readonly identifying: boolean
  readonly coverage: number
}

const cell = (row: SheetRow | undefined, index: number) => (row?.cells[index] ?? '').trim()

/** Two heading rows read as one: a group heading reaches right over the blank cells after it. */
function merged(upper: SheetRow, lower: SheetRow): string[] {
  const width = Math.max(upper.cells.length, lower.cells.length)
  let group = ''
  return Array.from({ length: width }, (_, index) => {
    const [top, bottom] = [cell(upper, index), cell(lower, index)]
    if (top !== '') group = top
    if (bottom === '') return top
    if (foldHeading(group) === foldHeading(bottom) || group === '') return bottom
    return `${group} ${bottom}`
  })
}

/** A heading under a group (担当者 / 氏名) is tried whole, then by its own words, then by the group's. */
function groupedMeaning(heading: string): Meaning {
  const whole = meaningOf(heading)
  if (whole.confidence === 'certain' || !heading.includes(' ')) return whole
  const own = meaningOf(heading.slice(heading.indexOf(' ') + 1))
  const group = meaningOf(heading.slice(0, heading.indexOf(' ')))
  if (group.field === 'contactName' && own.field === 'name') return { ...group, confidence: 'likely' }
  if (own.confidence === 'certain') return own
  return whole.field === null ? own : whole
}

function candidate(
  at: number,
  height: 1 | 2,
  headings: readonly string[],
  meaning: (heading: string) => Meaning,
): Candidate {
  const found = headings.map((heading) => (heading === '' ? null : meaning(heading).field))
  const fields = new Set(found.filter((field) => field !== null))
  const filled = headings.filter((heading) => heading !== '').length
  const recognised = found.filter((field) => field !== null).length
  return {
    at,
    height,
    headings,
    fields: fields.size,
    identifying: [...fields].some((field) => IDENTIFYING.has(field)),
    coverage: filled === 0 ? 0 : recognised / filled,
  }
}

function best(rows: readonly SheetRow[]): Candidate | null {
  let winner: Candidate | null = null
  const searched = rows.slice(0, MAX_SEARCHED)
  for (const [at, row] of searched.entries()) {
    const single = candidate(
      at,
      1,
      row.cells.map((text) => text.trim()),
      meaningOf,
    )
    const options = [single]
    const next = searched[at + 1]
    if (next !== undefined) {
      const pair = candidate(at, 2, merged(row, next), groupedMeaning)
      // Two rows are one heading only if they say more together than either alone.
      if (
        pair.fields >
        Math.max(
          single.fields,
          candidate(
            at + 1,
            1,
            next.cells.map((text) => text.trim()),
            meaningOf,
          ).fields,
        )
      )
        options.push(pair)
    }
    for (const option of options) {
      const enough = option.fields >= 2 || (option.fields === 1 && option.coverage === 1)
      if (!option.identifying || !enough) continue
      if (winner === null || option.fields > winner.fields) winner = option
    }
  }
  return winner
}

function repeated<K>(columns: readonly Column[], keyOf: (column: Column) => K | null): { key: K; columns: number[] }[] {
  const groups = new Map<K, number[]>()
  for (const column of columns) {
    const key = keyOf(column)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), column.index])
  }
  return [...groups].filter(([, indexes]) => indexes.length > 1).map(([key, indexes]) => ({ key, columns: indexes }))
}

/** Finds the heading row or rows of a sheet (lines before it are the preamble) and what each column means. */
export function findHeadings(rows: readonly SheetRow[]): HeadingsResult {
  const table = rows.filter((row) => row.cells.some((text) => text.trim() !== ''))
  if (table.length === 0) return { ok: false, reason: 'empty' }
  const winner = best(table)
  if (winner === null) return { ok: false, reason: 'noHeadings' }
  if (winner.headings.length > MAX_COLUMNS) return { ok: false, reason: 'tooManyColumns' }
  const meaning = winner.height === 1 ? meaningOf : groupedMeaning
  const layout = KNOWN_LAYOUTS.find(({ heading }) =>
    winner.headings.some((text) => foldHeading(text) === foldHeading(heading)),
  )
  const unitOf = (found: Meaning): AmountUnit | null =>
    found.unit ?? (found.field === null ? null : (layout?.units[found.field] ?? null))
  const columns = winner.headings.map((heading, index): Column => {
    const found = meaning(heading)
    return { index, heading, ...found, unit: unitOf(found) }
  })
  return {
    ok: true,
    value: {
      rows: table.slice(winner.at, winner.at + winner.height).map((row) => row.number),
      preamble: table.slice(0, winner.at).map((row) => row.number),
      columns,
      layout: layout?.id ?? null,
      repeatedHeadings: repeated(columns, ({ heading }) => foldHeading(heading) || null).map(({ columns: at }) => ({
        heading: columns[at[0] ?? 0]?.heading ?? '',
        columns: at,
      })),
      repeatedFields: repeated(columns, ({ field }) => field).map(({ key, columns: at }) => ({
        field: key,
        columns: at,
      })),
    },
  }
}
