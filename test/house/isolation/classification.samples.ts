import { engaged } from './engagements.samples.ts'
import { memberBody } from './newcomer.ts'
import { made, type Samples, sample, type World } from './sample.ts'

const ANSWERS = { connected: true, sensitiveData: false, stopsWithinDay: false }
const OVERRIDE = { level: 3, reason: '設備の入替えが済むまで', expiresOn: '2026-12-31' }

/** An override that an executive has consented to. */
const granted = async (world: World, canary: string): Promise<string> => {
  const { app } = world
  const { id } = await engaged(world, canary)
  const executive = await app.person('executive')
  const { waiting } = (await app.admin.send('POST', `/partners/${id}/override`, OVERRIDE)).body
  await app.database.asAdmin((client) =>
    client.query(`UPDATE overrides SET state = 'in_force', approved_by = $2 WHERE id = $1`, [
      waiting.id,
      executive.actor.memberId,
    ]),
  )
  return String(waiting.id)
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
  getOverrideconsent: sample('tenant', async ({ app }, canary) => {
    const roles = [{ role: 'executive', scopeKind: 'all', unitId: null }]
    await made(app.admin.send('POST', '/members', { ...memberBody(canary), roles }))
    return {}
  }),
  postPartnersIdOverride: sample('partner', async (world, canary) => {
    const { id } = await engaged(world, canary)
    await world.app.person('executive')
    return { path: { id }, body: OVERRIDE }
  }),
  postOverridesIdWithdraw: sample('partner', async (world, canary) => ({
    path: { id: await granted(world, canary) },
    headers: { 'if-match': '1' },
  })),
}
