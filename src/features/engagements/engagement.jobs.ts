import type { EventIds, Subscriber } from '../../platform/jobs/outbox.ts'
import { adoptIntakeAnswers } from './intake-answers.service.ts'
import { followMerge, followMergeUndone } from './merged-partner.service.ts'
import { grantOverride, refuseOverride } from './override.service.ts'
import { rateAfterChange } from './rate-partners.service.ts'
import { planRerating, rerateChunk } from './rerating.service.ts'

const idOf = (ids: EventIds, name: string): string => {
  const id = ids[name]
  if (id === undefined) throw new Error(`the event carries no ${name}`)
  return id
}

const mergeOf = (ids: EventIds) => ({
  mergeId: idOf(ids, 'mergeId'),
  keptId: idOf(ids, 'partnerId'),
  goneId: idOf(ids, 'goneId'),
})

/** What engagements do when something happens to their left. */
export const engagementSubscribers: readonly Subscriber[] = [
  {
    name: 'engagements.grant_override',
    event: 'approval.decided',
    handle: (ctx, ids) => grantOverride(ctx, idOf(ids, 'approvalId')),
  },
  {
    name: 'engagements.refuse_override',
    event: 'approval.refused',
    handle: (ctx, ids) => refuseOverride(ctx, idOf(ids, 'approvalId')),
  },
  {
    name: 'engagements.rate_partner',
    event: 'partner.updated',
    handle: (ctx, ids) => rateAfterChange(ctx, [idOf(ids, 'partnerId')], 'partner.updated'),
  },
  {
    name: 'engagements.follow_merge',
    event: 'partner.merged',
    handle: (ctx, ids) => followMerge(ctx, mergeOf(ids)),
  },
  {
    name: 'engagements.follow_merge_undone',
    event: 'partner.merge_undone',
    handle: (ctx, ids) => followMergeUndone(ctx, mergeOf(ids)),
  },
  {
    name: 'engagements.adopt_intake_answers',
    event: 'partner.proposed',
    handle: (ctx, ids) => adoptIntakeAnswers(ctx, idOf(ids, 'intakeRequestId')),
  },
  {
    name: 'engagements.plan_rerating',
    event: 'catalog.published',
    handle: (ctx, ids) => planRerating(ctx, idOf(ids, 'versionId')),
  },
  {
    name: 'engagements.rerate_chunk',
    event: 'rerating.chunk_planned',
    // One part is worked out while the database writes another.
    lanes: 2,
    handle: (ctx, ids) => rerateChunk(ctx, idOf(ids, 'chunkId')),
  },
]
