import type { PrintDocument, PrintValue } from '../../platform/documents/document.ts'
import type { Locale } from '../../platform/errors.ts'
import { EXPORT_WORDS } from './export.words.ts'
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
): PrintDocument => {
  const words = EXPORT_WORDS[locale]
  const { columns } = words
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
        columns: [
          { header: columns.code, width: 70 },
          { header: columns.name, width: '*' },
          { header: columns.level, width: 92 },
          { header: columns.maturity, width: 66 },
          { header: columns.state, width: 62 },
          { header: columns.nextDue, width: 60 },
          { header: columns.units, width: 100 },
          { header: columns.owners, width: 70 },
        ],
        rows: rows.map((row) => [
          row.code ?? '',
          row.name,
          levelTag(row, locale),
          maturityTag(row),
          words.state[row.assessmentState] ?? row.assessmentState,
          earlier(row),
          row.units.join(' '),
          row.owners.join(' '),
        ]),
      },
    ],
  }
}
