import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { zipFile } from '../../platform/sheets/fixtures/zip-file.ts'
import { readSheet } from '../../platform/sheets/read-sheet.ts'
import {
  answerAll,
  ask,
  consentTo,
  lastMail,
  mails,
  openPortal,
  type PortalClient,
  partnerToAsk,
  portalClient,
  putLevel,
  reportMail,
  startAssessments,
  wish,
} from './assessment.fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const draft = async (partnerId: string, more: Record<string, unknown> = {}) =>
  app.admin.send('POST', '/assessments', { partners: [{ partnerId }], ...wish, ...more })
const show = async (id: string) => (await app.admin.send('GET', `/assessments/${id}`)).body
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

const withEvidence = async (client: PortalClient): Promise<void> => {
  for (const { key, keyItem } of (await client.send('GET', '/request')).body.questions)
    if (keyItem) await client.send('POST', `/answers/${key}/files?name=a.pdf`, pdf, 'application/octet-stream')
}

const confirmed = async (
  partnerId: string,
  others: Parameters<typeof answerAll>[1],
  options: { set?: string; evidence?: boolean } = {},
) => {
  const { id, token } = await ask(app, partnerId, options.set)
  const client = await openPortal(app, token)
  const keys = await answerAll(client, others)
  if (options.evidence === true) await withEvidence(client)
  await client.send('POST', '/submission')
  const result = await app.admin.send('POST', `/assessments/${id}/confirm`, { acceptRest: true })
  return { id, client, keys, result: result.body }
}

