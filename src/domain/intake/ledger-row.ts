import type { PartnerKind } from '../partner/kind.ts'
import { parseCorporateNumber } from '../text/corporate-number.ts'
import { restoreFormula } from '../text/export.ts'
import { readAmount, readCount, readScore } from './amounts.ts'
import { type ImportedContact, readContacts } from './contacts.ts'
import { readCountry } from './countries.ts'
import { type ImportedDate, readDate } from './dates.ts'
import type { AmountUnit, Field } from './fields.ts'
import { codeKey } from './matching.ts'
import { readPartnerKind } from './partner-kind.ts'
import { accept, type CellReading, emptyReading, readTags, readText, refuse } from './values.ts'

/** A column a person or the proposal gave a meaning; the unit counts for amounts only. */
export interface MappedColumn {
  readonly index: number
  readonly field: Field
  readonly unit: AmountUnit | null
}

/** Something to tell about a row: it holds the row back, drops one cell, or is only worth knowing. */
export interface Finding {
  readonly weight: 'reject' | 'drop' | 'remark'
  readonly code: string
  readonly index: number | null
  readonly field: Field | null
  readonly params: Readonly<Record<string, string | number>>
}

/** What one row of a ledger says about a partner; null says nothing. */
export interface LedgerDraft {
  readonly code: string | null
  readonly name: string | null
  readonly reading: string | null
  readonly nameEn: string | null
  readonly corporateNumber: string | null
  readonly country: string | null
  readonly postalCode: string | null
  readonly address: string | null
  readonly industryNote: string | null
  readonly employees: number | null
  readonly capitalYen: number | null
  readonly kind: PartnerKind | null
  readonly website: string | null
  readonly tags: readonly string[] | null
  readonly unitNames: readonly string[] | null
  readonly contacts: readonly ImportedContact[] | null
  readonly note: string | null
  readonly purpose: string | null
  readonly yearlyFee: number | null
  readonly contractStart: ImportedDate | null
  readonly contractEnd: ImportedDate | null
  readonly scoreBp: number | null
  readonly assessed: ImportedDate | null
}

const MOST_EMPLOYEES = 10_000_000
const MOST_TAGS = 30
const MOST_NOTE = 4_000

function readNumber(text: string): CellReading<string> | { readonly ok: false; readonly reason: string } {
  const empty = emptyReading(text)
  if (empty !== null) return empty
  const parsed = parseCorporateNumber(text)
  if (parsed.ok) return accept<string>(parsed.value)
  return parsed.reason === 'empty' ? accept<string>(null) : { ok: false, reason: `number.${parsed.reason}` }
}

function readCode(text: string): CellReading<string> {
  const read = readText(text, 60)
  if (!read.ok || read.value === null) return read
  return accept(codeKey(read.value), ...read.remarks)
}

function readEmployees(text: string): CellReading<number> {
  const read = readCount(text)
  return read.ok && read.value !== null && read.value > MOST_EMPLOYEES ? refuse('outOfRange') : read
}

function readLabels(text: string): CellReading<readonly string[]> {
  const read = readTags(text, 600)
  if (!read.ok || read.value === null) return read
  return read.value.length > MOST_TAGS || read.value.some((tag) => tag.length > 40) ? refuse('tooLong') : read
}

type Reading<T> = CellReading<T> | { readonly ok: false; readonly reason: string }

/** Reads one row by its mapping; a bad key cell (name, code, number) holds the row back, a bad optional cell is dropped and named. */
export function readLedgerRow(
  cellAt: (index: number) => string,
  mapping: ReadonlyMap<Field, MappedColumn>,
): { draft: LedgerDraft; findings: Finding[] } {
  const findings: Finding[] = []
  const textOf = (field: Field) => {
    const column = mapping.get(field)
    return column === undefined ? '' : restoreFormula(cellAt(column.index))
  }
  const note = (weight: Finding['weight'], code: string, field: Field, params: Finding['params'] = {}) =>
    findings.push({ weight, code, field, index: mapping.get(field)?.index ?? null, params })
  const take = <T>(
    field: Field,
    read: (text: string, unit: AmountUnit | null) => Reading<T>,
    key = false,
  ): T | null => {
    const text = textOf(field)
    if (text === '') return null
    const reading = read(text, mapping.get(field)?.unit ?? null)
    if (!reading.ok) {
      note(key ? 'reject' : 'drop', reading.reason, field, { text: text.trim().slice(0, 60) })
      return null
    }
    for (const { code, params } of reading.remarks) note('remark', code, field, params)
    return reading.value
  }
  const short = (most: number) => (text: string) => readText(text, most)
  const contacts = (): readonly ImportedContact[] | null => {
    const cells = { name: textOf('contactName'), email: textOf('email'), phone: textOf('phone') }
    if (cells.name === '' && cells.email === '' && cells.phone === '') return null
    const reading = readContacts(cells)
    const field: Field = reading.ok || reading.reason === 'badEmail' ? 'email' : 'contactName'
    if (!reading.ok) {
      note('drop', reading.reason, field, { text: textOf(field).trim().slice(0, 60) })
      return null
    }
    for (const { code, params } of reading.remarks) note('remark', code, 'contactName', params)
    const reachable = (reading.value ?? []).filter(({ email, phone }) => email !== null || phone !== null)
    if (reachable.length < (reading.value ?? []).length) note('drop', 'contactUnreachable', 'contactName')
    return reachable.length === 0 ? null : reachable
  }
  const draft: LedgerDraft = {
    code: take('code', readCode, true),
    name: take('name', short(200), true),
    reading: take('reading', short(200)),
    nameEn: take('englishName', short(200)),
    corporateNumber: take('corporateNumber', readNumber, true),
    country: take('country', readCountry),
    postalCode: take('postalCode', short(20)),
    address: take('address', short(300)),
    industryNote: take('industry', short(120)),
    employees: take('employees', readEmployees),
    capitalYen: take('capital', readAmount),
    kind: take('kind', readPartnerKind),
    website: take('website', short(300)),
    tags: take('tags', readLabels),
    unitNames: take('unit', readLabels),
    contacts: contacts(),
    note: take('notes', short(MOST_NOTE)),
    purpose: take('service', short(200)),
    yearlyFee: take('fee', readAmount),
    contractStart: take('contractStart', readDate),
    contractEnd: take('contractEnd', readDate),
    scoreBp: take('lastScore', readScore),
    assessed: take('lastAssessed', readDate),
  }
  return { draft, findings }
}

/** What only counts beside the work it belongs to. */
export const WORK_FIELDS: readonly Field[] = ['fee', 'contractStart', 'contractEnd']

/** Turns a list of mapped columns into one column per field; the first one named wins. */
export function mappingByField(columns: readonly MappedColumn[]): Map<Field, MappedColumn> {
  const map = new Map<Field, MappedColumn>()
  for (const column of columns) if (!map.has(column.field)) map.set(column.field, column)
  return map
}
