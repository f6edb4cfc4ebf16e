import type { z } from 'zod'
import { CHECKED_LEVELS, moveStage } from '../../domain/partner/stage.ts'
import { RISK_LEVELS } from '../../domain/risk/level.ts'
import { authorize, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { readPolicyIfAny } from '../catalog/read-policy.service.ts'
import { partnerRights } from './partner.policy.ts'
import { noteOnTimeline, showPartner } from './partner.service.ts'
import { getPartner } from './partner.store.ts'
import type { StageMoveBody } from './stage.contract.ts'
import { stageErrors } from './stage.errors.ts'
import { exceptionInForce, setStage } from './stage.store.ts'

const checkedLevels = async (ctx: WriteCtx) =>
  (await readPolicyIfAny(ctx))?.document.candidates.requiredFor ?? CHECKED_LEVELS

/** Moves the relationship with a partner on or back; what the move rests on is kept in the ledger. */
export const movePartner = async (ctx: WriteCtx, id: string, version: number, body: z.output<typeof StageMoveBody>) => {
  const { tenant } = ctx.actor
  const found = await getPartner(ctx.db, tenant, authorize(ctx, partnerRights.archive), id)
  if (found === undefined) throw platformErrors.not_found()
  const { partner: before, current } = found
  if (before.version !== version) throw platformErrors.changed_meanwhile({ version: before.version })
  if (before.mergedInto !== null) throw stageErrors.wrong_stage()
  const level = current.levelEffective === null ? null : (RISK_LEVELS[current.levelEffective] ?? null)
  const facts = {
    level,
    checkPassed: body.check !== null,
    exceptionApproved: await exceptionInForce(ctx.db, tenant, id, ctx.now),
    offboardingDone: body.offboarding !== null,
  }
  const moved = moveStage(before.stage, body.move, facts, await checkedLevels(ctx))
  if (!moved.ok) throw stageErrors[moved.reason]()
  if (!(await setStage(ctx.db, before, moved.next, null, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: before.version + 1 })
  const { reason, ...grounds } = body
  ctx.record({
    stream: 'partner',
    event: 'partner.moved',
    subject: { type: 'partner', id },
    before: { stage: before.stage },
    after: { stage: moved.next, ...grounds, exceptionApproved: facts.exceptionApproved },
    reason,
  })
  ctx.emit('partner.moved', { partnerId: id })
  await noteOnTimeline(ctx, {
    partnerId: id,
    kind: 'partner',
    event: 'partner.moved',
    params: { from: before.stage, to: moved.next, reason },
  })
  return showPartner(ctx, id)
}
