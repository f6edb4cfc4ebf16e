import { sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import { updateMany } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { engagements, type StoredRating } from './engagement.tables.ts'

export type EngagementRating = {
  id: string
  level: number | null
  impact: number | null
  likelihood: number | null
  impactPoints: number | null
  likelihoodPoints: number | null
  rating: StoredRating
}

const RATED = [
  'level',
  'impact',
  'likelihood',
  'impactPoints',
  'likelihoodPoints',
  'rating',
  'policyVersionId',
  'ratedAt',
] as const

/** Writes many ratings of engagements at once, with the policy version they were decided under. */
export const writeEngagementRatings = async (
  db: TenantTx,
  tenant: string,
  ratings: readonly EngagementRating[],
  policyVersionId: string,
  now: Instant,
): Promise<void> => {
  const rows = ratings.map((rating) => ({ ...rating, policyVersionId, ratedAt: now }))
  await updateMany(db, engagements, rows, RATED, ['id'], sql`t.tenant_id = ${tenant}::uuid AND t.id = n.id`)
}
