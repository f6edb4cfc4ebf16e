import type { Instant } from '../../domain/time.ts'
import { authorize, holds, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { organizationRights } from '../organizations/organization.policy.ts'
import { approvalErrors } from './approval.errors.ts'
import { approvalRights } from './approval.policy.ts'
import { listDeputies, namesOf } from './approval.queries.ts'
import { deleteDeputy, insertDeputy } from './approval.store.ts'

const YEAR_MS = 366 * 86_400_000

const mayRemove = (ctx: ReadCtx, memberId: string): boolean =>
  memberId === ctx.actor.memberId || holds(ctx, organizationRights.manage)

/** Lists who acts for whom, now and later. */
export const browseDeputies = async (ctx: ReadCtx) => {
  authorize(ctx, approvalRights.read)
  const rows = await listDeputies(ctx.db, ctx.actor.tenant, ctx.now)
  return { items: rows.map((row) => ({ ...row, removable: mayRemove(ctx, row.member.id) })) }
}

export type NewDeputy = { memberId: string | null; deputyId: string; startsAt: string; endsAt: string }

/** Names who acts for the signed-in member, or, by an administrator, for an absent colleague, for at most a year. */
export const appointDeputy = async (ctx: WriteCtx, deputy: NewDeputy) => {
  authorize(ctx, approvalRights.read)
  const memberId = deputy.memberId ?? ctx.actor.memberId
  if (memberId === null) throw platformErrors.unauthenticated()
  if (memberId !== ctx.actor.memberId) authorize(ctx, organizationRights.manage)
  const names = await namesOf(ctx.db, ctx.actor.tenant, [deputy.deputyId, memberId])
  const member = names.get(memberId)
  const acting = names.get(deputy.deputyId)
  if (member === undefined || acting === undefined || deputy.deputyId === memberId) throw platformErrors.not_found()
  const length = Date.parse(deputy.endsAt) - Date.parse(deputy.startsAt)
  if (length <= 0 || length > YEAR_MS || deputy.endsAt <= ctx.now) throw approvalErrors.deputy_period()
  const id = ctx.newId()
  const period = { startsAt: deputy.startsAt as Instant, endsAt: deputy.endsAt as Instant }
  await insertDeputy(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    memberId,
    deputyId: deputy.deputyId,
    ...period,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  ctx.record({
    stream: 'access',
    event: 'deputy.appointed',
    subject: { type: 'deputy', id },
    after: { memberId, deputyId: deputy.deputyId, ...period },
  })
  return {
    id,
    member: { id: memberId, name: member },
    deputy: { id: deputy.deputyId, name: acting },
    ...period,
    removable: true,
  }
}

/** Ends an appointment at once: the member's own, or anyone's by an administrator. */
export const removeDeputy = async (ctx: WriteCtx, id: string): Promise<void> => {
  authorize(ctx, approvalRights.read)
  const found = (await listDeputies(ctx.db, ctx.actor.tenant, ctx.now)).find((row) => row.id === id)
  if (found === undefined) throw platformErrors.not_found()
  if (found.member.id !== ctx.actor.memberId) authorize(ctx, organizationRights.manage)
  await deleteDeputy(ctx.db, ctx.actor.tenant, id)
  ctx.record({
    stream: 'access',
    event: 'deputy.removed',
    subject: { type: 'deputy', id },
    before: { memberId: found.member.id, deputyId: found.deputy.id, startsAt: found.startsAt, endsAt: found.endsAt },
  })
}
