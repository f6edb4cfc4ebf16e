import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import {
  ask,
  drainEvents,
  lastMail,
  openPortal,
  type PortalClient,
  partnerToAsk,
  startAssessments,
} from './assessment.fixture.ts'
import { addEvidence } from './evidence.service.ts'
import { authenticatePortal } from './portal-session.service.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const addPaper = (client: PortalClient, key: string, name: string) =>
  client.send('POST', `/answers/${key}/files?name=${encodeURIComponent(name)}`, PDF, 'application/octet-stream')

const opened = async (name: string) => {
  const { id, token } = await ask(app, await partnerToAsk(app, name, 1))
  const lead = await openPortal(app, token)
  const page = (await lead.send('GET', '/request')).body
  return { id, lead, page, section: page.sections[0].key as string }
}

describe('whoever holds a link', () => {
  it('cannot make us send mail to more than twenty colleagues, ended ones counted', async () => {
    const { lead, section } = await opened('中継の検査')
    const body = (no: number) => ({ name: `同僚 ${no}`, address: `c${no}@partner.example`, sections: [section] })
    for (let no = 1; no <= 20; no += 1) expect((await lead.send('POST', '/delegates', body(no))).status).toBe(201)
    const [first] = (await lead.send('GET', '/delegates')).body.items
    expect((await lead.send('DELETE', `/delegates/${first.id}`)).status).toBe(204)
    const refused = await lead.send('POST', '/delegates', body(21))
    expect([refused.status, refused.body.code]).toEqual([409, 'assessment.colleagues_full'])
  })

  it.each(['至急 http://evil.example', 'a@evil.example', '一行目\n二行目', '<b>部長</b>'])(
    'cannot put %j as a name into a mail of ours',
    async (name) => {
      const { lead, section } = await opened(`名前の検査 ${name.length}`)
      const refused = await lead.send('POST', '/delegates', { name, address: 'x@partner.example', sections: [section] })
      expect(refused.status).toBe(422)
    },
  )

  it('cannot bury the conversation under messages; tomorrow it may write again', async () => {
    const { lead } = await opened('連投の検査')
    const write = async (no: number) => (await lead.send('POST', '/messages', { text: `質問 ${no}` })).status
    for (let no = 1; no <= 40; no += 1) expect(await write(no)).toBe(201)
    expect(await write(41)).toBe(429)
    const now = app.clock.now()
    app.clock.set(new Date(Date.parse(now) + 25 * 3600 * 1000).toISOString())
    expect(await write(42)).toBe(201)
    app.clock.set(now)
  })

  it('reads as a colleague only messages of its own part, and writes about nothing else', async () => {
    const { id, lead, page, section } = await opened('会話の検査')
    const questionOf = (wanted: (key: string) => boolean): string =>
      page.questions.find((question: { section: string }) => wanted(question.section)).key
    const [own, other] = [questionOf((key) => key === section), questionOf((key) => key !== section)]
    await lead.send('POST', '/messages', { text: '全体の話' })
    await lead.send('POST', '/messages', { text: '任せた所の話', questionKey: own })
    await lead.send('POST', '/messages', { text: 'ほかの所の話', questionKey: other })
    await app.admin.send('POST', `/assessments/${id}/comments`, { audience: 'partner', text: '費用の返事' })
    await lead.send('POST', '/delegates', { name: '情報 太郎', address: 'it@partner.example', sections: [section] })
    await drainEvents(app)
    const colleague = await openPortal(app, (await lastMail(app, 'assessment-request')).link?.split('#')[1] ?? '')
    await colleague.send('POST', '/messages', { text: '私の質問' })
    const texts = (await colleague.send('GET', '/request')).body.messages.map(({ text }: { text: string }) => text)
    expect(texts).toEqual(['任せた所の話', '私の質問'])
    const outside = await colleague.send('POST', '/messages', { text: 'x', questionKey: other })
    expect([outside.status, outside.body.code]).toEqual([404, 'assessment.section_closed'])
    expect((await lead.send('POST', '/messages', { text: 'x', questionKey: 'no-such-question' })).status).toBe(404)
  })

  it('opens as a colleague only papers of its own part', async () => {
    const { lead, page, section } = await opened('資料の検査')
    const other = page.questions.find((question: { section: string }) => question.section !== section).key
    const paper = await addPaper(lead, other, '規程.pdf')
    expect(paper.status).toBe(201)
    await lead.send('POST', '/delegates', { name: '情報 太郎', address: 'it@partner.example', sections: [section] })
    await drainEvents(app)
    const colleague = await openPortal(app, (await lastMail(app, 'assessment-request')).link?.split('#')[1] ?? '')
    expect((await lead.send('GET', `/files/${paper.body.id}`)).status).toBe(200)
    expect((await colleague.send('GET', `/files/${paper.body.id}`)).status).toBe(404)
  })

  it('cannot fill our disk by adding papers and taking them away again', async () => {
    const { lead, page } = await opened('出し入れの検査')
    const [first, second] = page.questions
    const { body: paper } = await addPaper(lead, first.key, '大.pdf')
    await lead.send('DELETE', `/files/${paper.id}`)
    await app.database.asAdmin((client) =>
      client.query('UPDATE answer_files SET size = 2147483647 WHERE id = $1', [paper.id]),
    )
    const refused = await addPaper(lead, second.key, '次.pdf')
    expect([refused.status, refused.body.code]).toEqual([409, 'assessment.evidence_too_much'])
  })

  it('cannot finish an upload after the link was ended', async () => {
    const { lead, section } = await opened('途中で終わる検査')
    await lead.send('POST', '/delegates', { name: '情報 太郎', address: 'it@partner.example', sections: [section] })
    await drainEvents(app)
    const colleague = await openPortal(app, (await lastMail(app, 'assessment-request')).link?.split('#')[1] ?? '')
    const [question] = (await colleague.send('GET', '/request')).body.questions
    const actor = await authenticatePortal(app.engine, colleague.cookies.get('kizuna_portal') ?? '', 'test')
    if (actor === null) throw new Error('the link opens nothing')
    const slowly = async function* () {
      yield PDF.subarray(0, 9)
      const [link] = (await lead.send('GET', '/delegates')).body.items
      await lead.send('DELETE', `/delegates/${link.id}`)
      yield PDF.subarray(9)
    }
    const upload = { questionKey: question.key, name: 'a.pdf', stream: Readable.from(slowly()) }
    await expect(addEvidence(app.engine, actor, upload)).rejects.toMatchObject({ code: 'request.unauthenticated' })
    expect((await lead.send('GET', '/request')).body.answers).toEqual([])
  })

  it('cannot break us with a character that no text holds', async () => {
    const { lead, page } = await opened('制御文字の検査')
    expect((await lead.send('POST', '/messages', { text: '一\u0000二' })).status).toBe(422)
    const answer = { value: 'partly', comment: '一\u0000二' }
    expect((await lead.send('PUT', `/answers/${page.questions[0].key}`, answer)).status).toBe(422)
    expect((await addPaper(lead, page.questions[0].key, '一\u0000.pdf')).status).toBe(422)
  })

  it('cannot pile up papers at one question', async () => {
    const { lead, page } = await opened('山積みの検査')
    const { key } = page.questions[0]
    const add = async (no: number) => (await addPaper(lead, key, `${no}.pdf`)).status
    for (let no = 1; no <= 20; no += 1) expect(await add(no)).toBe(201)
    expect(await add(21)).toBe(409)
  })
})
