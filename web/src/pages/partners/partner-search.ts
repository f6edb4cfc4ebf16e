const FILTERS = [
  'q',
  'stage',
  'level',
  'cell',
  'maturity',
  'state',
  'kind',
  'connection',
  'overseas',
  'unit',
  'mine',
  'overdue',
  'tag',
  'evidence',
] as const
const LOOK = ['sort', 'columns'] as const
const PAGE = ['after', 'at'] as const

export type FilterKey = (typeof FILTERS)[number]
type SearchKey = FilterKey | (typeof LOOK)[number] | (typeof PAGE)[number]
export type PartnerSearch = Partial<Record<SearchKey, string>>

const KEYS: readonly SearchKey[] = [...FILTERS, ...LOOK, ...PAGE]

/** What the address of the list says; whatever else stands there is left out. */
export const readSearch = (search: Record<string, unknown>): PartnerSearch =>
  Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = search[key]
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[key, String(value)]]
        : []
    }),
  )

const pick = <K extends SearchKey>(search: PartnerSearch, keys: readonly K[]): Partial<Record<K, string>> =>
  Object.fromEntries(keys.flatMap((key) => (search[key] ? [[key, search[key]]] : []))) as Partial<Record<K, string>>

export const filterOf = (search: PartnerSearch): Partial<Record<FilterKey, string>> => pick(search, FILTERS)
export const viewOf = (search: PartnerSearch): PartnerSearch => pick(search, [...FILTERS, ...LOOK])

export const valuesOf = (text: string | undefined): string[] => (text ? text.split(',') : [])

/** Presses one value of a filter: alone, or added to and taken from what is chosen; a change goes back to the first page. */
export const toggled = (search: PartnerSearch, key: FilterKey, value: string, add: boolean): PartnerSearch => {
  const before = valuesOf(search[key])
  const next = before.includes(value)
    ? add || before.length === 1
      ? before.filter((each) => each !== value)
      : [value]
    : add
      ? [...before, value]
      : [value]
  return without({ ...search, [key]: next.join(',') }, next.length === 0 ? [key] : [])
}

/** Takes filters out; a change goes back to the first page. */
export const without = (search: PartnerSearch, keys: readonly FilterKey[]): PartnerSearch =>
  pick(
    search,
    [...FILTERS, ...LOOK].filter((key) => !keys.some((each) => each === key)),
  )

/** Sets a filter or the look of the list, or clears it with an empty value. */
export const withValue = (search: PartnerSearch, key: FilterKey | 'sort' | 'columns', value: string): PartnerSearch =>
  pick({ ...search, [key]: value }, [...FILTERS, ...LOOK])
