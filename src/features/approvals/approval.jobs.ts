import type { Instant } from '../../domain/time.ts'
import { systemActor } from '../../platform/context.ts'
import { type Engine, writing } from '../../platform/work.ts'
import { lapseApprovals } from './approval.service.ts'

const BATCH = 100

/** Closes the requests of an organisation whose end has passed; answers how many it closed. */
export const closeLapsed = async (engine: Engine, tenant: string, now: Instant): Promise<number> => {
  const actor = systemActor(tenant, 'clock', `approvals-${Date.parse(now)}`)
  let total = 0
  for (let closed = BATCH; closed === BATCH; total += closed)
    closed = await writing(engine, actor, (ctx) => lapseApprovals(ctx, BATCH))
  return total
}
