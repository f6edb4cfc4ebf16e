import { command, type Route } from '../../platform/http/route.ts'
import { Assignees, AssigneesBody } from './assignment.contract.ts'
import { assignmentErrors } from './assignment.errors.ts'
import { setAssignees } from './assignment.service.ts'
import { IdParams } from './partner.contract.ts'

export const assignmentRoutes: Route[] = [
  command(
    {
      method: 'PUT',
      path: '/partners/:id/assignees',
      summary: 'Decide who looks after a partner',
      params: IdParams,
      body: AssigneesBody,
      response: Assignees,
      errors: Object.values(assignmentErrors),
    },
    (ctx, { params, body }) => setAssignees(ctx, params.id, body.memberIds),
  ),
]
