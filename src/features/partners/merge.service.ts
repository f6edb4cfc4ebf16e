import type { z } from 'zod'
import { mergeFacts, unmergeFacts } from '../../domain/partner/merge.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { MERGE_FIELDS, type MergeBody } from './merge.contract.ts'
import { mergeErrors } from './merge.errors.ts'
import { duplicateGroups, duplicatesOf, mergesInto } from './merge.queries.ts'
import {
  addSubcontracts,
  closeMerge,
  handBack,
  handOver,
  insertMerge,
  type Merge,
  mergeById,
  releaseCode,
  removeSubcontracts,
  shareReach,
  subcontractsOf,
  unshareReach,
} from './merge.store.ts'
import type { MovedRows } from './merge.tables.ts'
import { partnerRights } from './partner.policy.ts'
import { assertCodeFree, keysOf, noteOnTimeline, showPartner } from './partner.service.ts'
import { type NewPartner, type Partner, updatePartner } from './partner.store.ts'
import { reachPartner } from './partner-access.service.ts'
import { setStage } from './stage.store.ts'
import { edgesBelow } from './subcontractor.queries.ts'
import { lockSubcontracts, type Subcontract } from './subcontractor.store.ts'

type Body = z.output<typeof MergeBody>

const KEPT = [...MERGE_FIELDS, 'formerNames', 'tags'] as const

const factsOf = (partner: Partner): Record<string, unknown> =>
  Object.fromEntries(KEPT.map((field) => [field, partner[field]]))

const assertVersion = (partner: Partner, version: number): void => {
  if (partner.version !== version) throw platformErrors.changed_meanwhile({ version: partner.version })
}

