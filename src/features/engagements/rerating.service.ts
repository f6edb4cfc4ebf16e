import type { WriteCtx } from '../../platform/context.ts'
import { readVersionHead } from '../catalog/catalog.queries.ts'
import { ratePartners } from './rate-partners.service.ts'
import { closeChunk, insertRerating, openChunk, partnerRanges, partnersInRange } from './rerating.store.ts'

/** Partners rated in one transaction: small enough that a person who saves meanwhile hardly waits. */
const PART = 500
const RATING_KINDS = ['levels', 'industries', 'countries']

/** Plans the rating of all partners after a policy was published: one job a part, so that it goes on where it stopped. */
export const planRerating = async (ctx: WriteCtx, versionId: string): Promise<void> => {
  const head = await readVersionHead(ctx.db, ctx.actor.tenant, versionId)
  if (head === undefined || !RATING_KINDS.includes(head.kind)) return
  const tenantId = ctx.actor.tenant
  const reratingId = ctx.newId()
  const ranges = await partnerRanges(ctx.db, tenantId, PART)
  const chunks = ranges.map(({ from, until }) => ({
    tenantId,
    id: ctx.newId(),
    reratingId,
    fromPartner: from,
    untilPartner: until,
  }))
  await insertRerating(
    ctx.db,
    {
      tenantId,
      id: reratingId,
      policyVersionId: versionId,
      chunks: chunks.length,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    chunks,
  )
  for (const { id } of chunks) ctx.emit('rerating.chunk_planned', { chunkId: id })
}

/** Rates the partners of one part under the policy in force, with one ledger entry for all that moved. */
export const rerateChunk = async (ctx: WriteCtx, chunkId: string): Promise<void> => {
  const { tenant } = ctx.actor
  const chunk = await openChunk(ctx.db, tenant, chunkId)
  if (chunk === undefined) return
  const ids = await partnersInRange(ctx.db, tenant, { from: chunk.fromPartner, until: chunk.untilPartner })
  const moves = await ratePartners(ctx, ids)
  await closeChunk(ctx.db, tenant, chunkId, { partners: ids.length, moved: moves.length }, ctx.now)
  if (moves.length > 0)
    ctx.record({
      stream: 'partner',
      event: 'partner.levels_changed',
      subject: { type: 'rerating', id: chunk.reratingId },
      after: { moves },
      reason: 'catalog.published',
    })
}
