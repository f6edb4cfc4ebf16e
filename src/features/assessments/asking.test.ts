import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { answerAll, ask, lastMail, openPortal, partnerToAsk, startAssessments, wish } from './assessment.fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const draft = (partnerId: string) =>
  app.admin.send('POST', '/assessments', { partners: [{ partnerId }], ...wish, reviewReason: '確かめました' })
const send = async (...ids: string[]) => (await app.admin.send('POST', '/assessments/send', { ids })).body
const show = async (id: string) => (await app.admin.send('GET', `/assessments/${id}`)).body
const archive = async (partnerId: string) => {
  for (const body of [
    { move: 'end', reason: '契約の満了' },
    { move: 'archive', reason: '契約の満了', offboarding: { doneOn: '2026-11-20', result: '返却済み' } },
  ]) {
    const { version } = (await app.admin.send('GET', `/partners/${partnerId}`)).body
    await app.admin.send('POST', `/partners/${partnerId}/stage`, body, { 'if-match': String(version) })
  }
}

describe('drafting', () => {
  it('asks a partner one thing at a time, also when two people ask at the same moment', async () => {
    const partner = await partnerToAsk(app, '同時の会社', 0)
    const both = await Promise.all([draft(partner), draft(partner)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })

  it('asks nothing of a partner in the archive, and names it', async () => {
    const partner = await partnerToAsk(app, '終わった会社', 0)
    await archive(partner)
    const answer = await draft(partner)
    expect([answer.status, answer.body.code, answer.body.params]).toEqual([
      409,
      'assessment.archived',
      { partners: '終わった会社' },
    ])
  })
})

describe('the last day for the answers', () => {
  it('is never set to a day that is over, neither when more time is given nor when answers go back', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '過ぎた日の会社', 0))
    const now = app.clock.now()
    app.clock.set('2026-12-25T01:00:00.000Z')
    const late = await app.admin.send('POST', `/assessments/${id}/extend`, { deadline: '2026-12-24', reason: '年末' })
    app.clock.set(now)
    expect(late.body.code).toBe('assessment.day_over')
    const client = await openPortal(app, token)
    const [key] = await answerAll(client)
    await client.send('POST', '/submission')
    await app.admin.send('PUT', `/assessments/${id}/reviews/${key}`, { decision: 'returned', comment: '資料を' })
    const past = { words: 'もう少しです', deadline: '2026-11-20' }
    expect((await app.admin.send('POST', `/assessments/${id}/return`, past)).body.code).toBe('assessment.day_over')
    expect((await show(id)).state).toBe('submitted')
  })

  it('ends with the day of the partner: one further east whose day is over is held back and the others go', async () => {
    const [near, far] = [await partnerToAsk(app, '東京の会社', 0), await partnerToAsk(app, 'オークランドの会社', 0)]
    await app.database.asAdmin((client) =>
      client.query(`UPDATE contacts SET tz = 'Pacific/Auckland' WHERE partner_id = $1`, [far]),
    )
    const ids = [near, far].map(async (partnerId) => {
      const drafted = await app.admin.send('POST', '/assessments', {
        partners: [{ partnerId }],
        ...wish,
        deadline: '2026-11-21',
      })
      return drafted.body.items[0].id as string
    })
    const now = app.clock.now()
    app.clock.set('2026-11-21T12:00:00.000Z')
    const [first = '', second = ''] = await Promise.all(ids)
    const answer = await send(first, second)
    app.clock.set(now)
    expect([
      answer.sent,
      answer.held.map((one: { id: string; problems: { code: string }[] }) => [one.id, one.problems[0]?.code]),
    ]).toEqual([[first], [[second, 'deadline_past']]])
  })
})

describe('answers that went back', () => {
  it('say in a repeated mail how many are meant, as the first one did', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '一か所の会社', 0))
    const client = await openPortal(app, token)
    const [key] = await answerAll(client)
    await client.send('POST', '/submission')
    await app.admin.send('PUT', `/assessments/${id}/reviews/${key}`, { decision: 'returned', comment: '資料を' })
    await app.admin.send('POST', `/assessments/${id}/return`, { words: 'もう少しです', deadline: '2026-12-25' })
    expect((await lastMail(app, 'returned')).text).toContain('1か所について')
    const first = await lastMail(app, 'returned')
    expect((await app.admin.send('POST', `/assessments/${id}/resend`)).status).toBe(204)
    const second = await lastMail(app, 'returned')
    expect([second.id === first.id, second.text.includes('1か所について')]).toEqual([false, true])
  })
})
