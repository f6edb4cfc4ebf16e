import type { WriteCtx } from '../../platform/context.ts'
import { intakeFacts } from '../partners/intake.queries.ts'
import { rateAfterChange } from './rate-partners.service.ts'
import { answeredAlready } from './triage.queries.ts'
import { saveAnswers } from './triage.store.ts'

/** Takes what a department said about a new partner as its triage answers, which give a provisional level; answers a person gave meanwhile stand. */
export const adoptIntakeAnswers = async (ctx: WriteCtx, requestId: string): Promise<void> => {
  const { tenant } = ctx.actor
  const facts = await intakeFacts(ctx.db, tenant, requestId)
  if (facts === undefined || (await answeredAlready(ctx.db, tenant, facts.partnerId))) return
  const { partnerId, ...after } = facts
  await saveAnswers(ctx.db, tenant, [{ ...facts, id: ctx.newId() }], null, ctx.now)
  ctx.record({
    stream: 'partner',
    event: 'triage.answered',
    subject: { type: 'partner', id: partnerId },
    after,
    reason: 'partner.proposed',
  })
  await rateAfterChange(ctx, [partnerId], 'partner.proposed')
}
