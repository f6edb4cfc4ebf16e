import { command, query, type Route } from '../../platform/http/route.ts'
import { DuplicateGroups, DuplicateList, MergeBody, MergeList } from './merge.contract.ts'
import { mergeErrors } from './merge.errors.ts'
import { listDuplicateGroups, listDuplicates, listMerges, mergePartners, undoMerge } from './merge.service.ts'
import { IdParams, PartnerView } from './partner.contract.ts'
import { partnerErrors } from './partner.errors.ts'

const errors = [...Object.values(mergeErrors), partnerErrors.code_taken]

export const mergeRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/partners/duplicates',
      summary: 'Partners that look like one company',
      response: DuplicateGroups,
    },
    (ctx) => listDuplicateGroups(ctx),
  ),
  query(
    {
      method: 'GET',
      path: '/partners/:id/duplicates',
      summary: 'Partners that look like this one',
      params: IdParams,
      response: DuplicateList,
    },
    (ctx, { params }) => listDuplicates(ctx, params.id),
  ),
  query(
    {
      method: 'GET',
      path: '/partners/:id/merges',
      summary: 'Merges a partner came out of',
      params: IdParams,
      response: MergeList,
    },
    (ctx, { params }) => listMerges(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/partners/:id/merge',
      summary: 'Merge a duplicate into a partner',
      params: IdParams,
      body: MergeBody,
      response: PartnerView,
      versioned: true,
      errors,
    },
    (ctx, { params, body, version }) => mergePartners(ctx, params.id, version, body),
  ),
  command(
    {
      method: 'POST',
      path: '/partner-merges/:id/undo',
      summary: 'Part two merged partners again',
      params: IdParams,
      response: PartnerView,
      errors,
    },
    (ctx, { params }) => undoMerge(ctx, params.id),
  ),
]
