import { command, query, type Route } from '../../platform/http/route.ts'
import { partnerErrors } from '../partners/partner.errors.ts'
import {
  ConnectionsView,
  EngagementCreate,
  EngagementList,
  EngagementParams,
  EngagementRatingView,
  EngagementUpdate,
  EngagementView,
  PartnerParams,
  ProposalBody,
  RatingFormView,
  RatingView,
} from './engagement.contract.ts'
import { engagementErrors } from './engagement.errors.ts'
import {
  browseEngagements,
  createEngagement,
  editEngagement,
  endEngagement,
  showEngagement,
} from './engagement.service.ts'
import { proposeRating, showConnections, showRating, showRatingForm } from './show-rating.service.ts'

const refusals = [engagementErrors.period_reversed, engagementErrors.unit_unknown]

export const engagementRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/partners/:id/engagements',
      summary: 'Engagements of a partner',
      params: PartnerParams,
      response: EngagementList,
    },
    (ctx, { params }) => browseEngagements(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/partners/:id/engagements',
      summary: 'Add an engagement',
      params: PartnerParams,
      body: EngagementCreate,
      response: EngagementView,
      status: 201,
      errors: [...refusals, partnerErrors.merged_away, partnerErrors.archived],
    },
    (ctx, { params, body }) => createEngagement(ctx, params.id, body),
  ),
  command(
    {
      method: 'POST',
      path: '/partners/:id/engagements/propose',
      summary: 'Rate an engagement without saving it',
      params: PartnerParams,
      body: ProposalBody,
      response: EngagementRatingView,
    },
    (ctx, { params, body }) => proposeRating(ctx, params.id, body),
  ),
  query(
    {
      method: 'GET',
      path: '/engagements/:id',
      summary: 'One engagement',
      params: EngagementParams,
      response: EngagementView,
    },
    (ctx, { params }) => showEngagement(ctx, params.id),
  ),
  command(
    {
      method: 'PATCH',
      path: '/engagements/:id',
      summary: 'Edit an engagement',
      params: EngagementParams,
      body: EngagementUpdate,
      response: EngagementView,
      versioned: true,
      errors: refusals,
    },
    (ctx, { params, body, version }) => editEngagement(ctx, params.id, version, body),
  ),
  command(
    {
      method: 'POST',
      path: '/engagements/:id/end',
      summary: 'End an engagement',
      params: EngagementParams,
      response: EngagementView,
      versioned: true,
      errors: [engagementErrors.already_ended],
    },
    (ctx, { params, version }) => endEngagement(ctx, params.id, version),
  ),
  query(
    {
      method: 'GET',
      path: '/partners/:id/rating',
      summary: 'Level of a partner with its reasons',
      params: PartnerParams,
      response: RatingView,
    },
    (ctx, { params }) => showRating(ctx, params.id),
  ),
  query(
    {
      method: 'GET',
      path: '/partners/:id/connections',
      summary: 'Connections of a partner as a picture needs them',
      params: PartnerParams,
      response: ConnectionsView,
    },
    (ctx, { params }) => showConnections(ctx, params.id),
  ),
  query(
    { method: 'GET', path: '/rating-form', summary: 'Choices for rating and triage', response: RatingFormView },
    (ctx) => showRatingForm(ctx),
  ),
]
