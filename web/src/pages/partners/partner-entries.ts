import { PARTNER_KINDS } from '../../../../src/domain/partner/kind.ts'
import type { components } from '../../lib/api.gen.d.ts'
import { readWholeNumber } from '../../lib/whole-number.ts'

type Partner = components['schemas']['Partner']

/** The facts of a partner that a form takes as a line of text and its page shows, in this order. */
export const PLAIN_FIELDS = [
  'name',
  'reading',
  'nameEn',
  'code',
  'corporateNumber',
  'country',
  'postalCode',
  'address',
  'industryNote',
  'employees',
  'capitalYen',
  'website',
  'tags',
] as const
export type PlainField = (typeof PLAIN_FIELDS)[number]

/** The facts of which a partner has one: of two records that become one, somebody chooses. */
export const SINGLE_FIELDS = [...PLAIN_FIELDS.filter((name) => name !== 'tags'), 'industry', 'kind'] as const

/** What the form of a partner holds while somebody types. */
export type PartnerEntries = Record<PlainField | 'kind' | 'industry', string> & { unitIds: readonly string[] }

const textOf = (value: Partner[PlainField] | undefined): string =>
  Array.isArray(value) ? value.join('、') : String(value ?? '')

/** A partner as the form shows it; without one, a form to fill in. */
export const entriesOf = (partner?: Partner): PartnerEntries => {
  const plain = Object.fromEntries(PLAIN_FIELDS.map((name) => [name, textOf(partner?.[name])]))
  return {
    ...(plain as Record<PlainField, string>),
    country: partner?.country ?? 'JP',
    kind: partner?.kind ?? 'contractor',
    industry: partner?.industry ?? '',
    unitIds: partner?.unitIds ?? [],
  }
}

const NUMBERS = ['employees', 'capitalYen'] as const

/** The fields that must hold a whole number and do not; sent as they are, they would wipe out what was registered. */
export const unreadNumbers = (entries: PartnerEntries): (typeof NUMBERS)[number][] =>
  NUMBERS.filter((field) => readWholeNumber(entries[field]) === undefined)

/** What the form holds, as the contract wants it. */
export const asBody = (entries: PartnerEntries) => ({
  ...entries,
  code: entries.code || null,
  corporateNumber: entries.corporateNumber || null,
  country: entries.country.normalize('NFKC').trim().toUpperCase(),
  industry: entries.industry || null,
  employees: readWholeNumber(entries.employees) ?? null,
  capitalYen: readWholeNumber(entries.capitalYen) ?? null,
  kind: PARTNER_KINDS.find((kind) => kind === entries.kind) ?? ('contractor' as const),
  tags: entries.tags
    .split(/[、,，]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== ''),
  unitIds: [...entries.unitIds],
})
