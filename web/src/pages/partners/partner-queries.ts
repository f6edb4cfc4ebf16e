import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '../../lib/api.ts'
import { filterOf, type PartnerSearch } from './partner-search.ts'

const PAGE = 50
const SORTS = ['reading', 'level', 'due'] as const
type Sort = (typeof SORTS)[number]
type Choice<T> = T | undefined

/** The filter as the server's contract names it; it refuses what it does not know. */
const asQuery = (search: PartnerSearch) => {
  const { overseas, mine, overdue, evidence, ...rest } = filterOf(search)
  return {
    ...rest,
    ...(overseas === undefined ? {} : { overseas: overseas as 'true' | 'false' }),
    ...(mine === undefined ? {} : { mine: 'true' as const }),
    ...(overdue === undefined ? {} : { overdue: 'true' as const }),
    ...(evidence === undefined ? {} : { evidence: evidence as 'expiring' | 'expired' | 'ending' }),
  }
}

export const listQuery = (search: PartnerSearch) => {
  const sort: Choice<Sort> = SORTS.find((each) => each === search.sort)
  const query = {
    ...asQuery(search),
    limit: PAGE,
    ...(sort === undefined ? {} : { sort }),
    ...(search.after === undefined ? {} : { after: search.after }),
  }
  return queryOptions({
    queryKey: ['partners', 'list', query],
    queryFn: () => body(api.GET('/api/v1/partners', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export const facetsQuery = (search: PartnerSearch) =>
  queryOptions({
    queryKey: ['partners', 'facets', filterOf(search)],
    queryFn: () => body(api.GET('/api/v1/partners/facets', { params: { query: asQuery(search) } })),
    placeholderData: keepPreviousData,
  })

export const viewsQuery = queryOptions({
  queryKey: ['partners', 'views'],
  queryFn: () => body(api.GET('/api/v1/partner-views')),
})

export const industriesQuery = queryOptions({
  queryKey: ['industries'],
  queryFn: () => body(api.GET('/api/v1/industries')),
})
export const membersQuery = queryOptions({ queryKey: ['members'], queryFn: () => body(api.GET('/api/v1/members')) })

export const partnerQuery = (id: string) =>
  queryOptions({
    queryKey: ['partners', id],
    queryFn: () => body(api.GET('/api/v1/partners/{id}', { params: { path: { id } } })),
  })

export const dossierQuery = (id: string) =>
  queryOptions({
    queryKey: ['partners', id, 'dossier'],
    queryFn: () => body(api.GET('/api/v1/partners/{id}/dossier', { params: { path: { id } } })),
  })

export const mergesQuery = (id: string) =>
  queryOptions({
    queryKey: ['partners', id, 'merges'],
    queryFn: () => body(api.GET('/api/v1/partners/{id}/merges', { params: { path: { id } } })),
  })

/** The address of a download of what is seen: the filter, the order and, when some are chosen, the columns. */
export const exportAddress = (search: PartnerSearch, format: 'xlsx' | 'csv' | 'csv-cp932' | 'pdf'): string => {
  const { sort, columns } = search
  const query = new URLSearchParams({
    ...filterOf(search),
    ...(sort === undefined ? {} : { sort }),
    ...(columns ? { columns } : {}),
    format,
  })
  return `/api/v1/partners/export?${query}`
}
