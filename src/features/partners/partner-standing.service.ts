import type { PlainDate } from '../../domain/time.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { setCurrent, setCurrents } from './partner.store.ts'

/** How a partner stands with its assessment, as lists and dashboards show it. */
export type AssessmentStanding = {
  assessmentState?: string
  answerDue?: PlainDate | null
  nextDue?: PlainDate | null
  maturity?: number | null
  scoreBp?: number | null
}

/** Keeps a partner's standing true in the transaction that changes its assessment; for features further right. */
export const noteAssessmentStanding = (ctx: WriteCtx, partnerId: string, standing: AssessmentStanding): Promise<void> =>
  setCurrent(ctx.db, ctx.actor.tenant, partnerId, standing)

/** Keeps the standing of many partners true at once; the same things are noted of each. */
export const noteAssessmentStandings = (
  ctx: WriteCtx,
  standings: readonly ({ partnerId: string } & AssessmentStanding)[],
): Promise<void> => setCurrents(ctx.db, ctx.actor.tenant, standings)
