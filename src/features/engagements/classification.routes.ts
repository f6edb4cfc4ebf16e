import { command, query, type Route } from '../../platform/http/route.ts'
import { PartnerParams, RatingView } from './engagement.contract.ts'
import { engagementErrors } from './engagement.errors.ts'
import { OverrideBody, OverrideConsent, OverrideParams } from './override.contract.ts'
import { askOverride, showOverrideConsent, withdrawOverride } from './override.service.ts'
import { PreviewBody, PreviewView } from './policy-preview.contract.ts'
import { previewPolicy } from './policy-preview.service.ts'
import {
  ApplyFilterBody,
  ApplyFilterResult,
  TriageBody,
  TriageList,
  TriageQuery,
  TriageResult,
} from './triage.contract.ts'
import { answerFilter, answerTriage, browseTriage } from './triage.service.ts'

export const classificationRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/triage',
      summary: 'The ledger with its three answers',
      query: TriageQuery,
      response: TriageList,
    },
    (ctx, { query }) => browseTriage(ctx, query),
  ),
  command(
    {
      method: 'PUT',
      path: '/triage',
      summary: 'Save triage answers of up to 500 partners',
      body: TriageBody,
      response: TriageResult,
    },
    (ctx, { body }) => answerTriage(ctx, body),
  ),
  command(
    {
      method: 'POST',
      path: '/triage/apply-filter',
      summary: 'Give the partners of a filter the same answers, part by part',
      body: ApplyFilterBody,
      response: ApplyFilterResult,
    },
    (ctx, { body }) => answerFilter(ctx, body),
  ),
  command(
    {
      method: 'POST',
      path: '/partners/:id/override',
      summary: 'Ask for another level',
      params: PartnerParams,
      body: OverrideBody,
      response: RatingView,
      status: 201,
      errors: [
        engagementErrors.override_past,
        engagementErrors.override_too_long,
        engagementErrors.override_waiting,
        engagementErrors.override_same,
      ],
    },
    (ctx, { params, body }) => askOverride(ctx, params.id, body),
  ),
  query(
    {
      method: 'GET',
      path: '/override-consent',
      summary: 'Who consents to another level',
      response: OverrideConsent,
    },
    showOverrideConsent,
  ),
  command(
    {
      method: 'POST',
      path: '/overrides/:id/withdraw',
      summary: 'Take an override back',
      params: OverrideParams,
      response: RatingView,
      versioned: true,
    },
    (ctx, { params, version }) => withdrawOverride(ctx, params.id, version),
  ),
  command(
    {
      method: 'POST',
      path: '/catalog/levels/preview',
      summary: 'Who would move where under a changed policy',
      body: PreviewBody,
      response: PreviewView,
    },
    (ctx, { body }) => previewPolicy(ctx, body.policy),
  ),
]
