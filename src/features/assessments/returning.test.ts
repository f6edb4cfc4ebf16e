import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import {
  answerAll,
  ask,
  drainEvents,
  lastMail,
  openPortal,
  type PortalClient,
  partnerToAsk,
  startAssessments,
} from './assessment.fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const addPaper = async (client: PortalClient, key: string): Promise<string> =>
  (await client.send('POST', `/answers/${key}/files?name=a.pdf`, PDF, 'application/octet-stream')).body.id
const answered = async (name: string) => {
  const { id, token } = await ask(app, await partnerToAsk(app, name, 1))
  const client = await openPortal(app, token)
  const [first = '', second = '', third = ''] = await answerAll(client)
  return { id, client, first, second, third }
}
const submit = async (client: PortalClient) => expect((await client.send('POST', '/submission')).status).toBe(201)
const giveBack = async (id: string, key: string) => {
  const decision = { decision: 'returned', comment: '資料を一点添えていただけますか' }
  expect((await app.admin.send('PUT', `/assessments/${id}/reviews/${key}`, decision)).status).toBe(200)
  const words = { words: 'もう少しです', deadline: '2026-12-25' }
  expect((await app.admin.send('POST', `/assessments/${id}/return`, words)).status).toBe(200)
}
const clocks = async (id: string) =>
  (
    await app.database.asAdmin((client) =>
      client.query('SELECT cycle_key, state FROM deadlines WHERE subject_id = $1 ORDER BY 1', [id]),
    )
  ).rows
const reviewOf = async (id: string, key: string) =>
  (await app.admin.send('GET', `/assessments/${id}`)).body.items.find((item: { key: string }) => item.key === key)
    .review

describe('the clock of answers that are in', () => {
  it('ends, although they go back before the worker heard of them', async () => {
    const { id, client, first } = await answered('すぐ戻る会社')
    await submit(client)
    await giveBack(id, first)
    await drainEvents(app)
    expect(await clocks(id)).toEqual([
      { cycle_key: 'answers-1', state: 'done' },
      { cycle_key: 'answers-2', state: 'open' },
    ])
  })

  it('ends, although the request is taken back before the worker heard of them', async () => {
    const { id, client } = await answered('すぐ取り下げる会社')
    await submit(client)
    await app.admin.send('POST', `/assessments/${id}/withdraw`, { reason: '取りやめ' })
    await drainEvents(app)
    expect(await clocks(id)).toEqual([{ cycle_key: 'answers-1', state: 'done' }])
  })
})

describe('a decision on an answer', () => {
  it('does not outlive the papers it was made on', async () => {
    const { id, client, first, second, third } = await answered('資料を外す会社')
    const [paper] = [await addPaper(client, first), await addPaper(client, second)]
    await submit(client)
    const decisions = [first, second].map((questionKey) => ({ questionKey, decision: 'accepted' }))
    await app.admin.send('PUT', `/assessments/${id}/reviews`, { decisions })
    await giveBack(id, third)
    expect((await client.send('DELETE', `/files/${paper}`)).status).toBe(204)
    await submit(client)
    expect([await reviewOf(id, first), (await reviewOf(id, second)).automatic]).toEqual([null, true])
  })

  it('is refused of a reviewer who read what was handed in before, as are returning and confirming', async () => {
    const { id, client, first, third } = await answered('読み違える会社')
    await submit(client)
    await giveBack(id, third)
    await submit(client)
    const read = { submissionNo: 1 }
    const paths = [
      ['PUT', `/reviews/${first}`, { decision: 'accepted', ...read }],
      ['PUT', '/reviews', { decisions: [{ questionKey: first, decision: 'accepted' }], ...read }],
      ['POST', '/return', { words: 'もう少しです', deadline: '2026-12-28', ...read }],
      ['POST', '/confirm', { acceptRest: true, ...read }],
    ] as const
    for (const [method, path, body] of paths) {
      const refused = await app.admin.send(method, `/assessments/${id}${path}`, body)
      expect([path, refused.status, refused.body.code]).toEqual([path, 409, 'request.changed_meanwhile'])
    }
    const last = { acceptRest: true, submissionNo: 2 }
    expect((await app.admin.send('POST', `/assessments/${id}/confirm`, last)).status).toBe(200)
  })

  it('is refused for a list that names a question twice', async () => {
    const { id, client, first } = await answered('二度の判断')
    await submit(client)
    const decisions = ['accepted', 'partly'].map((decision) => ({ questionKey: first, decision }))
    const refused = await app.admin.send('PUT', `/assessments/${id}/reviews`, { decisions })
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([422, 'decisions.1.questionKey'])
  })
})

describe('colleagues of the person asked', () => {
  const helped = async (name: string) => {
    const made = await answered(name)
    const { sections, questions } = (await made.client.send('GET', '/request')).body
    const [mine] = sections
    const colleague = { name: '情報 太郎', address: 'it@partner.example', sections: [mine.key] }
    expect((await made.client.send('POST', '/delegates', colleague)).status).toBe(201)
    await drainEvents(app)
    const token = (await lastMail(app, 'assessment-request')).link?.split('#')[1] ?? ''
    return { ...made, mine, questions, colleague: await openPortal(app, token) }
  }

  it('are seen and ended by the person asked also from the link of a later mail', async () => {
    const { id, client, first, colleague } = await helped('後のリンクの会社')
    await submit(client)
    await giveBack(id, first)
    const later = await openPortal(app, (await lastMail(app, 'returned')).link?.split('#')[1] ?? '')
    const { items } = (await later.send('GET', '/delegates')).body
    expect(items.map(({ name }: { name: string }) => name)).toEqual(['情報 太郎'])
    expect((await later.send('DELETE', `/delegates/${items[0].id}`)).status).toBe(204)
    expect((await colleague.send('GET', '/request')).status).toBe(401)
  })

  it('are told only what is missing in their own part', async () => {
    const { client, mine, questions, colleague } = await helped('不足を知る会社')
    const inPart = (wanted: boolean) =>
      questions.filter(({ section }: { section: string }) => (section === mine.key) === wanted)
    for (const { key } of [...inPart(false), ...inPart(true)])
      await client.send('PUT', `/answers/${key}`, { value: 'partly', comment: '' })
    const { items } = (await colleague.send('GET', '/missing')).body
    expect(items.map(({ questionKey }: { questionKey: string }) => questionKey)).toEqual(
      inPart(true).map(({ key }: { key: string }) => key),
    )
    const page = (await colleague.send('GET', '/request')).body
    const saved = (await colleague.send('PUT', `/answers/${inPart(true)[0].key}`, { value: 'done' })).body
    expect(page.progress.shown).toBe(inPart(true).length)
    expect([page.progress.nextQuestion, saved.progress.nextQuestion]).toEqual([
      inPart(true)[0].key,
      inPart(true)[1].key,
    ])
  })

  it('are asked for nothing any more once the answers are in', async () => {
    const { client, mine } = await helped('提出した会社')
    await submit(client)
    const more = { name: '後 花子', address: 'late@partner.example', sections: [mine.key] }
    const refused = await client.send('POST', '/delegates', more)
    expect([refused.status, refused.body.code]).toEqual([409, 'assessment.locked'])
  })
})
