import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { inTenant } from '../../platform/db/tenant.ts'
import { buildPortal } from '../../portal.ts'
import {
  answerAll,
  ask,
  drainEvents,
  lastMail,
  mailedCode,
  mails,
  openPortal,
  partnerToAsk,
  portalClient,
  startAssessments,
} from './assessment.fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const wrong = (code: string) => (code === '000000' ? '111111' : '000000')

describe('a mailed link', () => {
  it('is not found when guessed or malformed, and gone when withdrawn or expired', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '鍵の検査', 0))
    const [tenant, secret = ''] = token.split('.')
    const client = portalClient(app)
    expect((await client.send('POST', '/session', { token: `${tenant}.${'A'.repeat(43)}` })).status).toBe(404)
    expect((await client.send('POST', '/session', { token: 'x'.repeat(40) })).status).toBe(404)
    const elsewhere = `00000000-0000-7000-8000-000000000000.${secret}`
    expect((await client.send('POST', '/session', { token: elsewhere })).status).toBe(404)
    const open = await openPortal(app, token)
    await app.admin.send('POST', `/assessments/${id}/withdraw`, { reason: '取りやめ' })
    expect((await client.send('POST', '/session', { token })).body.code).toBe('portal.closed_link')
    expect((await open.send('GET', '/request')).status).toBe(401)
    const other = await ask(app, await partnerToAsk(app, '期限切れ', 0))
    const now = app.clock.now()
    app.clock.set('2029-01-01T00:00:00.000Z')
    expect((await client.send('POST', '/session', { token: other.token })).status).toBe(410)
    app.clock.set(now)
  })

  it('forwarded to another person opens nothing without the code of the registered address', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '転送の検査', 0))
    const stranger = portalClient(app)
    const asked = await stranger.send('POST', '/session', { token })
    expect(asked.body.status).toBe('code_sent')
    expect(asked.body.hint).toMatch(/^.•+@partner\.example$/)
    expect((await stranger.send('GET', '/request')).status).toBe(401)
    await drainEvents(app)
    const { id } = await lastMail(app, 'one-time-code')
    const { rows } = await app.database.asAdmin((client) =>
      client.query('SELECT correlation FROM messages WHERE id = $1', [id]),
    )
    expect(rows).toEqual([{ correlation: asked.headers['x-request-id'] }])
  })

  it('spends a code after five wrong tries, also when the sixth is right', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '回数の検査', 0))
    const client = portalClient(app)
    await client.send('POST', '/session', { token })
    const code = await mailedCode(app)
    const answers = []
    for (let attempt = 0; attempt < 5; attempt += 1)
      answers.push((await client.send('POST', '/session', { token, code: wrong(code) })).status)
    expect(answers).toEqual([422, 422, 422, 422, 410])
    expect((await client.send('POST', '/session', { token, code })).status).toBe(410)
    await client.send('POST', '/session', { token })
    expect((await client.send('POST', '/session', { token, code: await mailedCode(app) })).body.status).toBe('open')
  })

  it('needs a code once per device, takes a code once and only for ten minutes', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '端末の検査', 0))
    const client = await openPortal(app, token)
    expect((await client.send('POST', '/session', { token })).body.status).toBe('open')
    const used = await mailedCode(app)
    const second = portalClient(app)
    expect((await second.send('POST', '/session', { token, code: used })).status).toBe(410)
    await second.send('POST', '/session', { token })
    const late = await mailedCode(app)
    const now = app.clock.now()
    app.clock.set(new Date(Date.parse(now) + 10 * 60_000).toISOString())
    expect((await second.send('POST', '/session', { token, code: late })).status).toBe(410)
    app.clock.set(now)
  })

  it('keeps of link and code only what nobody can use', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '秘密の検査', 0))
    await portalClient(app).send('POST', '/session', { token })
    const code = await mailedCode(app)
    const dump = await app.database.asAdmin(async (client) => {
      const rows = []
      for (const table of ['grants', 'otps', 'messages', 'ledger_details', 'jobs.job'])
        rows.push(JSON.stringify((await client.query(`SELECT * FROM ${table}`)).rows))
      return rows.join('\n')
    })
    expect(dump).not.toContain(token.split('.')[1])
    expect(dump).not.toContain(`"${code}"`)
  })

  it('needs the value of its own page for every change', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '他のページ', 0))
    const client = await openPortal(app, token)
    client.cookies.delete('kizuna_portal_csrf')
    const refused = await client.send('POST', '/submission')
    expect([refused.status, refused.body.code]).toEqual([403, 'request.csrf'])
  })
})

