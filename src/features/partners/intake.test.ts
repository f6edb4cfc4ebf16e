import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const answers = {
  name: '新しい委託先株式会社',
  askedBy: '広報部 森',
  purpose: '展示会の受付システム',
  connected: false,
  sensitiveData: true,
  stopsWithinDay: null,
}

describe('five questions for a new partner', () => {
  it('makes a candidate with its triage facts and a note', async () => {
    const unit = (
      await app.admin.send('POST', '/units', {
        name: '広報部',
        nameEn: 'PR',
        kind: 'division',
        parentId: null,
        tz: 'Asia/Tokyo',
      })
    ).body
    const link = await app.admin.send('POST', '/intake-links', { label: '広報部', unitId: unit.id })
    expect(link.status).toBe(201)
    const { token } = link.body
    const form = await app.anonymous('POST', '/intake/open', { token })
    expect([form.status, form.body.organization, form.body.label]).toEqual([200, '東嶺電機株式会社', '広報部'])
    const taken = await app.anonymous('POST', '/intake/requests', { token, ...answers })
    expect(taken.status).toBe(201)
    const told = await app.database.asAdmin((client) =>
      client.query(
        `SELECT data->>'correlation' AS correlation FROM jobs.job WHERE data->>'event' = 'partner.proposed'`,
      ),
    )
    expect(told.rows).toEqual([{ correlation: taken.headers['x-request-id'] }])
    const found = await app.admin.send('GET', `/partners?stage=candidate&unit=${unit.id}`)
    expect(found.body.items.map((row: { name: string }) => row.name)).toEqual([answers.name])
    const [partner] = found.body.items
    const notes = (await app.admin.send('GET', `/partners/${partner.id}/notes`)).body.items
    expect(notes[0].body).toContain('当社の秘密情報・個人情報を預かる: はい')
    expect(notes[0].by).toBeNull()
    const stored = await app.database.asAdmin((client) => client.query('SELECT * FROM intake_requests'))
    expect(stored.rows[0]).toMatchObject({ connected: false, sensitive_data: true, stops_within_day: null })
    const secrets = await app.database.asAdmin((client) => client.query('SELECT token_hash FROM intake_links'))
    expect(secrets.rows[0].token_hash).not.toContain(token.split('.')[1])
    const links = (await app.admin.send('GET', '/intake-links')).body.items
    expect(links).toMatchObject([{ label: '広報部', requests: 1, revokedAt: null }])
  })

  it('is 410 once ended or run out, 404 when unknown, and creates nothing then', async () => {
    const { id, token } = (await app.admin.send('POST', '/intake-links', { label: '人事部', days: 1 })).body
    const stranger = await app.stranger()
    expect((await stranger.send('DELETE', `/intake-links/${id}`)).status).toBe(404)
    const status = async (secret: string) => [
      (await app.anonymous('POST', '/intake/open', { token: secret })).status,
      (await app.anonymous('POST', '/intake/requests', { token: secret, ...answers, name: '作られない会社' })).status,
    ]
    expect(await status(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toEqual([404, 404])
    expect(await status('nonsense')).toEqual([404, 404])
    const before = app.clock.now()
    app.clock.set('2026-11-23T01:00:00.000Z')
    expect(await status(token)).toEqual([410, 410])
    app.clock.set(before)
    expect((await app.admin.send('DELETE', `/intake-links/${id}`)).status).toBe(204)
    expect(await status(token)).toEqual([410, 410])
    const none = await app.admin.send('GET', `/partners?q=${encodeURIComponent('作られない')}`)
    expect(none.body.items).toEqual([])
  })

  it('is not for everyone to give', async () => {
    const auditor = await app.person('auditor')
    expect((await auditor.send('POST', '/intake-links', { label: 'x' })).status).toBe(403)
    expect((await auditor.send('GET', '/intake-links')).status).toBe(403)
  })

  it('slows down whoever guesses', async () => {
    const statuses = new Set<number>()
    for (let guess = 0; guess < 40; guess += 1)
      statuses.add((await app.anonymous('POST', '/intake/open', { token: `${guess}` })).status)
    expect([...statuses]).toEqual([404, 429])
  })
})
