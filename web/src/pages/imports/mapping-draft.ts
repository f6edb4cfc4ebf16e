import type { Import, MappedColumn } from './import-queries.ts'

export type Kept = MappedColumn['field']
export type Unit = NonNullable<MappedColumn['unit']>
type Column = Import['columns'][number]

const KEYS: readonly Kept[] = ['name', 'code', 'corporateNumber']
/** Amounts mean nothing without their unit. */
export const hasUnit = (field: Kept): boolean => field === 'capital' || field === 'fee'

/** Gives a column a meaning (null takes it away); a field held by another column moves here, since it has one column only. */
export const assign = (mapping: readonly MappedColumn[], index: number, field: Kept | null): MappedColumn[] => {
  const rest = mapping.filter((column) => column.index !== index && column.field !== field)
  if (field === null) return rest
  const unit = mapping.find((column) => column.index === index && column.field === field)?.unit ?? null
  return [...rest, { index, field, unit }].sort((a, b) => a.index - b.index)
}

export const withUnit = (mapping: readonly MappedColumn[], index: number, unit: Unit | null): MappedColumn[] =>
  mapping.map((column) => (column.index === index ? { ...column, unit } : column))

export const sameMapping = (a: readonly MappedColumn[], b: readonly MappedColumn[]): boolean =>
  a.length === b.length &&
  a.every(({ index, field, unit }, at) => {
    const other = b[at]
    return other?.index === index && other.field === field && other.unit === unit
  })

export type Lack = { kind: 'key' } | { kind: 'unit'; column: Column }

/** What a person must still choose before the rows can be read. */
export const lacksOf = (columns: readonly Column[], mapping: readonly MappedColumn[]): Lack[] => {
  const lacks: Lack[] = mapping.some(({ field }) => KEYS.includes(field)) ? [] : [{ kind: 'key' }]
  for (const { index, field, unit } of mapping) {
    const column = columns.find((each) => each.index === index)
    if (hasUnit(field) && unit === null && column !== undefined) lacks.push({ kind: 'unit', column })
  }
  return lacks
}
