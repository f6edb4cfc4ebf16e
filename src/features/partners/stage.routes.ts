import { command, type Route } from '../../platform/http/route.ts'
import { IdParams, PartnerView } from './partner.contract.ts'
import { StageMoveBody } from './stage.contract.ts'
import { stageErrors } from './stage.errors.ts'
import { movePartner } from './stage.service.ts'

export const stageRoutes: Route[] = [
  command(
    {
      method: 'POST',
      path: '/partners/:id/stage',
      summary: 'Move the relationship with a partner on',
      params: IdParams,
      body: StageMoveBody,
      response: PartnerView,
      versioned: true,
      errors: Object.values(stageErrors),
    },
    (ctx, { params, body, version }) => movePartner(ctx, params.id, version, body),
  ),
]
