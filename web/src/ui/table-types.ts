import type { ReactNode } from 'react'
import type { Problem } from '../lib/problem.ts'
import type { HiddenColumns } from './ColumnChoice.tsx'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  sortable?: boolean
  align?: 'start' | 'end'
  /** The header is spoken but not printed (acts, relative time beside its date). */
  headerHidden?: boolean
  /** Where the column goes on a phone: the second line by default. */
  phone?: 'second' | 'hidden'
}

export type Sort = { key: string; direction: 'ascending' | 'descending' }

export type Pager = {
  from: number
  to: number
  total?: number
  onPrevious?: () => void
  onNext?: () => void
}

export type Selection = { ids: ReadonlySet<string>; onChange: (ids: ReadonlySet<string>) => void; bulk: ReactNode }

export type DataTableProps<Row> = {
  caption: string
  rows: readonly Row[]
  idOf: (row: Row) => string
  nameOf: (row: Row) => string
  /** The first column: the name as a link, with one line of meta below. */
  nameHeader: string
  nameSortKey?: string
  name: (row: Row) => ReactNode
  meta?: (row: Row) => ReactNode
  columns: readonly Column<Row>[]
  sort?: Sort
  onSort?: (sort: Sort) => void
  selection?: Selection
  /** Lets the reader leave out columns; take it from useHiddenColumns. */
  hidden?: HiddenColumns
  pager?: Pager
  loading?: boolean
  problem?: { what: string; problem: Problem; retry: () => void }
  empty: ReactNode
}

export const toggled = (ids: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> => {
  const next = new Set(ids)
  if (on) next.add(id)
  else next.delete(id)
  return next
}
