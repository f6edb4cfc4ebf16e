import { beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/support/app.ts'
import { reading, writing } from './work.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

it.each([
  ['Asia/Tokyo', '2026-11-22'],
  ['America/Los_Angeles', '2026-11-21'],
])('an organisation in %s works on its own day, whatever the day of the machine', async (tz, today) => {
  const { tenant } = app.admin.actor
  await app.database.asAdmin((client) => client.query('UPDATE tenants SET tz = $2 WHERE id = $1', [tenant, tz]))
  app.clock.set('2026-11-21T16:00:00.000Z')
  const dayOf = async ({ zone, today: day }: { zone: string; today: string }) => [zone, day]
  expect(await reading(app.engine, app.admin.actor, dayOf)).toEqual([tz, today])
  expect(await writing(app.engine, app.admin.actor, dayOf)).toEqual([tz, today])
})
