import { query, type Route } from '../../platform/http/route.ts'
import { DeadlineList, DeadlineListQuery } from './deadline.contract.ts'
import type { PartnerCondition } from './deadline.queries.ts'
import { showDeadlines } from './deadline.service.ts'

export const deadlineRoutes = (inScope: PartnerCondition): Route[] => [
  query(
    {
      method: 'GET',
      path: '/deadlines',
      summary: 'What is due, the nearest first',
      query: DeadlineListQuery,
      response: DeadlineList,
    },
    (ctx, { query }) => showDeadlines(ctx, inScope, query),
  ),
]
