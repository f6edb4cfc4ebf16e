/** The unit an amount of yen is written in. */
export const AMOUNT_UNITS = ['yen', 'thousandYen', 'tenThousandYen', 'millionYen', 'hundredMillionYen'] as const
export type AmountUnit = (typeof AMOUNT_UNITS)[number]

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

/** The fields of a ledger that a register keeps, in the order people look for them; other meanings of columns are shown and left out. */
export const KEPT_FIELDS = [
  'name',
  'code',
  'corporateNumber',
  'reading',
  'englishName',
  'kind',
  'country',
  'postalCode',
  'address',
  'industry',
  'employees',
  'capital',
  'unit',
  'contactName',
  'email',
  'phone',
  'tags',
  'notes',
  'service',
  'fee',
  'contractStart',
  'contractEnd',
  'website',
  'lastScore',
  'lastAssessed',
] as const satisfies readonly Field[]

/** Whether a register keeps what a column holds. */
export const isKept = (field: Field): boolean => KEPT_FIELDS.some((kept) => kept === field)

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
