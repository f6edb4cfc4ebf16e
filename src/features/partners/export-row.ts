import type { Locale } from '../../platform/errors.ts'
import type { SheetValue } from '../../platform/sheets/write-workbook.ts'
import { type columnsFor, type EXPORT_COLUMNS, EXPORT_WORDS } from './export.words.ts'
import type { ListedPartner } from './partner.queries.ts'

type Key = (typeof EXPORT_COLUMNS)[number]['key']

/** A level as people say it; a provisional one is marked. */
export const levelText = (row: ListedPartner, locale: Locale): string => {
  const words = EXPORT_WORDS[locale]
  if (row.level === null) return words.unrated
  return row.provisional ? `R${row.level} (${words.provisional})` : `R${row.level}`
}

/** Points to one decimal, cut and never rounded up. */
const points = (scoreBp: number | null): number | null => (scoreBp === null ? null : Math.floor(scoreBp / 10) / 10)

/** One partner as a row of an exported register, in the reader's words. */
export const exportRow = (row: ListedPartner, locale: Locale, columns: ReturnType<typeof columnsFor>): SheetValue[] => {
  const words = EXPORT_WORDS[locale]
  const join = (values: readonly string[]) => values.join(locale === 'ja' ? '、' : ', ')
  const values: Record<Key, SheetValue> = {
    code: row.code,
    name: row.name,
    reading: row.reading,
    nameEn: row.nameEn,
    corporateNumber: row.corporateNumber,
    country: row.country,
    postalCode: row.postalCode,
    address: row.address,
    industryNote: row.industryNote,
    employees: row.employees,
    capitalYen: row.capitalYen,
    kind: words.kind[row.kind] ?? row.kind,
    stage: words.stage[row.stage] ?? row.stage,
    level: levelText(row, locale),
    maturity: row.maturity === null ? '' : `M${row.maturity}`,
    score: points(row.scoreBp),
    state: words.state[row.assessmentState] ?? row.assessmentState,
    answerDue: row.answerDue,
    nextDue: row.nextDue,
    connections: join(row.connections.map((kind) => words.connection[kind] ?? kind)),
    units: join(row.units),
    owners: join(row.owners),
    tags: join(row.tags),
  }
  return columns.map(({ key }) => values[key])
}
