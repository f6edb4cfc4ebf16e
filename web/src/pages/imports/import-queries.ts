import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'

export type Import = components['schemas']['Import']
export type ImportKind = Import['kind']
export type ImportRow = components['schemas']['ImportRow']
export type ImportSummary = components['schemas']['ImportList']['items'][number]
export type Outcome = ImportRow['outcome']
export type Choice = NonNullable<ImportRow['decision']>
export type MappedColumn = Import['mapping'][number]

export const OUTCOMES: readonly Outcome[] = ['create', 'update', 'unchanged', 'ask', 'reject']
/** Comparisons list what differs; they never write to the register. */
export const isComparison = (kind: ImportKind): boolean => kind === 'payees' || kind === 'corporate-numbers'

const path = (id: string) => ({ path: { id } })
const ROWS = 50

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  initialPageParam: '',
  queryFn: ({ pageParam }) =>
    body(api.GET('/api/v1/imports', { params: { query: pageParam === '' ? {} : { after: pageParam } } })),
  getNextPageParam: (page) => page.next,
})

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => body(api.GET('/api/v1/imports/{id}', { params: path(id) })),
  })

export type RowFilter = Outcome | 'troubled' | 'all'

export const rowsQuery = (id: string, filter: RowFilter) =>
  infiniteQueryOptions({
    queryKey: ['imports', id, 'rows', filter],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/imports/{id}/rows', {
          params: {
            ...path(id),
            query: {
              after: pageParam,
              limit: ROWS,
              ...(filter === 'troubled' ? { troubled: 'true' as const } : filter === 'all' ? {} : { outcome: filter }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })

export const resultQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id, 'result'],
    queryFn: () => body(api.GET('/api/v1/imports/{id}/result', { params: path(id) })),
  })

export const findingsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', id, 'findings'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/imports/{id}/findings', {
          params: { ...path(id), query: pageParam === '' ? {} : { after: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })

/** Where the rows left out are downloaded, in the columns of the file and with reasons. */
export const rejectedAddress = (id: string): string => `/api/v1/imports/${id}/rejected.xlsx`
