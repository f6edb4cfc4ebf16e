import { query, type Route } from '../../platform/http/route.ts'
import { DashboardView } from './dashboard.contract.ts'
import { showDashboard } from './dashboard.service.ts'

export const reportRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/dashboard',
      summary: 'Where the network stands and what needs someone now',
      response: DashboardView,
    },
    (ctx) => showDashboard(ctx),
  ),
]
