import { command, query, type Route } from '../../platform/http/route.ts'
import {
  ApprovalList,
  ApprovalListQuery,
  ApprovalParams,
  ApprovalView,
  DeputiesView,
  DeputyBody,
  DeputyView,
  MoveBody,
  WaitingView,
} from './approval.contract.ts'
import { approvalErrors } from './approval.errors.ts'
import { browseApprovals, countMyApprovals, moveOn, showApproval } from './approval.service.ts'
import { printApproval } from './approval-document.service.ts'
import { appointDeputy, browseDeputies, removeDeputy } from './deputy.service.ts'

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
  query(
    {
      method: 'GET',
      path: '/approvals/waiting',
      summary: 'How many requests wait for the reader',
      response: WaitingView,
    },
    (ctx) => countMyApprovals(ctx),
  ),
  query(
    {
      method: 'GET',
      path: '/approvals/:id/document.pdf',
      summary: 'One request for approval on paper',
      params: ApprovalParams,
      response: undefined,
      file: true,
    },
    async (ctx, { params, locale, download }) => {
      download(await printApproval(ctx, params.id, locale))
      return undefined
    },
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
      summary: 'Name a deputy',
      body: DeputyBody,
      response: DeputyView,
      status: 201,
      errors: [approvalErrors.deputy_period],
    },
    (ctx, { body }) => appointDeputy(ctx, body),
  ),
  query({ method: 'GET', path: '/approvals/deputies', summary: 'Who acts for whom', response: DeputiesView }, (ctx) =>
    browseDeputies(ctx),
  ),
  command(
    {
      method: 'DELETE',
      path: '/approvals/deputies/:id',
      summary: 'End an appointment as deputy',
      params: ApprovalParams,
      response: undefined,
    },
    async (ctx, { params }) => {
      await removeDeputy(ctx, params.id)
      return undefined
    },
  ),
]
