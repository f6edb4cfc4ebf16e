import { command, query, type Route } from '../../platform/http/route.ts'
import {
  IdParams,
  PartnerCreate,
  PartnerFacets,
  PartnerFilter,
  PartnerList,
  PartnerListQuery,
  PartnerUpdate,
  PartnerView,
  Timeline,
  TimelineQuery,
} from './partner.contract.ts'
import { partnerErrors } from './partner.errors.ts'
import { createPartner, editPartner, showPartner } from './partner.service.ts'
import { browsePartners, countPartners, showTimeline } from './partner-list.service.ts'

const conflicts = [partnerErrors.code_taken, partnerErrors.number_invalid, partnerErrors.unit_unknown]

export const partnerRoutes: Route[] = [
  query(
    { method: 'GET', path: '/partners', summary: 'List partners', query: PartnerListQuery, response: PartnerList },
    (ctx, { query }) => browsePartners(ctx, query),
  ),
  query(
    {
      method: 'GET',
      path: '/partners/facets',
      summary: 'Count partners inside a filter',
      query: PartnerFilter,
      response: PartnerFacets,
    },
    (ctx, { query }) => countPartners(ctx, query),
  ),
  command(
    {
      method: 'POST',
      path: '/partners',
      summary: 'Add a partner',
      body: PartnerCreate,
      response: PartnerView,
      status: 201,
      errors: conflicts,
    },
    (ctx, { body }) => createPartner(ctx, body),
  ),
  query(
    { method: 'GET', path: '/partners/:id', summary: 'One partner', params: IdParams, response: PartnerView },
    (ctx, { params }) => showPartner(ctx, params.id),
  ),
  command(
    {
      method: 'PATCH',
      path: '/partners/:id',
      summary: 'Edit a partner',
      params: IdParams,
      body: PartnerUpdate,
      response: PartnerView,
      versioned: true,
      errors: conflicts,
    },
    (ctx, { params, body, version }) => editPartner(ctx, params.id, version, body),
  ),
  query(
    {
      method: 'GET',
      path: '/partners/:id/timeline',
      summary: 'History of a partner',
      params: IdParams,
      query: TimelineQuery,
      response: Timeline,
    },
    (ctx, { params, query }) => showTimeline(ctx, params.id, query),
  ),
]
