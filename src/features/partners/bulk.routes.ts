import { command, type Route } from '../../platform/http/route.ts'
import { assignmentErrors } from './assignment.errors.ts'
import { BulkBody, BulkResult } from './bulk.contract.ts'
import { bulkErrors } from './bulk.errors.ts'
import { editMany } from './bulk.service.ts'
import { partnerErrors } from './partner.errors.ts'

export const bulkRoutes: Route[] = [
  command(
    {
      method: 'POST',
      path: '/partners/bulk',
      summary: 'Change many partners at once',
      body: BulkBody,
      response: BulkResult,
      errors: [...Object.values(bulkErrors), partnerErrors.unit_unknown, assignmentErrors.member_unknown],
    },
    (ctx, { body }) => editMany(ctx, body),
  ),
]
