import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { assignmentErrors } from './assignment.errors.ts'
import { activeMembers, assign, assigneesOf, holdAssignees, unassign } from './assignment.store.ts'
import { partnerRights } from './partner.policy.ts'
import { noteOnTimeline } from './partner.service.ts'
import { reachPartner } from './partner-access.service.ts'

/** Refuses members who do not exist or cannot sign in. */
export const assertActive = async (ctx: ReadCtx, memberIds: readonly string[]): Promise<void> => {
  const wanted = new Set(memberIds)
  if ((await activeMembers(ctx.db, ctx.actor.tenant, [...wanted])).length !== wanted.size)
    throw assignmentErrors.member_unknown()
}

/** Changes who looks after a partner and writes it down; true when anything changed. The caller has checked partner and members. */
export const changeAssignees = async (
  ctx: WriteCtx,
  partnerId: string,
  add: readonly string[],
  remove: readonly string[] | 'others',
): Promise<boolean> => {
  await holdAssignees(ctx.db, ctx.actor.tenant, partnerId)
  const before = (await assigneesOf(ctx.db, ctx.actor.tenant, partnerId)).map((member) => member.id)
  const added = add.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !add.includes(id) && (remove === 'others' || remove.includes(id)))
  if (added.length === 0 && removed.length === 0) return false
  await assign(ctx.db, ctx.actor.tenant, partnerId, added, ctx.now)
  await unassign(ctx.db, ctx.actor.tenant, partnerId, removed)
  const after = await assigneesOf(ctx.db, ctx.actor.tenant, partnerId)
  ctx.record({
    stream: 'partner',
    event: 'partner.assigned',
    subject: { type: 'partner', id: partnerId },
    before: { memberIds: before },
    after: { memberIds: after.map((member) => member.id) },
  })
  ctx.emit('partner.assigned', { partnerId })
  const params = { names: after.map((member) => member.name).join('、') }
  await noteOnTimeline(ctx, { partnerId, kind: 'partner', event: 'partner.assigned', params })
  return true
}

/** Decides who looks after a partner. */
export const setAssignees = async (ctx: WriteCtx, partnerId: string, memberIds: readonly string[]) => {
  await reachPartner(ctx, partnerRights.assign, partnerId)
  await assertActive(ctx, memberIds)
  await changeAssignees(ctx, partnerId, memberIds, 'others')
  return { items: await assigneesOf(ctx.db, ctx.actor.tenant, partnerId) }
}
