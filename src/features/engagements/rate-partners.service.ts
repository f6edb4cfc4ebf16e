import type { WriteCtx } from '../../platform/context.ts'
import { bandNumber } from '../catalog/levels-mapping.service.ts'
import { readPolicy } from '../catalog/read-policy.service.ts'
import { holdForRating, type LevelMove, type PartnerRating, setRatings } from '../partners/rating.service.ts'
import { type EngagementRating, writeEngagementRatings } from './rating.store.ts'
import { readBasis } from './rating-basis.queries.ts'
import { levelNumber, type RatedEngagement, type Standing, standOf } from './standing.service.ts'

type Rated = Standing['engagements'][number]

const figuresOf = ({ rating, level }: RatedEngagement) => ({
  level: level === null ? null : levelNumber(level),
  impact: rating.ok ? bandNumber(rating.impact.band) : null,
  likelihood: rating.ok ? bandNumber(rating.likelihood.band) : null,
  impactPoints: rating.ok ? rating.impact.points : null,
  likelihoodPoints: rating.ok ? rating.likelihood.points : null,
})

const isSame = (rated: Rated): boolean => {
  const { row } = rated
  const figures = figuresOf(rated)
  return (
    row.isRated &&
    row.level === figures.level &&
    row.impact === figures.impact &&
    row.likelihood === figures.likelihood &&
    row.impactPoints === figures.impactPoints &&
    row.likelihoodPoints === figures.likelihoodPoints
  )
}

const storedOf = (rated: Rated): EngagementRating => {
  const { row, facts, rating, profile, lifted } = rated
  const contributions = rating.ok
    ? [...rating.impact.contributions, ...rating.likelihood.contributions]
    : rating.contributions
  const { connections, maturity, industry, employees, overseas } = facts
  const country = row.overseas === null ? (overseas?.map(({ reason: _text, ...concern }) => concern) ?? null) : null
  return {
    id: row.id,
    ...figuresOf(rated),
    rating: {
      facts: { connections, maturity, industry, employees, country },
      proposed: Object.fromEntries(
        contributions.flatMap(({ factor, points, origin }) => (origin === 'proposed' ? [[factor, points]] : [])),
      ),
      cell: rating.ok ? rating.level : null,
      profile: profile?.binds === true ? profile.profile.level : null,
      lifted,
    },
  }
}

/**
 * Rates partners again and writes the result: engagements, the partner's level and its history, in one transaction.
 * Engagements named in `edited` are written even when their figures stay; gives the partners whose level changed.
 */
export const ratePartners = async (
  ctx: WriteCtx,
  partnerIds: readonly string[],
  edited: readonly string[] = [],
): Promise<LevelMove[]> => {
  if (partnerIds.length === 0) return []
  // Held first and the policy read after: a rating that waited for another one sees the policy and facts of now.
  const held = await holdForRating(ctx, partnerIds)
  const { version, policy } = await readPolicy(ctx)
  const basisOf = await readBasis(ctx.db, ctx.actor.tenant, partnerIds)
  const { today } = ctx
  const changed: EngagementRating[] = []
  const currents: PartnerRating[] = []
  for (const company of held) {
    // What explains each rating is dropped at once: kept for a whole part it would cost more to clear away than to work out.
    const { engagements, current } = standOf(policy, company, basisOf(company.id), today)
    for (const rated of engagements) if (edited.includes(rated.row.id) || !isSame(rated)) changed.push(storedOf(rated))
    currents.push(current)
  }
  await writeEngagementRatings(ctx.db, ctx.actor.tenant, changed, version.id, ctx.now)
  const moves = await setRatings(ctx, held, currents)
  for (const { partnerId } of moves) ctx.emit('partner.level_changed', { partnerId })
  return moves
}

/** Rates partners after a person's change and puts each changed level on the ledger. */
export const rateAfterChange = async (
  ctx: WriteCtx,
  partnerIds: readonly string[],
  because: string,
  edited: readonly string[] = [],
): Promise<void> => {
  for (const { partnerId, from, to } of await ratePartners(ctx, partnerIds, edited))
    ctx.record({
      stream: 'partner',
      event: 'partner.level_changed',
      subject: { type: 'partner', id: partnerId },
      before: { level: from },
      after: { level: to },
      reason: because,
    })
}
