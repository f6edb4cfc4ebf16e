import { beforeAll, expect, it } from 'vitest'
import { startRatedApp } from './rated-app.fixture.ts'

let at: Awaited<ReturnType<typeof startRatedApp>>
beforeAll(async () => {
  at = await startRatedApp()
})

it('keeps every one of three answers that arrive at the same moment', async () => {
  for (let round = 0; round < 5; round += 1) {
    const partnerId = await at.partner()
    const quick = ['connected', 'sensitiveData', 'stopsWithinDay'].map((question) =>
      at.app.admin.send('PUT', '/triage', { answers: [{ partnerId, [question]: false }] }),
    )
    expect((await Promise.all(quick)).map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await at.level(partnerId)).toMatchObject({ effective: 0, provisional: true })
  }
})
