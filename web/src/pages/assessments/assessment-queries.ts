import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'
import { type AssessmentSearch, filterOf, narrowingOf } from './assessment-search.ts'

export type Assessment = components['schemas']['Assessment']
export type Item = Assessment['items'][number]
export type Row = components['schemas']['AssessmentList']['items'][number]
export type Proposal = components['schemas']['AssessmentProposals']['items'][number]
export type Proposals = components['schemas']['AssessmentProposals']
export type History = components['schemas']['ResultHistory']

const PAGE = 50

export const listQuery = (search: AssessmentSearch) => {
  const query = { ...filterOf(search), limit: PAGE, ...(search.after === undefined ? {} : { after: search.after }) }
  return queryOptions({
    queryKey: ['assessments', 'list', query],
    queryFn: () => body(api.GET('/api/v1/assessments', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export const statusQuery = (search: AssessmentSearch) =>
  queryOptions({
    queryKey: ['assessments', 'status', narrowingOf(search)],
    queryFn: () => body(api.GET('/api/v1/assessments/status', { params: { query: narrowingOf(search) } })),
    placeholderData: keepPreviousData,
  })

export const oneKey = (id: string) => ['assessments', 'one', id] as const

export const oneQuery = (id: string) =>
  queryOptions({
    queryKey: oneKey(id),
    queryFn: () => body(api.GET('/api/v1/assessments/{id}', { params: { path: { id } } })),
  })

export const historyQuery = (partnerId: string) =>
  queryOptions({
    queryKey: ['assessments', 'history', partnerId],
    queryFn: () => body(api.GET('/api/v1/assessments/results', { params: { query: { partnerId } } })),
  })

export const proposalsQuery = (partnerIds: readonly string[]) =>
  queryOptions({
    queryKey: ['assessments', 'proposals', partnerIds],
    queryFn: () => body(api.POST('/api/v1/assessments/proposals', { body: { partnerIds: [...partnerIds] } })),
    enabled: partnerIds.length > 0,
  })
