import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { writing } from '../work.ts'
import { waitingQueues } from './lookout.ts'

const QUEUE = 'timeline-deadline-overdue'
let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const emit = async (): Promise<string> => {
  const eventId = randomUUID()
  await writing(app.engine, app.admin.actor, ({ db }) =>
    app.engine.outbox(db, { tenant: app.admin.actor.tenant, newId: () => eventId }, [
      { event: 'deadline.overdue', ids: { deadlineId: randomUUID() }, correlation: 'lookout' },
    ]),
  )
  return eventId
}

/** What the rows of a job say after something has happened to it. */
const become = (eventId: string, change: string) =>
  app.database.asAdmin((client) => client.query(`UPDATE jobs.job SET ${change} WHERE data->>'eventId' = $1`, [eventId]))

it('sees an event from the moment it is committed until it is in hand, and a next try only when it is due', async () => {
  expect(await waitingQueues(app.engine)).toEqual([])
  const eventId = await emit()
  expect(await waitingQueues(app.engine)).toEqual([QUEUE])
  await become(eventId, `state = 'active', started_on = now()`)
  expect(await waitingQueues(app.engine)).toEqual([])
  await become(eventId, `state = 'retry', start_after = now() + interval '1 minute'`)
  expect(await waitingQueues(app.engine)).toEqual([])
  await become(eventId, `start_after = now() - interval '1 second'`)
  expect(await waitingQueues(app.engine)).toEqual([QUEUE])
  await become(eventId, `state = 'completed'`)
  expect(await waitingQueues(app.engine)).toEqual([])
})
