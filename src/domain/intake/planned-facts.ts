import type { PartnerKind } from '../partner/kind.ts'
import type { Field } from './fields.ts'

/** The facts of a partner that a ledger can state. */
export interface PlannedFacts {
  code: string | null
  name: string
  reading: string
  nameEn: string
  formerNames: readonly string[]
  corporateNumber: string | null
  country: string
  postalCode: string
  address: string
  industryNote: string
  employees: number | null
  capitalYen: number | null
  kind: PartnerKind
  website: string
  tags: readonly string[]
  unitIds: readonly string[]
}

export type FactKey = keyof PlannedFacts

/** The column that states a fact. */
export const FIELD_OF: Readonly<Partial<Record<FactKey, Field>>> = {
  code: 'code',
  name: 'name',
  reading: 'reading',
  nameEn: 'englishName',
  corporateNumber: 'corporateNumber',
  country: 'country',
  postalCode: 'postalCode',
  address: 'address',
  industryNote: 'industry',
  employees: 'employees',
  capitalYen: 'capital',
  kind: 'kind',
  website: 'website',
}

/** Facts that later rows only add to. */
export const LISTS = ['tags', 'unitIds'] as const

/** Facts of which a partner has one. */
export const SCALARS = Object.keys(FIELD_OF) as Exclude<FactKey, 'formerNames' | (typeof LISTS)[number]>[]

/** A partner of which nothing is known yet. */
export const BLANK: PlannedFacts = {
  code: null,
  name: '',
  reading: '',
  nameEn: '',
  formerNames: [],
  corporateNumber: null,
  country: 'JP',
  postalCode: '',
  address: '',
  industryNote: '',
  employees: null,
  capitalYen: null,
  kind: 'contractor',
  website: '',
  tags: [],
  unitIds: [],
}

/** Every fact of a partner that a ledger can state. */
export const FACT_KEYS = Object.keys(BLANK) as readonly FactKey[]

/** Names the facts that differ between two states of a partner. */
export function changedKeys(before: PlannedFacts, after: PlannedFacts): FactKey[] {
  return FACT_KEYS.filter((key) => {
    const [a, b] = [before[key], after[key]]
    return Array.isArray(a) && Array.isArray(b) ? a.join('\n') !== b.join('\n') : a !== b
  })
}
