import type { WriteCtx } from '../../platform/context.ts'
import { turnPeriods } from './period.store.ts'
import { rateAfterChange } from './rate-partners.service.ts'

/** Starts engagements whose first day has come and ends those whose last day has passed; gives how many it turned. */
export const followPeriods = async (ctx: WriteCtx, limit = 200): Promise<number> => {
  const turned = await turnPeriods(ctx.db, ctx.actor.tenant, ctx.today, ctx.now, limit)
  for (const { id, partnerId, state } of turned)
    ctx.record({
      stream: 'partner',
      event: state === 'ended' ? 'engagement.ended' : 'engagement.started',
      subject: { type: 'engagement', id },
      after: { partnerId, state },
      reason: 'period',
    })
  await rateAfterChange(ctx, [...new Set(turned.map((row) => row.partnerId))], 'period')
  return turned.length
}
