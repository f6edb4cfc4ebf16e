import type { WriteCtx } from '../../platform/context.ts'
import { type Merge, mergeInForce } from '../partners/merge.queries.ts'
import { standingOf } from '../partners/rating.service.ts'
import { endHidingOverride, endOverridesOfDuplicate, restoreOverrides } from './merged-overrides.service.ts'
import { dropTriage, returnEngagements, takeEngagements, takeTriage } from './merged-partner.store.ts'
import { rateAfterChange } from './rate-partners.service.ts'

const recordMove = (ctx: WriteCtx, event: string, partnerId: string, merge: Merge, engagementIds: string[]): void => {
  if (engagementIds.length > 0)
    ctx.record({
      stream: 'partner',
      event,
      subject: { type: 'partner', id: partnerId },
      after: { mergeId: merge.mergeId, engagementIds },
    })
}

const recordTriage = (ctx: WriteCtx, event: string, { keptId, mergeId }: Merge, answers: object): void =>
  ctx.record({
    stream: 'partner',
    event,
    subject: { type: 'partner', id: keptId },
    after: { mergeId, ...answers },
  })

const computedLevel = async (ctx: WriteCtx, partnerId: string): Promise<number | null> =>
  (await standingOf(ctx, [partnerId]))[0]?.levelComputed ?? null

/**
 * Moves a duplicate's engagements and triage answers to the partner that stays, ends overrides that no longer fit and rates
 * both again. Doing it twice changes nothing; a merge undone meanwhile moves nothing.
 */
export const followMerge = async (ctx: WriteCtx, merge: Merge): Promise<void> => {
  const { tenant } = ctx.actor
  if (!(await mergeInForce(ctx.db, tenant, merge.mergeId))) return
  const before = await computedLevel(ctx, merge.keptId)
  const moved = await takeEngagements(ctx.db, tenant, merge, ctx.now)
  const lent = await takeTriage(ctx.db, tenant, merge, ctx.newId(), ctx.now)
  if (lent !== null) recordTriage(ctx, 'triage.lent', merge, { ...lent, fromPartnerId: merge.goneId })
  await endOverridesOfDuplicate(ctx, merge)
  recordMove(ctx, 'engagements.moved', merge.keptId, merge, moved)
  await rateAfterChange(ctx, [merge.keptId, merge.goneId], 'partner.merged', moved)
  if (await endHidingOverride(ctx, merge, { before, after: await computedLevel(ctx, merge.keptId) }))
    await rateAfterChange(ctx, [merge.keptId], 'override.ended_by_merge')
}

/** Gives engagements, triage answers and overrides that a merge took back, and rates both partners again. */
export const followMergeUndone = async (ctx: WriteCtx, merge: Merge): Promise<void> => {
  const { tenant } = ctx.actor
  const moved = await returnEngagements(ctx.db, tenant, merge, ctx.now)
  if (await dropTriage(ctx.db, tenant, merge, ctx.now)) recordTriage(ctx, 'triage.returned', merge, {})
  await restoreOverrides(ctx, merge)
  recordMove(ctx, 'engagements.moved_back', merge.goneId, merge, moved)
  await rateAfterChange(ctx, [merge.keptId, merge.goneId], 'partner.merge_undone', moved)
}
