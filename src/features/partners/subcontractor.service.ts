import type { z } from 'zod'
import { wouldLoop } from '../../domain/partner/sub-contractors.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { partnerRights } from './partner.policy.ts'
import { noteOnTimeline } from './partner.service.ts'
import { reachPartner } from './partner-access.service.ts'
import type { SubcontractBody } from './subcontractor.contract.ts'
import { subcontractErrors } from './subcontractor.errors.ts'
import { edgesBelow, partnersUsing, subcontractorTree } from './subcontractor.queries.ts'
import { deleteSubcontract, insertSubcontract, lockSubcontracts, subcontractOf } from './subcontractor.store.ts'

/** Shows who works below a partner, tier by tier, and who passes work to it. */
export const showSubcontractors = async (ctx: ReadCtx, partnerId: string) => {
  await reachPartner(ctx, partnerRights.read, partnerId)
  const scope = authorize(ctx, partnerRights.read)
  const tree = await subcontractorTree(ctx.db, ctx.actor.tenant, scope, partnerId)
  return { ...tree, usedBy: await partnersUsing(ctx.db, ctx.actor.tenant, scope, partnerId) }
}

/** Registers that a partner passes work on to another; a step that would close a circle is refused. */
export const addSubcontractor = async (ctx: WriteCtx, partnerId: string, body: z.output<typeof SubcontractBody>) => {
  const from = await reachPartner(ctx, partnerRights.update, partnerId)
  const to = await reachPartner(ctx, partnerRights.update, body.subcontractorId)
  const tenant = ctx.actor.tenant
  await lockSubcontracts(ctx.db, tenant)
  if (wouldLoop(await edgesBelow(ctx.db, tenant, to.id), from.id, to.id)) throw subcontractErrors.would_loop()
  const id = ctx.newId()
  const own = { tenantId: tenant, id, createdAt: ctx.now, updatedAt: ctx.now }
  if (!(await insertSubcontract(ctx.db, { ...own, ...body, partnerId }))) throw subcontractErrors.already_there()
  const subject = { type: 'subcontract', id }
  ctx.record({ stream: 'partner', event: 'subcontract.added', subject, after: { partnerId, ...body } })
  await noteOnTimeline(ctx, {
    partnerId,
    kind: 'partner',
    event: 'subcontract.added',
    params: { name: to.name },
    subject: { type: 'partner', id: to.id },
  })
  return showSubcontractors(ctx, partnerId)
}

/** Ends the passing on of work from a partner to another. */
export const removeSubcontractor = async (ctx: WriteCtx, partnerId: string, id: string) => {
  await reachPartner(ctx, partnerRights.update, partnerId)
  const before = await subcontractOf(ctx.db, ctx.actor.tenant, partnerId, id)
  if (before === undefined) throw platformErrors.not_found()
  const to = await reachPartner(ctx, partnerRights.update, before.subcontractorId)
  await deleteSubcontract(ctx.db, ctx.actor.tenant, id)
  const subject = { type: 'subcontract', id }
  const { subcontractorId, purpose } = before
  ctx.record({
    stream: 'partner',
    event: 'subcontract.removed',
    subject,
    before: { partnerId, subcontractorId, purpose },
  })
  await noteOnTimeline(ctx, {
    partnerId,
    kind: 'partner',
    event: 'subcontract.removed',
    params: { name: to.name },
    subject: { type: 'partner', id: to.id },
  })
  return showSubcontractors(ctx, partnerId)
}
