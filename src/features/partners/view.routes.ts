import { command, query, type Route } from '../../platform/http/route.ts'
import { IdParams } from './partner.contract.ts'
import { ViewBody, ViewList } from './view.contract.ts'
import { viewErrors } from './view.errors.ts'
import { editView, removeView, saveView, showViews } from './view.service.ts'

const errors = Object.values(viewErrors)

export const viewRoutes: Route[] = [
  query({ method: 'GET', path: '/partner-views', summary: 'Views of the list', response: ViewList }, (ctx) =>
    showViews(ctx),
  ),
  command(
    {
      method: 'POST',
      path: '/partner-views',
      summary: 'Keep a view',
      body: ViewBody,
      response: ViewList,
      status: 201,
      errors,
    },
    (ctx, { body }) => saveView(ctx, body),
  ),
  command(
    {
      method: 'PUT',
      path: '/partner-views/:id',
      summary: 'Change an own view',
      params: IdParams,
      body: ViewBody,
      response: ViewList,
      versioned: true,
      errors,
    },
    (ctx, { params, body, version }) => editView(ctx, params.id, version, body),
  ),
  command(
    {
      method: 'DELETE',
      path: '/partner-views/:id',
      summary: 'Remove an own view',
      params: IdParams,
      response: ViewList,
    },
    (ctx, { params }) => removeView(ctx, params.id),
  ),
]
