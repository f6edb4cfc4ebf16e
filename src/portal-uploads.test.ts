import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../test/support/app.ts'
import {
  answerAll,
  ask,
  drainEvents,
  lastMail,
  openPortal,
  type PortalClient,
  partnerToAsk,
  startAssessments,
} from './features/assessments/assessment.fixture.ts'

const MIB = 1024 * 1024
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2 * MIB + 77, 0x20)])
const CANARY = 'カナリア.pdf'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

type Method = 'POST' | 'PATCH' | 'HEAD' | 'DELETE'
type Options = { headers?: Record<string, string>; bytes?: Buffer; csrf?: string }

const tus = (client: PortalClient, method: Method, url: string, { headers = {}, bytes, csrf }: Options = {}) =>
  app.http.inject({
    method,
    url,
    headers: {
      'tus-resumable': '1.0.0',
      'x-csrf-token': csrf ?? client.cookies.get('kizuna_portal_csrf') ?? '',
      ...(bytes === undefined ? {} : { 'content-type': 'application/offset+octet-stream' }),
      ...headers,
    },
    cookies: Object.fromEntries(client.cookies),
    ...(bytes === undefined ? {} : { payload: bytes }),
  })

const uploadsOf = (key: string) => `/api/v1/portal/answers/${key}/uploads`

const begin = (client: PortalClient, key: string, options: Options & { name?: string; size?: number } = {}) => {
  const filename = Buffer.from(options.name ?? 'きまり.pdf').toString('base64')
  const about = { 'upload-length': String(options.size ?? PDF.length), 'upload-metadata': `filename ${filename}` }
  return tus(client, 'POST', uploadsOf(key), { ...options, headers: about })
}

const begun = async (client: PortalClient, key: string, name?: string): Promise<string> => {
  const answer = await begin(client, key, name === undefined ? {} : { name })
  expect(answer.statusCode).toBe(201)
  return String(answer.headers.location)
}

const send = (client: PortalClient, location: string, from: number, to = PDF.length) =>
  tus(client, 'PATCH', location, { headers: { 'upload-offset': String(from) }, bytes: PDF.subarray(from, to) })

const opened = async (name: string) => {
  const { id, token } = await ask(app, await partnerToAsk(app, name, 0))
  const client = await openPortal(app, token)
  const keys = await answerAll(client)
  return { id, client, key: String(keys[0]), keys }
}

const filesOf = async (client: PortalClient, key: string): Promise<{ id: string; name: string; size: number }[]> => {
  const { answers } = (await client.send('GET', '/request')).body
  return answers.find((answer: { questionKey: string }) => answer.questionKey === key).files
}

describe('evidence that arrives piece by piece', () => {
  it('goes on where the connection broke and stands once beside its answer, with our headers on each piece', async () => {
    const { client, key, id } = await opened('途切れる回線')
    const location = await begun(client, key)
    expect(location.startsWith(`${uploadsOf(key)}/`)).toBe(true)
    const part = await send(client, location, 0, MIB)
    expect([part.statusCode, part.headers['upload-offset']]).toEqual([204, String(MIB)])
    expect(part.headers['content-security-policy']).toContain("default-src 'none'")
    expect(await filesOf(client, key)).toEqual([])
    expect((await tus(client, 'HEAD', location)).headers['upload-offset']).toBe(String(MIB))
    expect((await send(client, location, MIB)).statusCode).toBe(204)
    expect((await tus(client, 'HEAD', location)).statusCode).toBe(200)
    const [file, ...more] = await filesOf(client, key)
    expect([file?.name, file?.size, more.length]).toEqual(['きまり.pdf', PDF.length, 0])
    expect((await app.admin.send('GET', `/assessments/${id}/files/${file?.id}`)).raw.equals(PDF)).toBe(true)
  })

  it('arrives with its beginning when it is small', async () => {
    const { client, key } = await opened('小さな資料')
    const small = PDF.subarray(0, 900)
    expect((await begin(client, key, { size: small.length, bytes: small })).statusCode).toBe(201)
    expect((await filesOf(client, key)).map(({ size }) => size)).toEqual([900])
  })

  it('is refused with the reason when it is of another kind, and after submission', async () => {
    const { client, key } = await opened('断られる資料')
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(6000, 1)])
    const refused = await begin(client, key, { name: 'a.pdf', size: program.length, bytes: program })
    expect([refused.statusCode, refused.body]).toEqual([415, 'executable'])
    expect((await begin(client, key, { size: 51 * MIB })).statusCode).toBe(413)
    expect((await begin(client, 'no-such-question')).statusCode).toBe(404)
    const location = await begun(client, key)
    expect((await client.send('POST', '/submission')).status).toBe(201)
    const late = await send(client, location, 0)
    expect([late.statusCode, late.body]).toEqual([409, 'assessment.locked'])
    expect(await filesOf(client, key)).toEqual([])
  })

  it('counts towards the papers that fit one question', async () => {
    const { client, key } = await opened('資料の山')
    const small = PDF.subarray(0, 100)
    for (let no = 0; no < 20; no += 1)
      expect((await begin(client, key, { size: small.length, bytes: small })).statusCode).toBe(201)
    const refused = await begin(client, key, { size: small.length, bytes: small })
    expect([refused.statusCode, refused.body]).toEqual([409, 'assessment.evidence_full'])
  })
})

describe('someone else', () => {
  it('finds no upload of another link, of another question or of nobody, and cannot end it', async () => {
    const { client, key, keys } = await opened('持ち主')
    const { client: other } = await opened('隣の会社')
    const location = await begun(client, key, CANARY)
    for (const method of ['HEAD', 'DELETE'] as const)
      expect((await tus(other, method, location)).statusCode, method).toBe(404)
    const foreign = await send(other, location, 0)
    expect([foreign.statusCode, foreign.body.includes(CANARY)]).toEqual([404, false])
    const moved = location.replace(key, String(keys[1]))
    expect((await send(client, moved, 0)).statusCode).toBe(404)
    client.cookies.delete('kizuna_portal')
    const nobody = await tus(client, 'HEAD', location)
    expect(nobody.statusCode).toBe(401)
  })

  it('cannot upload from a page of another site', async () => {
    const { client, key } = await opened('よその画面')
    expect((await begin(client, key, { csrf: 'x'.repeat(32) })).statusCode).toBe(403)
    const location = await begun(client, key)
    const bytes = PDF.subarray(0, MIB)
    const crossed = await tus(client, 'PATCH', location, { headers: { 'upload-offset': '0' }, bytes, csrf: '' })
    expect(crossed.statusCode).toBe(403)
  })

  it('uploads as a colleague only to the sections handed over', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '分担の検査', 1))
    const lead = await openPortal(app, token)
    const { sections, questions } = (await lead.send('GET', '/request')).body
    const own = sections[0].key
    await lead.send('POST', '/delegates', { name: '情報 太郎', address: 'it@partner.example', sections: [own] })
    await drainEvents(app)
    const link = (await lastMail(app, 'assessment-request')).link?.split('#')[1] ?? ''
    const colleague = await openPortal(app, link)
    const keyIn = (mine: boolean): string =>
      questions.find((question: { section: string }) => (question.section === own) === mine).key
    expect((await begin(colleague, keyIn(true))).statusCode).toBe(201)
    const refused = await begin(colleague, keyIn(false))
    expect([refused.statusCode, refused.body]).toEqual([404, 'assessment.section_closed'])
  })
})
