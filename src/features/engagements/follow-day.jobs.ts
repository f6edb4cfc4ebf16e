import type { Instant } from '../../domain/time.ts'
import { systemActor } from '../../platform/context.ts'
import { engineAt } from '../../platform/jobs/every-tenant.ts'
import { type Engine, writing } from '../../platform/work.ts'
import { expireOverrides } from './override.service.ts'
import { followPeriods } from './period.service.ts'

const BATCH = 200

/** Lets the calendar take effect on levels: overrides past their last day end, engagements start and end; answers how many changed. */
export const followDay = async (engine: Engine, tenant: string, now: Instant): Promise<number> => {
  const at = engineAt(engine, now)
  const actor = systemActor(tenant, 'clock', `day-${Date.parse(now)}`)
  let total = 0
  for (const turn of [expireOverrides, followPeriods])
    for (let turned = BATCH; turned === BATCH; total += turned)
      turned = await writing(at, actor, (ctx) => turn(ctx, BATCH))
  return total
}
