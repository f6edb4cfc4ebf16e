import type { WriteCtx } from '../../platform/context.ts'
import { dropApproval } from '../approvals/approval.service.ts'
import type { Merge } from '../partners/merge.queries.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'
import type { OverrideRow } from './override.queries.ts'
import { lockOpenOverrides, overridesOfMerge, updateOverride } from './override.store.ts'

const REASON = '重複した取引先をまとめたため / merged with a duplicate'

const put = async (ctx: WriteCtx, row: OverrideRow, change: Partial<OverrideRow>, event: string, mergeId: string) => {
  await updateOverride(ctx.db, row, change, ctx.now)
  ctx.record({
    stream: 'partner',
    event,
    subject: { type: 'override', id: row.id },
    before: { state: row.state },
    after: { partnerId: row.partnerId, level: row.level, mergeId, ...change },
    reason: row.reason,
  })
  await noteOnTimeline(ctx, {
    partnerId: row.partnerId,
    kind: 'engagement',
    event,
    params: { level: `R${row.level}`, expiresOn: row.expiresOn },
    subject: { type: 'override', id: row.id },
  })
}

const end = async (ctx: WriteCtx, row: OverrideRow, mergeId: string): Promise<void> => {
  const change = { state: 'ended' as const, endedBecause: 'merged' as const, endedAt: ctx.now, mergeId }
  await put(ctx, row, change, 'override.ended_by_merge', mergeId)
  if (row.state === 'asked' && row.approvalId !== null) await dropApproval(ctx, row.approvalId, REASON)
}

/** Ends a duplicate's overrides: consent was given, or asked, for a record that is no more. */
export const endOverridesOfDuplicate = async (ctx: WriteCtx, { mergeId, goneId }: Merge): Promise<void> => {
  for (const row of await lockOpenOverrides(ctx.db, ctx.actor.tenant, goneId)) await end(ctx, row, mergeId)
}

/** Ends an override of the partner that stays when it would hide a higher risk that came with the merge; true when it did. */
export const endHidingOverride = async (
  ctx: WriteCtx,
  { mergeId, keptId }: Merge,
  computed: { before: number | null; after: number | null },
): Promise<boolean> => {
  if ((computed.after ?? -1) <= (computed.before ?? -1)) return false
  const rows = await lockOpenOverrides(ctx.db, ctx.actor.tenant, keptId)
  const hiding = rows.filter(({ state, level }) => state === 'in_force' && level < (computed.after ?? -1))
  for (const row of hiding) await end(ctx, row, mergeId)
  return hiding.length > 0
}

/** Puts overrides into force again that a merge had ended; requests for consent that were withdrawn stay withdrawn. */
export const restoreOverrides = async (ctx: WriteCtx, { mergeId }: Merge): Promise<void> => {
  for (const row of await overridesOfMerge(ctx.db, ctx.actor.tenant, mergeId)) {
    const change = { state: 'in_force' as const, endedBecause: null, endedAt: null, mergeId: null }
    await put(ctx, row, change, 'override.restored', mergeId)
  }
}
