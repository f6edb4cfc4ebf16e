import type { Sort } from './table-types.ts'

type Props = {
  column: { key: string; header: string; sortable?: boolean; align?: 'start' | 'end'; headerHidden?: boolean }
  sort?: Sort
  onSort?: (sort: Sort) => void
}

export function SortHeader({ column, sort, onSort }: Props) {
  const direction = sort?.key === column.key ? sort.direction : undefined
  const className = column.align === 'end' ? 'end' : undefined
  if (!column.sortable || !onSort) {
    return (
      <th scope="col" className={className}>
        <span className={column.headerHidden ? 'visually-hidden' : undefined}>{column.header}</span>
      </th>
    )
  }
  const next = direction === 'ascending' ? 'descending' : 'ascending'
  return (
    <th scope="col" className={className} aria-sort={direction ?? 'none'}>
      <button type="button" className="plain-button sort" onClick={() => onSort({ key: column.key, direction: next })}>
        {column.header}
        <span aria-hidden="true" className="sort-mark">
          {direction === 'ascending' ? '▲' : direction === 'descending' ? '▼' : ''}
        </span>
      </button>
    </th>
  )
}
