import { addMonths } from '../../domain/calendar/plain-date.ts'
import type { PlainDate } from '../../domain/time.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { listConsenters, moveOn, openApproval, readApproval } from '../approvals/approval.service.ts'
import { readPolicy } from '../catalog/read-policy.service.ts'
import { noteOnTimeline } from '../partners/partner.service.ts'
import { holdForRating } from '../partners/rating.service.ts'
import { engagementErrors } from './engagement.errors.ts'
import { engagementRights } from './engagement.policy.ts'
import { assertPartner } from './engagement.service.ts'
import { hasWaiting, type OverrideRow, overrideByApproval, overrideInScope, overridesPast } from './override.queries.ts'
import { insertOverride, lockOpenOverrides, updateOverride } from './override.store.ts'
import { rateAfterChange } from './rate-partners.service.ts'
import { showRating } from './show-rating.service.ts'

const shown = (level: number | null): string => (level === null ? '-' : `R${level}`)

const note = (ctx: WriteCtx, { id, partnerId, level, expiresOn }: OverrideRow, event: string) =>
  noteOnTimeline(ctx, {
    partnerId,
    kind: 'engagement',
    event,
    params: { level: shown(level), expiresOn },
    subject: { type: 'override', id },
  })

const put = async (ctx: WriteCtx, row: OverrideRow, change: Partial<OverrideRow>, event: string) => {
  if (!(await updateOverride(ctx.db, row, change, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: row.version + 1 })
  ctx.record({
    stream: 'partner',
    event,
    subject: { type: 'override', id: row.id },
    before: { state: row.state },
    after: { partnerId: row.partnerId, level: row.level, expiresOn: row.expiresOn, ...change },
    reason: row.reason,
  })
  await note(ctx, row, event)
}

const assertPeriod = async (ctx: WriteCtx, expiresOn: PlainDate): Promise<void> => {
  const today = ctx.today
  const latest = addMonths(today, (await readPolicy(ctx)).policy.document.overrideMonths)
  if (expiresOn < today) throw engagementErrors.override_past({ today })
  if (expiresOn > latest) throw engagementErrors.override_too_long({ latest })
}

/** Asks for another level of a partner, with a reason and a last day; it holds only once another person has consented. */
export const askOverride = async (
  ctx: WriteCtx,
  partnerId: string,
  wish: {
    level: number
    reason: string
    expiresOn: string
    approverId?: string | undefined
    deciderId?: string | undefined
  },
) => {
  const partner = await assertPartner(ctx, authorize(ctx, engagementRights.override), partnerId)
  if (ctx.actor.memberId === null) throw platformErrors.unauthenticated()
  const expiresOn = wish.expiresOn as PlainDate
  await assertPeriod(ctx, expiresOn)
  // Held first: two who ask at the same moment must not both find that nobody has asked.
  await holdForRating(ctx, [partnerId])
  if (await hasWaiting(ctx.db, ctx.actor.tenant, partnerId)) throw engagementErrors.override_waiting()
  const { override, effective } = await showRating(ctx, partnerId)
  if (override === null && effective === wish.level) throw engagementErrors.override_same()
  const id = ctx.newId()
  const change = `${shown(effective)} → ${shown(wish.level)}`
  const approvalId = await openApproval(ctx, {
    kind: 'level_override',
    subjectType: 'override',
    subjectId: id,
    partnerId,
    title:
      ctx.actor.locale === 'ja'
        ? `水準の上書き：${partner.name} ${change}`
        : `Override of a level: ${partner.name} ${change}`,
    reason: wish.reason,
    proposal: { level: wish.level, from: effective, expiresOn },
    expiresAt: null,
    wantsApproval: (await readPolicy(ctx)).policy.document.consents.override.approval,
    approverId: wish.approverId ?? null,
    deciderId: wish.deciderId ?? null,
  })
  await insertOverride(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    partnerId,
    level: wish.level,
    reason: wish.reason,
    expiresOn,
    state: 'asked',
    approvalId,
    askedBy: ctx.actor.memberId,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  })
  ctx.record({
    stream: 'partner',
    event: 'override.asked',
    subject: { type: 'override', id },
    before: { level: effective },
    after: { partnerId, ...wish },
    reason: wish.reason,
  })
  await noteOnTimeline(ctx, {
    partnerId,
    kind: 'engagement',
    event: 'override.asked',
    params: { level: shown(wish.level), expiresOn },
    subject: { type: 'override', id },
  })
  return showRating(ctx, partnerId)
}

