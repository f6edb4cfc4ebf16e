import { queryOptions } from '@tanstack/react-query'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'

export type PartnerRating = components['schemas']['PartnerRating']
export type EngagementRating = components['schemas']['EngagementRating']
export type RatingForm = components['schemas']['RatingForm']
export type TriageRow = components['schemas']['TriageList']['items'][number]

const path = (id: string) => ({ params: { path: { id } } })

export const ratingQuery = (id: string) =>
  queryOptions({
    queryKey: ['rating', id],
    queryFn: () => body(api.GET('/api/v1/partners/{id}/rating', path(id))),
  })

export const connectionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id],
    queryFn: () => body(api.GET('/api/v1/partners/{id}/connections', path(id))),
  })

/** Who consents to another level, as the policy in force wants it. */
export const overrideConsentQuery = queryOptions({
  queryKey: ['override-consent'],
  queryFn: () => body(api.GET('/api/v1/override-consent')),
})

export const ratingFormQuery = queryOptions({
  queryKey: ['rating-form'],
  queryFn: () => body(api.GET('/api/v1/rating-form')),
})
