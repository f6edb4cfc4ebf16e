import type { AmountUnit } from './amounts.ts'

/** What a column of a partner ledger can hold. */
export type Field =
  | 'rowNumber'
  | 'code'
  | 'name'
  | 'reading'
  | 'englishName'
  | 'corporateNumber'
  | 'invoiceNumber'
  | 'country'
  | 'postalCode'
  | 'address'
  | 'industry'
  | 'employees'
  | 'capital'
  | 'kind'
  | 'unit'
  | 'contactName'
  | 'contactRole'
  | 'email'
  | 'phone'
  | 'tags'
  | 'notes'
  | 'service'
  | 'fee'
  | 'dataHandled'
  | 'connection'
  | 'lastScore'
  | 'lastAssessed'
  | 'level'
  | 'contractStart'
  | 'contractEnd'
  | 'website'

/** A published file with its own conventions, known by one heading. */
export interface KnownLayout {
  readonly id: string
  readonly heading: string
  readonly units: Partial<Record<Field, AmountUnit>>
}

/** EDINET code list (Financial Services Agency): capital is in millions of yen and says so nowhere in the file. */
export const KNOWN_LAYOUTS: readonly KnownLayout[] = [
  { id: 'edinet', heading: 'ＥＤＩＮＥＴコード', units: { capital: 'millionYen' } },
]
