import { query, type Route } from '../../platform/http/route.ts'
import { Dossier } from './dossier.contract.ts'
import { showDossier } from './dossier.service.ts'
import { IdParams } from './partner.contract.ts'

export const dossierRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/partners/:id/dossier',
      summary: 'Everything kept about a partner',
      params: IdParams,
      response: Dossier,
    },
    (ctx, { params }) => showDossier(ctx, params.id),
  ),
]
