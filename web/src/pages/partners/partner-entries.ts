import type { components } from '../../lib/api.gen.d.ts'
import { KINDS } from './ListFilters.tsx'

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

/** What the form of a partner holds while somebody types. */
export type PartnerEntries = Record<PlainField | 'kind', string> & { unitIds: readonly string[] }

const textOf = (value: Partner[PlainField] | undefined): string =>
  Array.isArray(value) ? value.join('、') : String(value ?? '')

/** A partner as the form shows it; without one, a form to fill in. */
export const entriesOf = (partner?: Partner): PartnerEntries => {
  const plain = Object.fromEntries(PLAIN_FIELDS.map((name) => [name, textOf(partner?.[name])]))
  return {
    ...(plain as Record<PlainField, string>),
    country: partner?.country ?? 'JP',
    kind: partner?.kind ?? 'contractor',
    unitIds: partner?.unitIds ?? [],
  }
}

const numberOf = (text: string): number | null => {
  const digits = text.normalize('NFKC').replaceAll(/[,\s]/g, '')
  return digits === '' ? null : Number(digits)
}

/** What the form holds, as the contract wants it. */
export const asBody = (entries: PartnerEntries) => ({
  ...entries,
  code: entries.code || null,
  corporateNumber: entries.corporateNumber || null,
  country: entries.country.normalize('NFKC').trim().toUpperCase(),
  employees: numberOf(entries.employees),
  capitalYen: numberOf(entries.capitalYen),
  kind: KINDS.find((kind) => kind === entries.kind) ?? ('contractor' as const),
  tags: entries.tags
    .split(/[、,，]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== ''),
  unitIds: [...entries.unitIds],
})