const rewrite = async (ctx: WriteCtx, before: Partner, change: Partial<NewPartner>): Promise<void> => {
  const { search, ...keys } = keysOf({ ...before, ...change })
  if (!(await updatePartner(ctx.db, before, { ...change, ...keys }, search, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: before.version + 1 })
}

const assertNoLoop = async (ctx: WriteCtx, kept: string, gone: string): Promise<void> => {
  const edges = [
    ...(await edgesBelow(ctx.db, ctx.actor.tenant, kept)),
    ...(await edgesBelow(ctx.db, ctx.actor.tenant, gone)),
  ]
  const joined = (id: string) => (id === gone ? kept : id)
  if (edges.some(({ from, to }) => joined(to) === kept && joined(from) !== kept)) throw mergeErrors.would_loop()
}

/** Gives the duplicate's sub-contracts to the partner that stays; those between the two vanish. */
const moveSubcontracts = async (ctx: WriteCtx, kept: string, gone: string) => {
  const { tenant } = ctx.actor
  await lockSubcontracts(ctx.db, tenant)
  await assertNoLoop(ctx, kept, gone)
  const rows = await subcontractsOf(ctx.db, tenant, gone)
  await removeSubcontracts(
    ctx.db,
    tenant,
    rows.map((row) => row.id),
  )
  const joined = (id: string) => (id === gone ? kept : id)
  const moved = rows.map((row) => ({
    ...row,
    partnerId: joined(row.partnerId),
    subcontractorId: joined(row.subcontractorId),
    updatedAt: ctx.now,
  }))
  await addSubcontracts(
    ctx.db,
    moved.filter((row) => row.partnerId !== row.subcontractorId),
  )
  return rows.map(({ id, partnerId, subcontractorId, purpose }) => ({ id, partnerId, subcontractorId, purpose }))
}

/** Joins a duplicate into the partner that stays: its records move, its names stay as former names, it is archived with a pointer. */
export const mergePartners = async (ctx: WriteCtx, keptId: string, version: number, body: Body) => {
  const kept = await reachPartner(ctx, partnerRights.merge, keptId)
  const gone = await reachPartner(ctx, partnerRights.merge, body.goneId)
  if (kept.id === gone.id) throw mergeErrors.same()
  assertVersion(kept, version)
  assertVersion(gone, body.goneVersion)
  if (kept.stage === 'archived' || gone.stage === 'archived') throw mergeErrors.archived()
  const { tenant } = ctx.actor
  const subcontracts = await moveSubcontracts(ctx, kept.id, gone.id)
  const change = mergeFacts(kept, gone, MERGE_FIELDS, body.take)
  if (change.code === gone.code && gone.code !== null) await releaseCode(ctx.db, tenant, gone.id, null)
  await rewrite(ctx, kept, change)
  const moved = {
    ...(await handOver(ctx.db, tenant, gone.id, kept.id)),
    ...(await shareReach(ctx.db, tenant, gone.id, kept.id, ctx.now)),
    subcontracts,
  }
  if (!(await setStage(ctx.db, gone, 'archived', kept.id, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: gone.version + 1 })
  const id = ctx.newId()
  const [keptBefore, goneBefore] = [factsOf(kept), { ...factsOf(gone), stage: gone.stage }]
  const keptAfter = { ...keptBefore, ...change }
  const own = { tenantId: tenant, id, createdAt: ctx.now, updatedAt: ctx.now, mergedBy: ctx.actor.memberId }
  await insertMerge(ctx.db, { ...own, keptId, goneId: gone.id, keptBefore, keptAfter, goneBefore, moved })
  ctx.record({
    stream: 'partner',
    event: 'partner.merged',
    subject: { type: 'partner', id: keptId },
    before: { kept: keptBefore, gone: { id: gone.id, ...goneBefore } },
    after: { kept: keptAfter, moved },
    reason: body.reason,
  })
  ctx.emit('partner.merged', { partnerId: keptId, goneId: gone.id, mergeId: id })
  const params = { name: gone.name }
  await noteOnTimeline(ctx, { partnerId: keptId, kind: 'partner', event: 'partner.merged', params })
  return showPartner(ctx, keptId)
}

/** Parts two merged partners again: what moved goes back, except what was changed since. */
export const undoMerge = async (ctx: WriteCtx, mergeId: string) => {
  const { tenant } = ctx.actor
  authorize(ctx, partnerRights.merge)
  const merge = await mergeById(ctx.db, tenant, mergeId)
  if (merge === undefined) throw platformErrors.not_found()
  const kept = await reachPartner(ctx, partnerRights.merge, merge.keptId)
  const gone = await reachPartner(ctx, partnerRights.merge, merge.goneId)
  if (merge.undoneAt !== null || gone.mergedInto !== kept.id || kept.stage === 'archived') throw mergeErrors.undone()
  const change = unmergeFacts(factsOf(kept), merge.keptBefore, merge.keptAfter) as Partial<NewPartner>
  await assertCodeFree(ctx, change.code ?? null, kept.id)
  await rewrite(ctx, kept, change)
  const { stage, code } = merge.goneBefore as { stage: Partner['stage']; code: string | null }
  await assertCodeFree(ctx, code, gone.id)
  if (code !== gone.code) await releaseCode(ctx.db, tenant, gone.id, code)
  if (!(await setStage(ctx.db, gone, stage, null, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: gone.version + 1 })
  await handBack(ctx.db, tenant, kept.id, gone.id, merge.moved)
  await unshareReach(ctx.db, tenant, kept.id, merge.moved)
  await restoreSubcontracts(ctx, merge)
  await closeMerge(ctx.db, merge, ctx.now)
  ctx.record({
    stream: 'partner',
    event: 'partner.merge_undone',
    subject: { type: 'partner', id: kept.id },
    before: { mergeId },
    after: { goneId: gone.id },
  })
  ctx.emit('partner.merge_undone', { partnerId: kept.id, goneId: gone.id, mergeId })
  for (const partner of [kept, gone])
    await noteOnTimeline(ctx, {
      partnerId: partner.id,
      kind: 'partner',
      event: 'partner.merge_undone',
      params: { name: partner.id === kept.id ? gone.name : kept.name },
      subject: { type: 'partner', id: partner.id === kept.id ? gone.id : kept.id },
    })
  return showPartner(ctx, kept.id)
}

/** The sub-contracts as they go back: one that was ended since stays ended, one that leads elsewhere by now keeps its other end. */
const goingBack = (now: readonly Subcontract[], { keptId, goneId, moved }: Merge): MovedRows['subcontracts'] => {
  const joined = (id: string) => (id === goneId ? keptId : id)
  return moved.subcontracts.flatMap((row) => {
    const [from, to] = [joined(row.partnerId), joined(row.subcontractorId)]
    const current = now.find(({ id }) => id === row.id)
    if (current !== undefined)
      return [
        {
          id: row.id,
          purpose: current.purpose,
          partnerId: row.partnerId === goneId ? goneId : current.partnerId,
          subcontractorId: row.subcontractorId === goneId ? goneId : current.subcontractorId,
        },
      ]
    // It vanished in the merge itself: it led from one of the two to the other, or the one that stays had the same.
    const vanished = from === to || now.some((other) => other.partnerId === from && other.subcontractorId === to)
    return vanished ? [row] : []
  })
}

const restoreSubcontracts = async (ctx: WriteCtx, merge: Merge): Promise<void> => {
  const { tenant } = ctx.actor
  await lockSubcontracts(ctx.db, tenant)
  const rows = goingBack(await subcontractsOf(ctx.db, tenant, merge.keptId), merge)
  await removeSubcontracts(
    ctx.db,
    tenant,
    rows.map((row) => row.id),
  )
  const own = { tenantId: tenant, createdAt: ctx.now, updatedAt: ctx.now }
  await addSubcontracts(
    ctx.db,
    rows.map((row) => ({ ...own, ...row })),
  )
}

/** Lists the merges a partner came out of. */
export const listMerges = async (ctx: ReadCtx, partnerId: string) => {
  await reachPartner(ctx, partnerRights.read, partnerId)
  return { items: await mergesInto(ctx.db, ctx.actor.tenant, partnerId) }
}

/** Lists the partners that look like this one. */
export const listDuplicates = async (ctx: ReadCtx, partnerId: string) => {
  const partner = await reachPartner(ctx, partnerRights.read, partnerId)
  return { items: await duplicatesOf(ctx.db, ctx.actor.tenant, authorize(ctx, partnerRights.read), partner) }
}

/** Lists groups of partners that look like one company. */
export const listDuplicateGroups = async (ctx: ReadCtx) => ({
  items: await duplicateGroups(ctx.db, ctx.actor.tenant, authorize(ctx, partnerRights.merge)),
})
