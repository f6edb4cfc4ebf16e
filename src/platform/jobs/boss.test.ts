import { beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { QUEUES } from '../../app.ts'
import { OWNER, rolePassword } from '../db/roles.ts'
import { prepareJobs, type QueuePlan } from './boss.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const prepare = (queues: readonly QueuePlan[]) =>
  app.database.asAdmin((client) => {
    const { place, roleSecret } = app.database
    const owner = { ...place, user: OWNER, password: rolePassword(roleSecret, OWNER) }
    return prepareJobs(owner, queues, (text) => client.query(text))
  })

const queues = () =>
  app.database.asAdmin(
    async (client) =>
      (await client.query('SELECT name, retry_limit, expire_seconds, xmin::text FROM jobs.queue ORDER BY name')).rows,
  )

it('writes at a start only the queues whose plan has changed', async () => {
  const before = await queues()
  await prepare(QUEUES)
  expect(await queues()).toEqual(before)
  const [first] = QUEUES
  if (first === undefined) throw new Error('there is no queue')
  await prepare(QUEUES.map((plan) => (plan === first ? { ...plan, retryLimit: 3, expireInSeconds: 60 } : plan)))
  const after = await queues()
  expect(after.filter((queue) => !before.some(({ xmin }) => xmin === queue.xmin))).toEqual([
    expect.objectContaining({ name: first.name, retry_limit: 3, expire_seconds: 60 }),
  ])
})
