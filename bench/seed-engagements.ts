import type pg from 'pg'
import { column, type Row } from './make-partner.ts'

/** The version of the policy of levels that is in force in a new organisation. */
export const policyVersionOf = async (client: pg.Client, tenant: string): Promise<string> => {
  const { rows } = await client.query<{ id: string }>(
    "SELECT id FROM catalog_versions WHERE tenant_id = $1 AND kind = 'levels' AND status = 'published' ORDER BY no DESC LIMIT 1",
    [tenant],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('the organisation has no policy of levels')
  return id
}

/** Gives each partner a running engagement with all its factors answered, rated as the partner shows it. */
export const insertEngagements = async (
  client: pg.Client,
  { tenant, unit, policyVersion }: { tenant: string; unit: string; policyVersion: string },
  rows: readonly Row[],
): Promise<void> => {
  await client.query(
    `INSERT INTO engagements (tenant_id, id, created_at, updated_at, partner_id, unit_id, purpose, services, contract_ref,
                              period_start, state, yearly_fee, data_classes, personal_data_count, on_partner_systems, connections_known,
                              answers, level, impact, likelihood, impact_points, likelihood_points, rating, policy_version_id, rated_at)
     SELECT $1::uuid, r.id, now(), now(), r.partner_id, $2::uuid, '部品の加工', '', '', DATE '2026-04-01', 'live', 3000000, '[]', 0, false, true,
            r.answers, r.level, r.impact, r.likelihood, r.impact_points, r.likelihood_points,
            jsonb_build_object('facts', jsonb_build_object('connections', '[]'::jsonb, 'maturity', NULL, 'industry', NULL, 'employees', NULL,
                                                           'country', '[]'::jsonb),
                               'proposed', '{}'::jsonb, 'cell', 'R' || r.level, 'profile', NULL, 'lifted', false),
            $3::uuid, now()
       FROM unnest($4::uuid[], $5::uuid[], $6::jsonb[], $7::int[], $8::int[], $9::int[], $10::int[], $11::int[])
         AS r(id, partner_id, answers, level, impact, likelihood, impact_points, likelihood_points)`,
    [
      tenant,
      unit,
      policyVersion,
      column(rows, 'engagementId'),
      column(rows, 'id'),
      column(rows, 'answers'),
      column(rows, 'level'),
      column(rows, 'impact'),
      column(rows, 'likelihood'),
      column(rows, 'impactPoints'),
      column(rows, 'likelihoodPoints'),
    ],
  )
}
