import { open, type Route } from '../../platform/http/route.ts'
import { ExportQuery } from './export.contract.ts'
import { exportErrors } from './export.errors.ts'
import { exportPartners } from './export.service.ts'

export const exportRoutes: Route[] = [
  open(
    {
      method: 'GET',
      path: '/partners/export',
      summary: 'Export what is seen of the register',
      access: 'member',
      query: ExportQuery,
      response: undefined,
      file: true,
      errors: Object.values(exportErrors),
    },
    async ({ engine, actor }, { query, download }) => {
      download(await exportPartners(engine, actor, query))
      return undefined
    },
  ),
]