describe('answering', () => {
  it('shows why, help and meaning of each answer in the reader’s language', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '言葉の検査', 1))
    const client = await openPortal(app, token)
    const page = (await client.send('GET', '/request')).body
    expect(page.questions).toHaveLength(15)
    expect([page.buyer, page.company, page.deadlineWritten]).toEqual([
      '東嶺電機株式会社',
      '言葉の検査',
      '2026年12月18日(金)',
    ])
    const [first] = page.questions
    expect(first.start.length).toBeGreaterThan(0)
    const english = (await client.send('GET', '/request?lang=en')).body.questions[0]
    expect(english.question).not.toBe(first.question)
    expect(english.question).toMatch(/^[\x20-\x7e’]+$/)
  })

  it('saves a draft as it is and names what is missing before it may be submitted', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '不足の検査', 0))
    const client = await openPortal(app, token)
    const keys = await answerAll(client, [
      { value: 'partly', comment: '' },
      { value: 'na', comment: ' ' },
      { value: 'not', comment: '来月から始めます' },
    ])
    expect((await client.send('GET', '/missing')).body.items).toEqual([
      { questionKey: keys[0], problem: 'comment_missing' },
      { questionKey: keys[1], problem: 'not_applicable_reason_missing' },
    ])
    const refused = await client.send('POST', '/submission')
    expect([refused.status, refused.body.code, refused.body.params.count]).toEqual([422, 'assessment.incomplete', 2])
    expect((await client.send('PUT', `/answers/${keys[0]}`, { value: 'perhaps' })).status).toBe(422)
    expect((await client.send('PUT', '/answers/no-such-question', { value: 'done' })).status).toBe(404)
  })

  it('keeps both answers when two people answer one question; the later one holds', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '二人の検査', 0))
    const [first, second] = [await openPortal(app, token), await openPortal(app, token)]
    const key = (await first.send('GET', '/request')).body.questions[0].key
    await first.send('PUT', `/answers/${key}`, { value: 'done', comment: '甲', baseRevision: 0 })
    const crossed = await second.send('PUT', `/answers/${key}`, { value: 'partly', comment: '乙', baseRevision: 0 })
    expect(crossed.body).toMatchObject({ revision: 2, replaced: { value: 'done', comment: '甲' } })
    const kept = await app.admin.send('GET', `/assessments/${id}/answers/${key}/revisions`)
    expect(kept.body.items.map(({ comment }: { comment: string }) => comment)).toEqual(['甲', '乙'])
    expect((await first.send('GET', '/request')).body.answers[0]).toMatchObject({ value: 'partly', comment: '乙' })
  })

  it('locks at submission and freezes what was said with its hash', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '提出の検査', 0))
    const client = await openPortal(app, token)
    const keys = await answerAll(client)
    const submitted = await client.send('POST', '/submission')
    expect([submitted.status, submitted.body.no]).toEqual([201, 1])
    expect((await client.send('PUT', `/answers/${keys[0]}`, { value: 'not', comment: 'x' })).body.code).toBe(
      'assessment.locked',
    )
    expect((await client.send('POST', '/submission')).body.code).toBe('assessment.locked')
    const seen = (await app.admin.send('GET', `/assessments/${id}`)).body
    expect([seen.state, seen.submissionHash]).toEqual(['submitted', submitted.body.hash])
    await drainEvents(app)
    const clock = await app.database.asAdmin((c) => c.query('SELECT state FROM deadlines WHERE subject_id = $1', [id]))
    expect(clock.rows).toEqual([{ state: 'done' }])
  })

  it('submits all or nothing: a failure at the last step leaves the answers open and no submission', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '全か無か', 0))
    const client = await openPortal(app, token)
    await answerAll(client)
    await app.database.asAdmin((c) =>
      c.query(`ALTER TABLE timeline_entries ADD CONSTRAINT broken CHECK (event <> 'assessment.submitted') NOT VALID`),
    )
    expect((await client.send('POST', '/submission')).status).toBe(500)
    await app.database.asAdmin((c) => c.query('ALTER TABLE timeline_entries DROP CONSTRAINT broken'))
    const seen = (await app.admin.send('GET', `/assessments/${id}`)).body
    expect([seen.state, seen.submissionNo, seen.submissionHash]).toEqual(['open', 0, null])
    expect((await client.send('POST', '/submission')).status).toBe(201)
  })
})

