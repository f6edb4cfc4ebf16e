import { openDeadline } from '../../../src/features/deadlines/deadline.service.ts'
import { toInstant } from '../../../src/platform/clock.ts'
import { writing } from '../../../src/platform/work.ts'
import { type Samples, sample } from './sample.ts'

export const samples: Samples = {
  getDeadlines: sample('partner', async (world, canary) => {
    const partner = await world.partner(canary)
    const { app } = world
    const now = Date.parse(app.clock.now())
    await writing(app.engine, app.admin.actor, (ctx) =>
      openDeadline(ctx, {
        kind: canary,
        subject: { type: 'partner', id: partner.id },
        cycleKey: canary,
        stream: 'partner',
        partnerId: partner.id,
        ownerId: app.admin.actor.memberId,
        opensAt: toInstant(now),
        startsFrom: 'sent',
        dueAt: toInstant(now + 86_400_000),
        dueLocal: null,
        tz: 'Asia/Tokyo',
        calendarVersion: 'japan/1',
        rule: { id: 'test', version: 1 },
      }),
    )
    return { query: 'limit=200' }
  }),
}
