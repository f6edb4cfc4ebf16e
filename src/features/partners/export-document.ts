import type { PrintDocument, PrintValue } from '../../platform/documents/document.ts'
import type { Locale } from '../../platform/errors.ts'
import { columnsFor, EXPORT_WORDS } from './export.words.ts'
import { levelText } from './export-row.ts'
import type { ListedPartner } from './partner.queries.ts'

const LEVELS = 5
const MATURITIES = 5

const levelTag = (row: ListedPartner, locale: Locale): PrintValue =>
  row.level === null
    ? { tag: 'dashed-ring', text: levelText(row, locale), tone: 'ink' }
    : { tag: 'bars', filled: row.level + 1, of: LEVELS, text: levelText(row, locale), tone: 'level' }

const maturityTag = (row: ListedPartner): PrintValue =>
  row.maturity === null
    ? ''
    : { tag: 'dots', filled: row.maturity, of: MATURITIES, text: `M${row.maturity}`, tone: 'accent' }

const earlier = (row: ListedPartner): string => {
  const dates = [row.answerDue, row.nextDue].flatMap((date) => (date === null ? [] : [date]))
  return dates.sort()[0]?.replaceAll('-', '/') ?? ''
}

/** The register as a printed document, one line a partner, levels by shape and word. */
export const registerDocument = (
  rows: readonly ListedPartner[],
  locale: Locale,
  made: { organization: string; who: string; at: string; createdAt: Date },
  chosen: Parameters<typeof columnsFor>[0],
): PrintDocument => {
  const words = EXPORT_WORDS[locale]
  const { columns } = words
  const wanted = new Set<string>(columnsFor(chosen).map(({ key }) => key))
  const all: { key: string; header: string; width: number | '*'; cell: (row: ListedPartner) => PrintValue }[] = [
    { key: 'code', header: columns.code, width: 70, cell: (row) => row.code ?? '' },
    { key: 'name', header: columns.name, width: '*', cell: (row) => row.name },
    { key: 'level', header: columns.level, width: 92, cell: (row) => levelTag(row, locale) },
    { key: 'maturity', header: columns.maturity, width: 66, cell: maturityTag },
    {
      key: 'state',
      header: columns.state,
      width: 62,
      cell: (row) => words.state[row.assessmentState] ?? row.assessmentState,
    },
    { key: 'nextDue', header: columns.nextDue, width: 60, cell: earlier },
    { key: 'units', header: columns.units, width: 100, cell: (row) => row.units.join(' ') },
    { key: 'owners', header: columns.owners, width: 70, cell: (row) => row.owners.join(' ') },
  ]
  const printed = all.filter(({ key }) => wanted.has(key))
  return {
    language: locale,
    title: words.file,
    orientation: 'landscape',
    header: { left: made.organization, right: words.file },
    footer: { left: words.mark(made.who, made.at), printedAt: words.printed(made.at) },
    createdAt: made.createdAt,
    blocks: [
      { kind: 'text', text: words.count(rows.length), quiet: true },
      {
        kind: 'table',
        columns: printed.map(({ header, width }) => ({ header, width })),
        rows: rows.map((row) => printed.map(({ cell }) => cell(row))),
      },
    ],
  }
}