describe('evidence', () => {
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
  const bytes = 'application/octet-stream'

  it('stands with its answer, opens for both sides, and can be taken away until submission', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '資料の検査', 0))
    const client = await openPortal(app, token)
    const [key] = await answerAll(client)
    const added = await client.send(
      'POST',
      `/answers/${key}/files?name=${encodeURIComponent('きまり.pdf')}`,
      pdf,
      bytes,
    )
    expect([added.status, added.body.name, added.body.mediaType]).toEqual([201, 'きまり.pdf', 'application/pdf'])
    expect((await client.send('GET', `/files/${added.body.id}`)).raw.equals(pdf)).toBe(true)
    const ours = await app.admin.send('GET', `/assessments/${id}/files/${added.body.id}`)
    expect(ours.raw.equals(pdf)).toBe(true)
    const other = await openPortal(app, (await ask(app, await partnerToAsk(app, '隣の会社', 0))).token)
    expect((await other.send('GET', `/files/${added.body.id}`)).status).toBe(404)
    expect((await other.send('DELETE', `/files/${added.body.id}`)).status).toBe(404)
    expect((await client.send('DELETE', `/files/${added.body.id}`)).status).toBe(204)
    expect((await client.send('GET', '/request')).body.answers[0].files).toEqual([])
  })

  it('is refused while it streams when it is of another kind or too large', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '大きな資料', 0))
    const client = await openPortal(app, token)
    const [key] = await answerAll(client)
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(6000, 1)])
    expect((await client.send('POST', `/answers/${key}/files?name=a.exe`, program, bytes)).status).toBe(415)
    const huge = Buffer.concat([pdf, Buffer.alloc(51 * 1024 * 1024)])
    expect((await client.send('POST', `/answers/${key}/files?name=a.pdf`, huge, bytes)).status).toBe(413)
    const left = await app.database.asAdmin((c) =>
      c.query('SELECT count(*)::int AS n FROM answer_files WHERE removed_at IS NULL'),
    )
    expect(left.rows[0].n).toBe(0)
  })
})

