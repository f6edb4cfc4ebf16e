import { command, query, type Route } from '../../platform/http/route.ts'
import {
  ApprovalList,
  ApprovalListQuery,
  ApprovalParams,
  ApprovalView,
  DeputyBody,
  DeputyView,
  MoveBody,
} from './approval.contract.ts'
import { approvalErrors } from './approval.errors.ts'
import { appointDeputy, browseApprovals, moveOn, showApproval } from './approval.service.ts'

export const approvalRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/approvals',
      summary: 'Requests for approval',
      query: ApprovalListQuery,
      response: ApprovalList,
    },
    (ctx, { query }) => browseApprovals(ctx, query),
  ),
  query(
    {
      method: 'GET',
      path: '/approvals/:id',
      summary: 'One request for approval',
      params: ApprovalParams,
      response: ApprovalView,
    },
    (ctx, { params }) => showApproval(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/approvals/:id/moves',
      summary: 'Approve, decide, send back, refuse or withdraw',
      params: ApprovalParams,
      body: MoveBody,
      response: ApprovalView,
      versioned: true,
      errors: Object.values(approvalErrors),
    },
    (ctx, { params, body, version }) => moveOn(ctx, params.id, version, body),
  ),
  command(
    {
      method: 'POST',
      path: '/approvals/deputies',
      summary: 'Name a deputy for yourself',
      body: DeputyBody,
      response: DeputyView,
      status: 201,
    },
    (ctx, { body }) => appointDeputy(ctx, body),
  ),
]