describe('asking', () => {
  it('proposes the set of the level with its burden and who can be reached', async () => {
    const [rated, unrated, byPhone] = [
      await partnerToAsk(app, '水準三', 3),
      await partnerToAsk(app, '未評価', null),
      await partnerToAsk(app, '電話のみ', 1, { email: null, phone: '03-0000-0000' }),
    ]
    const answer = await app.admin.send('POST', '/assessments/proposals', { partnerIds: [rated, unrated, byPhone] })
    const of = (id: string) => answer.body.items.find(({ partnerId }: { partnerId: string }) => partnerId === id)
    expect(of(rated)).toMatchObject({ set: 'R3', questions: 30, hours: 4, reach: 'mail', reason: 'level' })
    expect(of(unrated)).toMatchObject({ set: null, reason: 'unrated' })
    expect(of(byPhone)).toMatchObject({ set: 'R1', questions: 15, reach: 'phone' })
    expect(answer.body.sets.map(({ questions }: { questions: number }) => questions)).toEqual([10, 15, 20, 30, 50])
  })

  it('holds back in words what is not fair, and asks for an individual review of the heaviest set', async () => {
    const drafted = await draft(await partnerToAsk(app, '理由なし', 0), { necessity: ' ', deadline: '2026-11-01' })
    const [{ id, problems }] = drafted.body.items
    expect(problems.map(({ code }: { code: string }) => code)).toEqual(['necessity_missing', 'deadline_past'])
    const refused = (await app.admin.send('POST', '/assessments/send', { ids: [id] })).body
    expect(refused.sent).toEqual([])
    expect(refused.held[0].problems[0].message).toContain('理由')
    expect((await show(id)).state).toBe('draft')
    const heavy = (await draft(await partnerToAsk(app, 'つながりなし', 4))).body.items[0]
    expect(heavy.problems.map(({ code }: { code: string }) => code)).toEqual(['individual_review_needed'])
    const { version } = await show(heavy.id)
    const reviewed = { reviewReason: '設計図の一式をお預けしているため' }
    await app.admin.send('PATCH', `/assessments/${heavy.id}`, reviewed, { 'if-match': String(version) })
    const waiting = (await app.admin.send('POST', '/assessments/send', { ids: [heavy.id] })).body
    expect([waiting.sent, waiting.held[0].problems[0].code]).toEqual([[], 'individual_review_waiting'])
    await consentTo(app, heavy.id)
    expect((await app.admin.send('POST', '/assessments/send', { ids: [heavy.id] })).body.sent).toEqual([heavy.id])
  })

  it('asks a partner one thing at a time', async () => {
    const partner = await partnerToAsk(app, '重なり', 0)
    await draft(partner)
    const second = await draft(partner)
    expect([second.status, second.body.code]).toEqual([409, 'assessment.already_running'])
    expect(second.body.params.partners).toBe('重なり')
  })

  it('shows the mail in the partner’s language before it goes, without a working link', async () => {
    const { id } = (await draft(await partnerToAsk(app, '見本', 2))).body.items[0]
    const ja = (await app.admin.send('GET', `/assessments/${id}/mail`)).body
    expect(ja.body).toContain('2026年12月18日(金)')
    expect(ja.body).toContain(wish.necessity)
    const en = (await app.admin.send('GET', `/assessments/${id}/mail?lang=en`)).body
    expect([en.lang, en.body.includes('18 December 2026')]).toEqual(['en', true])
    expect((await mails(app)).some(({ text }) => text.includes('見本'))).toBe(false)
  })

  it('keeps a request whose mail failed open, visible and ready to be sent again with a new link', async () => {
    const partner = await partnerToAsk(app, '届かない', 0)
    const { id } = (await draft(partner)).body.items[0]
    await app.admin.send('POST', '/assessments/send', { ids: [id] })
    expect((await show(id)).state).toBe('sending')
    const first = await lastMail(app, 'assessment-request')
    await reportMail(app, first.id, 'failed')
    const failed = await show(id)
    expect([failed.state, failed.delivery, failed.failure]).toEqual(['open', 'failed', '550 no such user'])
    const listed = (await app.admin.send('GET', '/assessments?failed=true')).body.items
    expect(listed.map((row: { id: string }) => row.id)).toEqual([id])
    expect((await app.admin.send('POST', `/assessments/${id}/resend`)).status).toBe(204)
    const second = await lastMail(app, 'assessment-request')
    expect(second.link).not.toBe(first.link)
    expect((await portalClient(app).send('POST', '/session', { token: first.link?.split('#')[1] })).status).toBe(410)
    await openPortal(app, second.link?.split('#')[1] ?? '')
  })

  it('shows a draft as the partner will find it, and a request that came back as closed', async () => {
    const seen = async (id: string) => (await app.admin.send('GET', `/assessments/${id}/as-partner`)).body
    const { id } = (await draft(await partnerToAsk(app, '送る前に見る会社', 0))).body.items[0]
    const before = await seen(id)
    expect([before.state, before.editable, before.company, before.questions.length]).toEqual([
      'draft',
      true,
      '送る前に見る会社',
      10,
    ])
    const asked = await ask(app, await partnerToAsk(app, '届いた会社', 0))
    const client = await openPortal(app, asked.token)
    await answerAll(client, [])
    await client.send('POST', '/submission')
    expect((await seen(asked.id)).editable).toBe(false)
  })

  it('serves a partner without mail by letter and a code read out over the telephone', async () => {
    const partner = await partnerToAsk(app, '書面の会社', 0, { email: null, phone: '03-0000-0000' })
    const { id } = (await draft(partner)).body.items[0]
    await app.admin.send('POST', '/assessments/send', { ids: [id] })
    expect([(await show(id)).state, (await show(id)).delivery]).toEqual(['open', 'letter'])
    const letter = (await app.admin.send('POST', `/assessments/${id}/letter`)).body
    const token = letter.link.split('#')[1]
    expect(letter.check).toMatch(/^\d{4}-\d{4}$/)
    for (const words of [letter.link, letter.check, letter.number, '本物', 'QRコード'])
      expect(letter.body).toContain(words)
    expect((await show(id)).links).toContainEqual(expect.objectContaining({ id: letter.grantId, check: letter.check }))
    expect(Buffer.from(letter.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    const client = portalClient(app)
    expect((await client.send('POST', '/session', { token })).body.status).toBe('code_by_call')
    const { code } = (await app.admin.send('POST', `/assessments/${id}/links/${letter.grantId}/code`)).body
    expect((await client.send('POST', '/session', { token, code })).body.status).toBe('open')
  })

  it('moves the date only forward, on the clock too', async () => {
    const { id } = await ask(app, await partnerToAsk(app, '延長', 0))
    const back = { deadline: '2026-12-01', reason: '早める' }
    expect((await app.admin.send('POST', `/assessments/${id}/extend`, back)).body.code).toBe('assessment.past_deadline')
    await app.admin.send('POST', `/assessments/${id}/extend`, { deadline: '2026-12-25', reason: '繁忙期のため' })
    const clock = await app.database.asAdmin((c) =>
      c.query('SELECT due_local::text AS due FROM deadlines WHERE subject_id = $1', [id]),
    )
    expect(clock.rows).toEqual([{ due: '2026-12-25' }])
    const list = (await app.admin.send('GET', '/assessments/status?overdue=true')).body
    expect(list.total).toBe(0)
    const now = app.clock.now()
    app.clock.set('2026-12-26T01:00:00.000Z')
    expect((await app.admin.send('GET', '/assessments?overdue=true')).body.items.length).toBeGreaterThan(0)
    app.clock.set(now)
  })
})

describe('reading and confirming', () => {
  it('goes from request to result, and the partner sees its own score, reason and next step', async () => {
    const partner = await partnerToAsk(app, '通しの検査', 0)
    const { id, client, result } = await confirmed(partner, [{ value: 'not', comment: 'まだです' }], { evidence: true })
    expect([result.score, result.band, result.change.kind]).toEqual(['90.0', 'M5', 'first'])
    expect(result.nextDue > '2027-11-01').toBe(true)
    const own = (await client.send('GET', '/result')).body
    expect([own.score, own.steps[0].start.length > 0]).toEqual(['90.0', true])
    expect((await app.admin.send('GET', `/partners/${partner}`)).body).toMatchObject({
      maturity: 5,
      scoreBp: 9000,
      assessmentState: 'confirmed',
      nextDue: result.nextDue,
      answerDue: null,
    })
    const history = (await app.admin.send('GET', `/assessments/results?partnerId=${partner}`)).body.items
    expect(history.map((row: { assessmentId: string }) => row.assessmentId)).toEqual([id])
    const events = (await app.admin.send('GET', `/partners/${partner}/timeline?kind=assessment`)).body.items
    expect(events.map(({ event }: { event: string }) => event).sort()).toEqual([
      'assessment.confirmed',
      'assessment.sent',
      'assessment.submitted',
    ])
    expect((await lastMail(app, 'result')).text).toContain('90.0')
  })

  it('counts 26 of 29 as M4 and shows 89.6, and holds a high band down without papers on key items', async () => {
    const others = [
      { value: 'na' as const, comment: '該当する機器がありません' },
      ...Array.from({ length: 3 }, () => ({ value: 'not' as const, comment: 'これからです' })),
    ]
    const shown = (await confirmed(await partnerToAsk(app, '二十九分の二十六', 3), others, { evidence: true })).result
    expect([shown.score, shown.bandByScore, shown.band]).toEqual(['89.6', 'M4', 'M4'])
    const bare = (await confirmed(await partnerToAsk(app, '資料なし', 3), others)).result
    expect([bare.score, bare.bandByScore, bare.band]).toEqual(['89.6', 'M4', 'M3'])
    expect(bare.cappedBy.length).toBeGreaterThan(0)
  })

  it('gives no score when nothing applies, and says so', async () => {
    const none = Array.from({ length: 10 }, () => ({ value: 'na' as const, comment: '事業を休んでいます' }))
    const { result } = await confirmed(await partnerToAsk(app, '該当なし', 0), none)
    expect([result.score, result.band, result.manyNotApplicable]).toEqual([null, null, true])
  })

  it('returns answers with words; the correction keeps decided answers and counts as a second submission', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '差し戻し', 0))
    const client = await openPortal(app, token)
    const keys = await answerAll(client)
    await client.send('POST', '/submission')
    const [first, second] = keys
    expect(
      (await app.admin.send('POST', `/assessments/${id}/return`, { words: 'x', deadline: '2026-12-25' })).body.code,
    ).toBe('assessment.nothing_returned')
    const silent = await app.admin.send('PUT', `/assessments/${id}/reviews/${first}`, { decision: 'returned' })
    expect(silent.status).toBe(422)
    await app.admin.send('PUT', `/assessments/${id}/reviews`, {
      decisions: [
        { questionKey: first, decision: 'returned', comment: '資料を一点添えていただけますか' },
        { questionKey: second, decision: 'accepted' },
      ],
    })
    const early = await app.admin.send('POST', `/assessments/${id}/confirm`, { acceptRest: true })
    expect(early.body.code).toBe('assessment.returned_left')
    await app.admin.send('POST', `/assessments/${id}/return`, { words: 'もう少しです', deadline: '2026-12-25' })
    const page = (await client.send('GET', '/request')).body
    expect([page.state, page.returnWords]).toEqual(['returned', 'もう少しです'])
    expect(page.answers.find(({ questionKey }: { questionKey: string }) => questionKey === first).returned).toBe(
      '資料を一点添えていただけますか',
    )
    await client.send('PUT', `/answers/${first}`, { value: 'partly', comment: '半分まで済みました' })
    expect((await client.send('POST', '/submission')).body.no).toBe(2)
    const seen = await show(id)
    const of = (key: string) => seen.items.find((item: { key: string }) => item.key === key)
    expect([of(first ?? '').review, of(second ?? '').review]).toEqual([
      null,
      { decision: 'accepted', comment: '', until: null, automatic: true },
    ])
    const open = await app.admin.send('POST', `/assessments/${id}/confirm`, {})
    expect([open.body.code, open.body.params.count]).toEqual(['assessment.review_open', 9])
    const done = (await app.admin.send('POST', `/assessments/${id}/confirm`, { acceptRest: true })).body
    expect(done.score).toBe('95.0')
    const clocks = await app.database.asAdmin((c) =>
      c.query('SELECT cycle_key FROM deadlines WHERE subject_id = $1 ORDER BY 1', [id]),
    )
    expect(clocks.rows).toEqual([{ cycle_key: 'answers-1' }, { cycle_key: 'answers-2' }])
  })

  it('lets the reviewer count a done as partly and an equivalent measure as done, foreseen before it is confirmed', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '判断の検査', 0))
    const client = await openPortal(app, token)
    const [first, second] = await answerAll(client, [{ value: 'not', comment: '紙の台帳で同じことをしています' }])
    await client.send('POST', '/submission')
    expect((await show(id)).foreseen.score).toBe('90.0')
    const until = '2027-11-21'
    await app.admin.send('PUT', `/assessments/${id}/reviews/${first}`, { decision: 'equivalent', until })
    await app.admin.send('PUT', `/assessments/${id}/reviews/${second}`, { decision: 'partly', comment: '一部です' })
    expect((await show(id)).foreseen.score).toBe('95.0')
  })

  it('starts the next time from last time’s answers, calls out a drop and adds up the figures', async () => {
    const partner = await partnerToAsk(app, '二回目', 3)
    await confirmed(partner, [])
    await putLevel(app, partner, 3)
    const { id, token } = await ask(app, partner)
    const client = await openPortal(app, token)
    const page = (await client.send('GET', '/request')).body
    expect([page.progress.percent, page.previous.length, page.answers[0].source]).toEqual([100, 30, 'prefilled'])
    for (const { key } of page.questions.slice(0, 6))
      await client.send('PUT', `/answers/${key}`, { value: 'not', comment: '担当者が退職しました' })
    await client.send('POST', '/submission')
    const seen = await show(id)
    expect(seen.items.filter(({ changed }: { changed: boolean }) => changed)).toHaveLength(6)
    expect([seen.foreseen.change, seen.foreseen.changeBp, seen.foreseen.reaction]).toEqual(['dropped', -2000, 'warn'])
    await app.admin.send('POST', `/assessments/${id}/confirm`, { acceptRest: true })
    const stats = await app.database.asAdmin((c) =>
      c.query(
        'SELECT sum(done)::int AS done, sum("not")::int AS n FROM item_stats s JOIN requests r ON r.question_set_id = s.question_set_id WHERE r.id = $1',
        [id],
      ),
    )
    expect(stats.rows[0].done + stats.rows[0].n).toBeGreaterThanOrEqual(60)
  })

  it('keeps words among ourselves away from the partner', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '言葉の宛先', 0))
    const client = await openPortal(app, token)
    await app.admin.send('POST', `/assessments/${id}/comments`, { audience: 'internal', text: '内々の言葉' })
    await app.admin.send('POST', `/assessments/${id}/comments`, { audience: 'partner', text: '先方への言葉' })
    await client.send('POST', '/messages', { text: '費用をご相談したいです', topic: 'cost' })
    const page = JSON.stringify((await client.send('GET', '/request')).body)
    expect([page.includes('内々の言葉'), page.includes('先方への言葉')]).toEqual([false, true])
    const ours = (await show(id)).comments
    expect(ours.map(({ from, topic }: { from: string; topic: string }) => [from, topic])).toEqual([
      ['buyer', 'general'],
      ['buyer', 'general'],
      ['partner', 'cost'],
    ])
    const asPartner = JSON.stringify((await app.admin.send('GET', `/assessments/${id}/as-partner`)).body)
    expect([asPartner.includes('内々の言葉'), asPartner.includes('"editable":true')]).toEqual([false, true])
  })
})