describe('a colleague', () => {
  it('sees and answers only the sections handed over, never submits, and loses the link with its parent', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '分担の検査', 1))
    const lead = await openPortal(app, token)
    const page = (await lead.send('GET', '/request')).body
    const [mine, other] = page.sections
    await lead.send('POST', '/delegates', { name: '情報 太郎', address: 'it@partner.example', sections: [mine.key] })
    await drainEvents(app)
    const mail = await lastMail(app, 'assessment-request')
    expect(mail.address).toBe('it@partner.example')
    const colleague = await openPortal(app, mail.link?.split('#')[1] ?? '')
    const seen = (await colleague.send('GET', '/request')).body
    expect(seen.sections).toEqual([mine])
    const outside = page.questions.find(({ section }: { section: string }) => section === other.key).key
    expect((await colleague.send('PUT', `/answers/${outside}`, { value: 'done' })).status).toBe(404)
    expect((await colleague.send('PUT', `/answers/${seen.questions[0].key}`, { value: 'done' })).status).toBe(200)
    await answerAll(lead)
    expect((await colleague.send('POST', '/submission')).body.code).toBe('assessment.lead_only')
    expect((await colleague.send('GET', '/delegates')).status).toBe(403)
    const [link] = (await lead.send('GET', '/delegates')).body.items
    expect((await lead.send('DELETE', `/delegates/${link.id}`)).status).toBe(204)
    expect((await colleague.send('GET', '/request')).status).toBe(401)
  })
})

describe('the portal’s database role', () => {
  it('sees by SQL nothing but the one request, not even others of the same partner', async () => {
    const partner = await partnerToAsk(app, '壁の検査', 0)
    const before = await ask(app, partner)
    await app.admin.send('POST', `/assessments/${before.id}/comments`, { audience: 'partner', text: 'カナリア甲' })
    await app.admin.send('POST', `/assessments/${before.id}/withdraw`, { reason: '次へ' })
    const { id, token } = await ask(app, partner)
    await openPortal(app, token)
    await app.admin.send('POST', `/assessments/${id}/comments`, { audience: 'internal', text: 'カナリア乙' })
    await app.admin.send('POST', `/assessments/${id}/comments`, { audience: 'partner', text: '見える言葉' })
    const { tenant } = app.admin.actor
    const look = (request: string | undefined) =>
      inTenant(
        app.engine.pools,
        { tenant, role: 'portal', mode: 'read', ...(request === undefined ? {} : { request }) },
        async (tx) => {
          const counts: Record<string, number> = {}
          for (const table of [
            'requests',
            'grants',
            'comments',
            'partners',
            'contacts',
            'portal_sessions',
            'question_sets',
          ])
            counts[table] =
              (await tx.execute<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n ?? -1
          return counts
        },
      )
    expect(await look(id)).toEqual({
      requests: 1,
      grants: 1,
      comments: 1,
      partners: 1,
      contacts: 1,
      portal_sessions: 1,
      question_sets: 1,
    })
    expect(Object.values(await look(undefined)).every((count) => count === 0)).toBe(true)
    const denied = (statement: string) =>
      inTenant(app.engine.pools, { tenant, role: 'portal', mode: 'write', request: id }, (tx) => tx.execute(statement))
    for (const statement of [
      'SELECT * FROM members',
      'SELECT * FROM messages',
      'SELECT score_bp FROM partner_current',
      'UPDATE requests SET deadline = NULL',
      'UPDATE reviews SET decision = decision',
      'DELETE FROM answers',
      'INSERT INTO otps SELECT * FROM otps',
    ])
      await expect(denied(statement), statement).rejects.toThrow()
  })
})

describe('the portal on an address of its own', () => {
  it('serves its own routes and nothing of the console', async () => {
    const portal = await buildPortal(app.engine, { secure: false, trustProxy: false })
    await portal.ready()
    const { token } = await ask(app, await partnerToAsk(app, '別の住所', 0))
    const client = await openPortal(app, token, portal)
    expect((await client.send('GET', '/request')).status).toBe(200)
    for (const url of [
      '/api/v1/partners',
      '/api/v1/assessments',
      '/api/v1/session',
      '/metrics',
      '/api/v1/openapi.json',
    ])
      expect(
        (await portal.inject({ url, headers: { authorization: `Bearer ${app.admin.token}` } })).statusCode,
        url,
      ).toBe(404)
    await portal.close()
    expect((await mails(app)).every(({ address }) => address.endsWith('@partner.example'))).toBe(true)
  })
})
