import { command, query, type Route } from '../../platform/http/route.ts'
import { IdParams } from './partner.contract.ts'
import { SubcontractBody, SubcontractorTree, SubcontractParams } from './subcontractor.contract.ts'
import { subcontractErrors } from './subcontractor.errors.ts'
import { addSubcontractor, removeSubcontractor, showSubcontractors } from './subcontractor.service.ts'

export const subcontractorRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/partners/:id/subcontractors',
      summary: 'Who works below a partner',
      params: IdParams,
      response: SubcontractorTree,
    },
    (ctx, { params }) => showSubcontractors(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/partners/:id/subcontractors',
      summary: 'Add a sub-contractor',
      params: IdParams,
      body: SubcontractBody,
      response: SubcontractorTree,
      status: 201,
      errors: Object.values(subcontractErrors),
    },
    (ctx, { params, body }) => addSubcontractor(ctx, params.id, body),
  ),
  command(
    {
      method: 'DELETE',
      path: '/partners/:id/subcontractors/:subcontractId',
      summary: 'Remove a sub-contractor',
      params: SubcontractParams,
      response: SubcontractorTree,
    },
    (ctx, { params }) => removeSubcontractor(ctx, params.id, params.subcontractId),
  ),
]
