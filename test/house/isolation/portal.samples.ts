import { portalClient } from '../../../src/features/assessments/assessment.fixture.ts'
import { idOf, type Link, made, type OwnRequest, type Samples, sample, type World } from './sample.ts'

/** What the people who asked are shown of the request. */
const seenInside =
  ({ app }: World, { request }: Pick<Link, 'request'>): NonNullable<OwnRequest['proof']> =>
  async () => {
    const { items, comments, state } = (await app.admin.send('GET', `/assessments/${request}`)).body
    return JSON.stringify([state, comments, items.map((item: { answer: unknown }) => item.answer)])
  }

const firstKey = async ({ send }: Link): Promise<string> =>
  String((await send('GET', '/portal/request')).body.questions[0]?.key)

const answer = async (link: Link, comment: string): Promise<void> => {
  for (const { key } of (await link.send('GET', '/portal/request')).body.questions)
    await made(link.send('PUT', `/portal/answers/${key}`, { value: 'partly', comment }))
}

const upload = async (link: Link, canary: string): Promise<string> =>
  idOf(
    await made(
      link.send(
        'POST',
        `/portal/answers/${await firstKey(link)}/files?name=${canary}.txt`,
        Buffer.from(`きまり ${canary}\n`),
      ),
    ),
  )

const helped = async (link: Link, canary: string): Promise<string> => {
  const { sections } = (await link.send('GET', '/portal/request')).body
  const colleague = { name: canary, address: `${canary}@partner.example`, sections: [sections[0].key] }
  return idOf(await made(link.send('POST', '/portal/delegates', colleague)))
}

const gone =
  (link: Link, path: string, canary: string): NonNullable<OwnRequest['proof']> =>
  async () =>
    (await link.send('GET', path)).raw.includes(canary) ? '' : canary

export const samples: Samples = {
  postPortalSession: sample('public', async ({ app, portal }, canary) => {
    const { token } = await portal.ask(canary)
    const client = portalClient(app)
    return {
      owner: { send: (method, path, body) => client.send(method, path.replace(/^.*\/portal/, ''), body) },
      body: { token },
      shows: '"status":"code_sent"',
    }
  }),
  deletePortalSession: sample('new', async ({ portal }, canary) => {
    const owner = await portal.open(canary)
    const proof = async () => ((await owner.send('GET', '/portal/request')).status === 401 ? canary : '')
    return { owner, proof }
  }),
  getPortalRequest: sample('portal', async ({ portal }, canary) => ({ owner: await portal.open(canary) })),
  putPortalAnswersKey: sample('portal', async (world, canary) => {
    const owner = await world.portal.open('')
    const key = await firstKey(owner)
    return { owner, path: { key }, body: { value: 'partly', comment: canary }, proof: seenInside(world, owner) }
  }),
  postPortalAnswersKeyFiles: sample('portal', async (world, canary) => {
    const owner = await world.portal.open('')
    const shown = seenInside(world, owner)
    const proof = async () => ((await shown()).includes('きまり.txt') ? canary : '')
    const file = { query: `name=${encodeURIComponent('きまり.txt')}`, body: Buffer.from('入退室のきまり\n') }
    const key = await firstKey(owner)
    await made(owner.send('PUT', `/portal/answers/${key}`, { value: 'done' }))
    return { owner, path: { key }, ...file, shows: canary, proof }
  }),
  getPortalFilesId: sample('portal', async ({ portal }, canary) => {
    const owner = await portal.open('')
    return { owner, path: { id: await upload(owner, canary) } }
  }),
  deletePortalFilesId: sample('portal', async ({ portal }, canary) => {
    const owner = await portal.open('')
    const id = await upload(owner, canary)
    const proof = async () => ((await owner.send('GET', `/portal/files/${id}`)).status === 404 ? canary : '')
    return { owner, path: { id }, proof }
  }),
  getPortalMissing: sample('portal', async ({ portal }, canary) => {
    const owner = await portal.open(canary)
    const key = await firstKey(owner)
    await made(owner.send('PUT', `/portal/answers/${key}`, { value: 'na', comment: '' }))
    return { owner, shows: 'not_applicable_reason_missing' }
  }),
  postPortalSubmission: sample('portal', async (world, canary) => {
    const owner = await world.portal.open('')
    await answer(owner, '社内で対応中です')
    const shown = seenInside(world, owner)
    return { owner, proof: async () => ((await shown()).startsWith('["submitted"') ? canary : '') }
  }),
  getPortalResult: sample('portal', async ({ app, portal }, canary) => {
    const owner = await portal.open('')
    await answer(owner, '社内で対応中です')
    await made(owner.send('POST', '/portal/submission'))
    const decided = { acceptRest: true, note: canary }
    await made(app.admin.send('POST', `/assessments/${owner.request}/confirm`, decided))
    return { owner }
  }),
  getPortalDelegates: sample('portal', async ({ portal }, canary) => {
    const owner = await portal.open('')
    await helped(owner, canary)
    return { owner }
  }),
  postPortalDelegates: sample('portal', async ({ portal }, canary) => {
    const owner = await portal.open('')
    const { sections } = (await owner.send('GET', '/portal/request')).body
    const body = { name: canary, address: `${canary}@partner.example`, sections: [sections[0].key] }
    return { owner, body, proof: async () => (await owner.send('GET', '/portal/delegates')).raw.toString() }
  }),
  deletePortalDelegatesId: sample('portal', async ({ portal }, canary) => {
    const owner = await portal.open('')
    const id = await helped(owner, canary)
    return { owner, path: { id }, proof: gone(owner, '/portal/delegates', canary) }
  }),
  postPortalMessages: sample('portal', async (world, canary) => {
    const owner = await world.portal.open('')
    return { owner, body: { text: canary }, proof: seenInside(world, owner) }
  }),
}
