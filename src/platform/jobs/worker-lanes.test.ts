import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { roleName, rolePassword } from '../db/roles.ts'
import { writing } from '../work.ts'
import { createWorkerBoss } from './boss.ts'
import type { Subscriber } from './outbox.ts'
import { workSubscriber } from './worker.ts'

const QUEUE = 'engagements.rerate_chunk'
const EVENT = 'rerating.chunk_planned'
let app: TestApp
let stop: (() => Promise<void>) | undefined
beforeAll(async () => {
  app = await startApp()
})
afterEach(async () => {
  await stop?.()
  stop = undefined
})

const happen = (events: number) =>
  writing(app.engine, app.admin.actor, async ({ emit }) => {
    for (let no = 0; no < events; no += 1) emit(EVENT, { chunkId: randomUUID() })
  })

const start = async (handle: Subscriber['handle']): Promise<void> => {
  const user = roleName('clock')
  const { place, roleSecret } = app.database
  const boss = await createWorkerBoss({ ...place, user, password: rolePassword(roleSecret, user) })
  await workSubscriber(boss, app.engine, { name: QUEUE, event: EVENT, lanes: 2, handle })
  stop = () => boss.stop({ graceful: true, timeout: 20_000 })
}

it('takes events side by side as soon as nobody waits for an answer', async () => {
  await happen(2)
  let running = 0
  let meet: () => void = () => undefined
  const met = new Promise<void>((resolve) => {
    meet = resolve
  })
  await start(async () => {
    running += 1
    if (running === 2) meet()
    await met
  })
  // Each waits for the other: one after the other neither would end.
  await met
  expect(running).toBe(2)
})

it('takes them one after the other while somebody does', async () => {
  const asking = await app.engine.pools.app.connect()
  await happen(4)
  let [running, most, done] = [0, 0, 0]
  await start(async ({ db }) => {
    running += 1
    most = Math.max(most, running)
    for (let no = 0; no < 5; no += 1) await db.execute('SELECT 1')
    running -= 1
    done += 1
  })
  await expect.poll(() => done, { timeout: 15_000 }).toBe(4)
  asking.release()
  expect(most).toBe(1)
})
