import { noteOnTimeline } from '../../../src/features/partners/partner.service.ts'
import { writing } from '../../../src/platform/work.ts'
import { idOf, made, type Samples, sample } from './sample.ts'

export const samples: Samples = {
  getPartners: sample('partner', async (world, canary) => {
    await world.partner(canary)
    return { query: `q=${canary}` }
  }),
  getPartnersFacets: sample('partner', async (world, canary) => {
    await world.partner(canary)
    return { query: `q=${canary}`, shows: '"matching":1' }
  }),
  postPartners: sample('tenant', async ({ app }, canary) => {
    const unit = { name: `部 ${canary}`, nameEn: '', kind: 'division', parentId: null, tz: 'Asia/Tokyo' }
    return { body: { name: canary, unitIds: [idOf(await made(app.admin.send('POST', '/units', unit)))] } }
  }),
  getPartnersId: sample('partner', async (world, canary) => ({ path: { id: (await world.partner(canary)).id } })),
  patchPartnersId: sample('partner', async (world, canary) => ({
    path: { id: (await world.partner(canary)).id },
    body: { website: 'https://example.jp' },
    headers: { 'if-match': '1' },
  })),
  getPartnersIdTimeline: sample('partner', async (world, canary) => {
    const { id } = await world.partner(canary)
    const note = { partnerId: id, kind: 'partner', event: 'partner.updated', params: { name: canary } }
    await writing(world.app.engine, world.app.admin.actor, (ctx) => noteOnTimeline(ctx, note))
    return { path: { id } }
  }),
}