describe('answers that come in Excel', () => {
  it('go out as the form buyers use and come back, all or nothing', async () => {
    const { default: ExcelJS } = await import('exceljs')
    const { id } = await ask(app, await partnerToAsk(app, 'エクセルの会社', 0))
    const form = await app.admin.send('GET', `/assessments/${id}/form`)
    const read = await readSheet(form.raw, { fileName: 'form.xlsx' })
    expect(read.ok && read.sheets[0]?.rows.length).toBe(11)
    const fill = async (sign: (row: number) => string) => {
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(new Uint8Array(form.raw).buffer)
      const [sheet] = book.worksheets
      for (let row = 2; row <= 11; row += 1) {
        if (sheet === undefined) continue
        sheet.getCell(row, 5).value = sign(row)
        sheet.getCell(row, 6).value = '記入しました'
      }
      return Buffer.from(await book.xlsx.writeBuffer())
    }
    const send = async (bytes: Buffer) => app.admin.send('POST', `/assessments/${id}/form?name=form.xlsx`, bytes)
    const refused = await send(await fill((row) => (row === 4 ? '◎' : '○')))
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'E4'])
    const macros = await send(Buffer.from(zipFile([{ name: 'xl/vbaProject.bin', content: 'x' }])))
    expect([macros.status, macros.body.title]).toEqual([422, expect.stringContaining('マクロを含むファイル')])
    expect((await show(id)).progress.answered).toBe(0)
    const taken = await send(await fill((row) => ['○', '△', '×', '－'][row % 4] ?? '○'))
    expect([taken.status, taken.body.saved, taken.body.progress.percent]).toEqual([200, 10, 100])
    expect((await show(id)).items[0].answer.source).toBe('excel')
    expect((await app.admin.send('POST', `/assessments/${id}/submission`)).status).toBe(201)
  })
})