/** Whether someone approves an override before it is decided, and who may do either. */
export const showOverrideConsent = async (ctx: ReadCtx) => {
  authorize(ctx, engagementRights.override)
  const { approval } = (await readPolicy(ctx)).policy.document.consents.override
  return { approval, people: await listConsenters(ctx) }
}

/** Puts an override into force after another person consented; one that came too late ends at once. */
export const grantOverride = async (ctx: WriteCtx, approvalId: string): Promise<void> => {
  const row = await overrideByApproval(ctx.db, ctx.actor.tenant, approvalId)
  if (row === undefined || row.state !== 'asked') return
  const { decidedBy } = await readApproval(ctx, approvalId)
  if (decidedBy === null || decidedBy === row.askedBy) return
  if (row.expiresOn < ctx.today) {
    await put(ctx, row, { state: 'ended', endedBecause: 'expired', endedAt: ctx.now }, 'override.expired')
    return
  }
  for (const former of await lockOpenOverrides(ctx.db, ctx.actor.tenant, row.partnerId))
    if (former.state === 'in_force')
      await put(ctx, former, { state: 'ended', endedBecause: 'replaced', endedAt: ctx.now }, 'override.replaced')
  await put(ctx, row, { state: 'in_force', approvedBy: decidedBy }, 'override.granted')
  await rateAfterChange(ctx, [row.partnerId], 'override.granted')
}

/** Closes an override whose consent was refused, withdrawn or never came. */
export const refuseOverride = async (ctx: WriteCtx, approvalId: string): Promise<void> => {
  const row = await overrideByApproval(ctx.db, ctx.actor.tenant, approvalId)
  if (row === undefined || row.state !== 'asked') return
  await put(ctx, row, { state: 'refused', endedAt: ctx.now }, 'override.refused')
}

/** Takes an override back: a waiting one by the person who asked, one in force by anyone who may ask for one. */
export const withdrawOverride = async (ctx: WriteCtx, id: string, version: number) => {
  const scope = authorize(ctx, engagementRights.override)
  const row = await overrideInScope(ctx.db, ctx.actor.tenant, scope, id)
  if (row === undefined || (row.state !== 'asked' && row.state !== 'in_force')) throw platformErrors.not_found()
  if (row.version !== version) throw platformErrors.changed_meanwhile({ version: row.version })
  if (row.state === 'asked' && row.approvalId !== null) {
    const approval = await readApproval(ctx, row.approvalId)
    await moveOn(ctx, approval.id, approval.version, { act: 'withdraw', comment: '', actingFor: null })
  }
  await put(ctx, row, { state: 'ended', endedBecause: 'withdrawn', endedAt: ctx.now }, 'override.withdrawn')
  await rateAfterChange(ctx, [row.partnerId], 'override.withdrawn')
  return showRating(ctx, row.partnerId)
}

/** Ends overrides whose last day has passed, as many as fit into one transaction; gives how many it ended. */
export const expireOverrides = async (ctx: WriteCtx, limit = 200): Promise<number> => {
  const rows = await overridesPast(ctx.db, ctx.actor.tenant, ctx.today, limit)
  for (const row of rows)
    await put(ctx, row, { state: 'ended', endedBecause: 'expired', endedAt: ctx.now }, 'override.expired')
  await rateAfterChange(
    ctx,
    rows.map((row) => row.partnerId),
    'override.expired',
  )
  return rows.length
}
