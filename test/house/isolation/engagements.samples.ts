import { idOf, made, type Samples, sample, type World } from './sample.ts'

/** A partner whose one engagement is for the canary. */
export const engaged = async ({ app, partner }: World, canary: string): Promise<{ id: string; engagement: string }> => {
  const { id } = await partner(`委託 ${canary.slice(4)}`)
  const row = await made(app.admin.send('POST', `/partners/${id}/engagements`, { purpose: canary }))
  return { id, engagement: /"id":"([0-9a-f-]{36})"/.exec(JSON.stringify(row))?.[1] ?? idOf(row) }
}

export const samples: Samples = {
  getPartnersIdEngagements: sample('partner', async (world, canary) => ({
    path: { id: (await engaged(world, canary)).id },
  })),
  postPartnersIdEngagements: sample('partner', async (world, canary) => ({
    path: { id: (await world.partner('委託の会社')).id },
    body: { purpose: canary },
  })),
  getEngagementsId: sample('partner', async (world, canary) => ({
    path: { id: (await engaged(world, canary)).engagement },
  })),
  patchEngagementsId: sample('partner', async (world, canary) => ({
    path: { id: (await engaged(world, canary)).engagement },
    body: { contractRef: 'K-1' },
    headers: { 'if-match': '1' },
  })),
  postPartnersIdEngagementsPropose: sample('partner', async (world) => ({
    path: { id: (await world.partner('委託の会社')).id },
    body: { purpose: '部品の加工' },
    shows: '"gridLevel"',
  })),
  postEngagementsIdEnd: sample('partner', async (world, canary) => ({
    path: { id: (await engaged(world, canary)).engagement },
    headers: { 'if-match': '1' },
  })),
  getPartnersIdRating: sample('partner', async (world, canary) => ({
    path: { id: (await engaged(world, canary)).id },
  })),
  getPartnersIdConnections: sample('partner', async (world, canary) => ({
    path: { id: (await world.partner(canary)).id },
  })),
}