describe('who sees an assessment', () => {
  it('is not found by another tenant or by someone without the partner, on every route', async () => {
    const { id } = await ask(app, await partnerToAsk(app, '見えない会社', 0))
    const key = (await show(id)).items[0].key
    const people = [await app.stranger(), await app.person('security_lead', 'assigned')]
    const decision = { decision: 'accepted' }
    const paths: [string, string, unknown?][] = [
      ['GET', ''],
      ['GET', '/mail'],
      ['GET', '/as-partner'],
      ['GET', '/form'],
      ['GET', `/answers/${key}/revisions`],
      ['POST', '/resend'],
      ['POST', '/letter'],
      ['POST', '/submission'],
      ['POST', '/withdraw', { reason: 'x' }],
      ['POST', '/extend', { deadline: '2027-01-08', reason: 'x' }],
      ['POST', '/answers', { answers: [{ questionKey: key, value: 'done' }] }],
      ['PUT', `/reviews/${key}`, decision],
      ['POST', '/return', { words: 'x', deadline: '2027-01-08' }],
      ['POST', '/confirm', {}],
      ['POST', '/comments', { audience: 'internal', text: 'x' }],
      ['PATCH', '', { scope: 'x' }],
    ]
    for (const person of people) {
      for (const [method, path, body] of paths) {
        const answer = await person.send(method as 'GET', `/assessments/${id}${path}`, body, { 'if-match': '1' })
        expect([path, answer.status]).toEqual([path, 404])
      }
      expect((await person.send('GET', '/assessments')).body.items).toEqual([])
      expect((await person.send('POST', '/assessments/send', { ids: [id] })).status).toBe(404)
    }
    expect(
      (await (await app.person('executive')).send('POST', `/assessments/${id}/withdraw`, { reason: 'x' })).status,
    ).toBe(403)
  })

  it('turns pages of the list, newest first, without losing or repeating one', async () => {
    const seen: number[] = []
    let after = ''
    do {
      const page = (await app.admin.send('GET', `/assessments?limit=4${after}`)).body
      seen.push(...page.items.map(({ no }: { no: number }) => no))
      after = page.next === null ? '' : `&after=${page.next}`
    } while (after !== '')
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a))
    expect(seen.length).toBe((await app.admin.send('GET', '/assessments/status')).body.total)
  })
})
