import { beforeAll, describe, expect, it } from 'vitest'
import type { Person, TestApp } from '../../../test/support/app.ts'
import { QUIET } from '../engagements/rated-app.fixture.ts'
import {
  answerAll,
  ask,
  drainEvents,
  mails,
  openPortal,
  partnerToAsk,
  portalClient,
  startAssessments,
  wish,
} from './assessment.fixture.ts'

const HIGH = {
  ...QUIET.answers,
  'stop-tolerance': 3,
  replaceability: 2,
  exposure: 3,
  'incident-history': 3,
  maturity: 3,
}
let app: TestApp
let executive: Person
beforeAll(async () => {
  app = await startAssessments()
  executive = await app.person('executive')
})

const get = async (path: string) => (await app.admin.send('GET', path)).body
const engaged = async (name: string, answers: Record<string, number> = QUIET.answers): Promise<string> => {
  const id = await partnerToAsk(app, name, null)
  await app.admin.send('POST', `/partners/${id}/engagements`, { ...QUIET, answers })
  return id
}
const merge = async (kept: string, gone: string): Promise<string> => {
  const [a, b] = [await get(`/partners/${kept}`), await get(`/partners/${gone}`)]
  const body = { goneId: gone, goneVersion: b.version, take: [], reason: '同じ会社' }
  const done = await app.admin.send('POST', `/partners/${kept}/merge`, body, { 'if-match': String(a.version) })
  expect(done.status).toBe(200)
  await drainEvents(app)
  return (await get(`/partners/${kept}/merges`)).items[0].id
}
const undo = async (mergeId: string) => {
  expect((await app.admin.send('POST', `/partner-merges/${mergeId}/undo`)).status).toBe(200)
  await drainEvents(app)
}
const confirm = async (partnerId: string, others: number) => {
  const { id, token } = await ask(app, partnerId)
  const client = await openPortal(app, token)
  await answerAll(
    client,
    Array.from({ length: others }, () => ({ value: 'not' as const, comment: 'これからです' })),
  )
  await client.send('POST', '/submission')
  await app.admin.send('POST', `/assessments/${id}/confirm`, { acceptRest: true })
  await drainEvents(app)
  return id
}
const results = async (partnerId: string): Promise<{ score: string }[]> =>
  (await get(`/assessments/results?partnerId=${partnerId}`)).items
const listed = async (partnerId: string) => {
  const { rows } = await app.database.asAdmin((client) =>
    client.query(
      `SELECT assessment_state AS state, score_bp AS score, answer_due::text AS "answerDue", next_due::text AS "nextDue", level_effective AS level
         FROM partner_current WHERE partner_id = $1`,
      [partnerId],
    ),
  )
  return rows[0]
}
const stateOf = async (id: string): Promise<string> => (await get(`/assessments/${id}`)).state

