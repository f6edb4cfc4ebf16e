import { sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import type { StoredRating } from './engagement.tables.ts'

export type EngagementRating = {
  id: string
  level: number | null
  impact: number | null
  likelihood: number | null
  impactPoints: number | null
  likelihoodPoints: number | null
  rating: StoredRating
}

/** Writes many ratings of engagements in one statement, with the policy version they were decided under. */
export const writeEngagementRatings = async (
  db: TenantTx,
  tenant: string,
  ratings: readonly EngagementRating[],
  policyVersionId: string,
  now: Instant,
): Promise<void> => {
  if (ratings.length === 0) return
  const column = (key: Exclude<keyof EngagementRating, 'rating'>) => sql.param(ratings.map((rating) => rating[key]))
  const texts = sql.param(ratings.map(({ rating }) => JSON.stringify(rating)))
  await db.execute(sql`UPDATE engagements AS e SET level = r.level, impact = r.impact, likelihood = r.likelihood,
      impact_points = r.impact_points, likelihood_points = r.likelihood_points, rating = r.rating::jsonb,
      policy_version_id = ${policyVersionId}, rated_at = ${now}
    FROM unnest(${column('id')}::uuid[], ${column('level')}::int[], ${column('impact')}::int[], ${column('likelihood')}::int[],
      ${column('impactPoints')}::int[], ${column('likelihoodPoints')}::int[], ${texts}::text[])
      AS r(id, level, impact, likelihood, impact_points, likelihood_points, rating)
    WHERE e.tenant_id = ${tenant} AND e.id = r.id`)
}
