import { queryOptions } from '@tanstack/react-query'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'

export type Dashboard = components['schemas']['Dashboard']
export type UrgentRow = Dashboard['urgent'][number]

export const isOverdue = (row: UrgentRow): boolean => row.kind !== 'review'

/** All that needs someone now, also beyond the lines that are shown. */
export const urgentCounts = ({ answersOverdue, evaluationsOverdue, states }: Dashboard) => ({
  overdue: answersOverdue + evaluationsOverdue,
  review: states.find((state) => state.key === 'submitted')?.count ?? 0,
})

export const dashboardQuery = queryOptions({
  queryKey: ['dashboard'],
  queryFn: () => body(api.GET('/api/v1/dashboard')),
})
