import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { roleName, rolePassword } from '../db/roles.ts'
import { writing } from '../work.ts'
import { createWorkerBoss } from './boss.ts'
import type { Subscriber } from './outbox.ts'
import { workSubscriber } from './worker.ts'

const QUEUE = 'timeline-deadline-overdue'
const EVENT = 'deadline.overdue'
let app: TestApp
let stop: (() => Promise<void>) | undefined
beforeAll(async () => {
  app = await startApp()
})
afterEach(async () => {
  await stop?.()
  stop = undefined
})

const tenant = () => app.admin.actor.tenant
const rows = (text: string, values: unknown[]) =>
  app.database.asAdmin(async (client) => (await client.query(text, values)).rows)

/** Puts one event per matter into the queue, each caused by a request of its own. */
const happen = (matters: readonly string[], eventIds: readonly string[]) =>
  writing(app.engine, app.admin.actor, async ({ db }) => {
    for (const [at, deadlineId] of matters.entries())
      await app.engine.outbox(db, { tenant: tenant(), newId: () => eventIds[at] ?? '' }, [
        { event: EVENT, ids: { deadlineId }, correlation: `cause-${deadlineId}` },
      ])
  })

type Way = 'one after the other' | 'all at once'

/** A subscriber that leaves a ledger entry and an event behind for each matter, and fails for those that are poisoned. */
const leaving = (way: Way, poisoned: readonly string[] = []): Subscriber => {
  const handle: Subscriber['handle'] = async (ctx, { deadlineId = '' }) => {
    ctx.record({ stream: 'org', event: 'probe.left', subject: { type: 'probe', id: deadlineId }, after: {} })
    ctx.emit('deadline.extended', { deadlineId })
    if (poisoned.includes(deadlineId)) throw new Error('poisoned')
  }
  const one = { name: QUEUE, event: EVENT, together: 50 }
  if (way === 'one after the other') return { ...one, handle }
  return {
    ...one,
    handle: () => Promise.reject(new Error('there is a way for all')),
    handleAll: async (taken) => {
      for (const { ctx, ids } of taken) await handle(ctx, ids)
    },
  }
}

const start = async (subscriber: Subscriber): Promise<void> => {
  const user = roleName('clock')
  const { place, roleSecret } = app.database
  const boss = await createWorkerBoss({ ...place, user, password: rolePassword(roleSecret, user) })
  await workSubscriber(boss, app.engine, subscriber)
  stop = () => boss.stop({ graceful: true, timeout: 20_000 })
}

const statesOf = async (eventIds: readonly string[]) =>
  (
    await rows(`SELECT state FROM jobs.job WHERE name = $1 AND data->>'eventId' = ANY($2) ORDER BY state::text`, [
      QUEUE,
      eventIds,
    ])
  ).map((row) => row.state)

const leftBy = (matters: readonly string[]) =>
  rows(`SELECT subject_id FROM ledger_entries WHERE event = 'probe.left' AND subject_id = ANY($1)`, [matters])

describe.each<Way>(['one after the other', 'all at once'])('events taken together, %s', (way) => {
  it('takes events that may go together in one transaction, each once and under its own cause', async () => {
    const matters = [randomUUID(), randomUUID(), randomUUID()]
    const [first = '', second = '', third = ''] = matters
    const eventIds = [randomUUID(), randomUUID(), randomUUID()]
    await happen([...matters, first], [...eventIds, eventIds[0] ?? ''])
    await start(leaving(way))
    await expect.poll(() => statesOf(eventIds), { timeout: 15_000 }).toEqual(Array(4).fill('completed'))
    expect((await leftBy(matters)).map((row) => row.subject_id).toSorted()).toEqual(matters.toSorted())
    const marks = await rows('SELECT DISTINCT xmin::text FROM handled_events WHERE event_id = ANY($1)', [eventIds])
    expect(marks).toHaveLength(1)
    const followed = await rows(
      `SELECT data->>'correlation' AS cause FROM jobs.job WHERE name = 'timeline-deadline-extended' AND data->'ids'->>'deadlineId' = ANY($1)`,
      [matters],
    )
    expect(followed.map((row) => row.cause).toSorted()).toEqual(
      [first, second, third].map((id) => `cause-${id}`).toSorted(),
    )
  })

  it('lets an event that cannot be handled take no other down with it', async () => {
    const matters = [randomUUID(), randomUUID(), randomUUID()]
    const eventIds = [randomUUID(), randomUUID(), randomUUID()]
    const [, poisoned = ''] = matters
    await happen(matters, eventIds)
    await start(leaving(way, [poisoned]))
    await expect.poll(() => statesOf(eventIds), { timeout: 15_000 }).toEqual(['completed', 'completed', 'retry'])
    expect((await leftBy(matters)).map((row) => row.subject_id).toSorted()).toEqual(
      matters.filter((id) => id !== poisoned).toSorted(),
    )
  })
})
