import { engaged } from './engagements.samples.ts'
import { made, type Samples, sample, type World } from './sample.ts'

const ANSWERS = { connected: true, sensitiveData: false, stopsWithinDay: false }
const OVERRIDE = { level: 3, reason: '設備の入替えが済むまで', expiresOn: '2026-12-31' }

/** An override that waits for the consent of an executive. */
const waiting = async (world: World, canary: string): Promise<string> => {
  const { id } = await engaged(world, canary)
  await world.app.person('executive')
  const rating = await world.app.admin.send('POST', `/partners/${id}/override`, OVERRIDE)
  return String((await made(Promise.resolve(rating))).waiting && rating.body.waiting.id)
}

export const samples: Samples = {
  getTriage: sample('partner', async (world, canary) => {
    await world.partner(canary)
    return { query: `q=${canary}` }
  }),
  putTriage: sample('partner', async (world, canary) => ({
    body: { answers: [{ partnerId: (await world.partner(canary)).id, ...ANSWERS }] },
  })),
  postTriageApplyfilter: sample('partner', async (world, canary) => {
    await world.partner(canary)
    return { body: { filter: { q: canary }, only: 'unrated', answers: ANSWERS }, shows: '"applied":1', searches: true }
  }),
  postPartnersIdOverride: sample('partner', async (world, canary) => {
    const { id } = await engaged(world, canary)
    await world.app.person('executive')
    return { path: { id }, body: OVERRIDE }
  }),
  postOverridesIdWithdraw: sample('partner', async (world, canary) => ({
    path: { id: await waiting(world, canary) },
    headers: { 'if-match': '1' },
  })),
}