describe('when two partners are merged', () => {
  it('brings results, so that the latest of both counts, and gives them back when undone', async () => {
    const [kept, gone] = [await engaged('結果の甲'), await engaged('結果の乙')]
    await confirm(kept, 0)
    const [before, other] = [await listed(kept), await listed(gone)]
    app.clock.set('2026-11-24T01:00:00.000Z')
    await confirm(gone, 5)
    const late = await listed(gone)
    const mergeId = await merge(kept, gone)
    expect((await results(kept)).length).toBe(2)
    expect(await results(gone)).toEqual([])
    expect(await listed(kept)).toMatchObject({ state: 'confirmed', score: late.score, nextDue: late.nextDue })
    expect(late.score).not.toBe(before.score)
    expect(await listed(gone)).toMatchObject({ state: 'none', score: null, nextDue: null })
    await undo(mergeId)
    expect(await listed(kept)).toEqual(before)
    expect(await listed(gone)).toEqual(late)
    expect(other.score).toBeNull()
    app.clock.set('2026-11-21T01:00:00.000Z')
  })

  it('lets a link of the duplicate go on for the partner that stays, with its date and its clock', async () => {
    const [kept, gone] = [await engaged('続きの甲'), await engaged('続きの乙')]
    const { id, token } = await ask(app, gone)
    const client = await openPortal(app, token)
    const [key] = (await client.send('GET', '/request')).body.questions.map((one: { key: string }) => one.key)
    const mergeId = await merge(kept, gone)
    expect((await client.send('PUT', `/answers/${key}`, { value: 'done' })).status).toBe(200)
    expect(await listed(kept)).toMatchObject({ state: 'open', answerDue: wish.deadline })
    expect(await listed(gone)).toMatchObject({ state: 'none', answerDue: null })
    expect((await get(`/assessments/${id}`)).partnerId).toBe(kept)
    const clock = await app.database.asAdmin((c) =>
      c.query('SELECT partner_id AS id, state FROM deadlines WHERE subject_id = $1', [id]),
    )
    expect(clock.rows).toEqual([{ id: kept, state: 'open' }])
    await undo(mergeId)
    expect(await listed(gone)).toMatchObject({ state: 'open', answerDue: wish.deadline })
    expect((await client.send('GET', '/request')).status).toBe(200)
  })

  it('gives back step by step what came through one merge after another', async () => {
    const [last, middle, first] = [await engaged('三段の甲'), await engaged('三段の乙'), await engaged('三段の丙')]
    const confirmed = await confirm(first, 2)
    const { id, token } = await ask(app, first)
    const client = await openPortal(app, token)
    const before = await listed(first)
    const inner = await merge(middle, first)
    const outer = await merge(last, middle)
    expect([(await get(`/assessments/${id}`)).partnerId, (await results(last)).length]).toEqual([last, 1])
    await undo(outer)
    expect(await results(last)).toEqual([])
    expect([(await get(`/assessments/${id}`)).partnerId, (await results(middle)).length]).toEqual([middle, 1])
    expect(await listed(middle)).toMatchObject({ state: before.state, score: before.score })
    await undo(inner)
    expect([(await get(`/assessments/${id}`)).partnerId, (await get(`/assessments/${confirmed}`)).partnerId]).toEqual([
      first,
      first,
    ])
    expect([await results(middle), (await results(first)).length]).toEqual([[], 1])
    expect(await listed(first)).toEqual(before)
    expect((await client.send('GET', '/request')).status).toBe(200)
  })

  it('keeps of two running requests the one that has come further and withdraws the other, whose link says so', async () => {
    const [kept, gone] = [await engaged('二本の甲'), await engaged('二本の乙')]
    const [mine, theirs] = [await ask(app, kept), await ask(app, gone)]
    const [opened, client] = [await openPortal(app, mine.token), await openPortal(app, theirs.token)]
    await answerAll(client)
    await client.send('POST', '/submission')
    await drainEvents(app)
    await merge(kept, gone)
    expect([await stateOf(mine.id), await stateOf(theirs.id)]).toEqual(['cancelled', 'submitted'])
    expect((await opened.send('GET', '/request')).status).toBe(401)
    const closed = await portalClient(app).send('POST', '/session', { token: mine.token })
    expect([closed.status, closed.body.code]).toEqual([410, 'portal.closed_link'])
    expect(await listed(kept)).toMatchObject({ state: 'submitted', answerDue: null })
    await app.admin.send('POST', `/assessments/${theirs.id}/confirm`, { acceptRest: true })
    expect((await results(kept)).length).toBe(1)
  })

  it('ends overrides that no longer fit and puts approved ones into force again when undone', async () => {
    const override = async (partnerId: string, level: number, decided: boolean) => {
      const body = { level, reason: '接続を止めた', expiresOn: '2026-12-31', deciderId: executive.actor.memberId }
      expect((await app.admin.send('POST', `/partners/${partnerId}/override`, body)).status).toBe(201)
      const { items } = await get('/approvals?state=open')
      const found = items.find((item: { partner: { id: string } | null }) => item.partner?.id === partnerId)
      if (decided) {
        const act = { act: 'decide', comment: '確かめました' }
        const done = await executive.send('POST', `/approvals/${found.id}/moves`, act, {
          'if-match': String(found.version),
        })
        expect(done.status).toBe(200)
        await drainEvents(app)
      }
      return found.id
    }
    const [kept, gone, third] = [
      await engaged('上書きの甲'),
      await engaged('上書きの乙', HIGH),
      await engaged('上書きの丙'),
    ]
    await override(kept, 2, true)
    await override(gone, 1, true)
    const waiting = await override(third, 3, false)
    const high = (await get(`/partners/${gone}`)).level.computed
    expect([
      (await get(`/partners/${kept}`)).level.effective,
      (await get(`/partners/${gone}`)).level.effective,
    ]).toEqual([2, 1])
    const mergeId = await merge(kept, gone)
    expect(high).toBeGreaterThan(2)
    expect((await get(`/partners/${kept}`)).level).toMatchObject({ effective: high, computed: high })
    await undo(mergeId)
    expect((await get(`/partners/${kept}`)).level).toMatchObject({ effective: 2, computed: 0 })
    expect((await get(`/partners/${gone}`)).level).toMatchObject({ effective: 1, computed: high })
    await merge(kept, third)
    // The partner that stays was not made riskier, so its own override holds; what waited for the other is withdrawn.
    expect((await get(`/partners/${kept}`)).level.effective).toBe(2)
    expect((await get('/approvals?state=closed')).items.find((row: { id: string }) => row.id === waiting).state).toBe(
      'withdrawn',
    )
  })
})

describe('when a partner is archived', () => {
  it('ends what is still asked: no mail goes out any more and the link says that it is closed', async () => {
    const id = await engaged('終わる会社')
    const drafted = await app.admin.send('POST', '/assessments', { partners: [{ partnerId: id }], ...wish })
    const request = drafted.body.items[0].id
    await app.admin.send('POST', '/assessments/send', { ids: [request] })
    const mail = (await mails(app)).at(-1)
    const move = async (body: Record<string, unknown>) => {
      const { version } = await get(`/partners/${id}`)
      const moved = await app.admin.send('POST', `/partners/${id}/stage`, body, { 'if-match': String(version) })
      expect(moved.status).toBe(200)
      await drainEvents(app)
    }
    await move({ move: 'end', reason: '契約の満了' })
    expect(await stateOf(request)).toBe('sending')
    const offboarding = { doneOn: '2026-11-20', result: '貸与品を返却いただきました' }
    await move({ move: 'archive', reason: '契約の満了', offboarding })
    expect(await stateOf(request)).toBe('cancelled')
    const { rows } = await app.database.asAdmin((client) =>
      client.query('SELECT state FROM messages WHERE id = $1', [mail?.id]),
    )
    expect(rows).toEqual([{ state: 'cancelled' }])
    const closed = await portalClient(app).send('POST', '/session', { token: mail?.link?.split('#')[1] })
    expect(closed.status).toBe(410)
  })
})
