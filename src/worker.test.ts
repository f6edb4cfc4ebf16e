import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../test/support/app.ts'
import { startSmtpServer } from '../test/support/smtp.ts'
import { statementsOf } from '../test/support/statements.ts'
import { RECIPIENT_CHECKS, SUBSCRIBERS } from './app.ts'
import type { Instant } from './domain/time.ts'
import { openDeadline } from './features/deadlines/deadline.service.ts'
import { queueNotice } from './features/notices/notice.service.ts'
import { aMatter, partnerWithContact, useMailServer } from './features/notices/sending.fixture.ts'
import { newId } from './platform/ids.ts'
import { writing } from './platform/work.ts'
import { type Remembered, startWorker, tick, type Worker } from './worker.ts'

const parts = { subscribers: SUBSCRIBERS, checks: RECIPIENT_CHECKS }
let app: TestApp
let worker: Worker | undefined
beforeAll(async () => {
  app = await startApp()
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})
const start = async () => {
  worker = await startWorker(app.database.place, app.database.roleSecret, app.engine, parts)
}
const timeline = async (partnerId: string): Promise<string[]> =>
  (await app.admin.send('GET', `/partners/${partnerId}/timeline`)).body.items.map((row: { event: string }) => row.event)

const overdueDeadline = async (partnerId: string) =>
  writing(app.engine, app.admin.actor, (ctx) =>
    openDeadline(ctx, {
      kind: 'assessment_answer',
      subject: { type: 'request', id: randomUUID() },
      cycleKey: '1',
      stream: 'assessment',
      partnerId,
      ownerId: null,
      opensAt: '2026-11-01T00:00:00.000Z' as Instant,
      startsFrom: 'sent',
      dueAt: '2026-11-20T15:00:00.000Z' as Instant,
      dueLocal: null,
      tz: 'Asia/Tokyo',
      calendarVersion: 'japan-1',
      rule: { id: 'answer', version: 1 },
    }),
  )

describe('the worker', () => {
  it('takes the step, tells the partner’s history, sends the mail and shows that it lives', async () => {
    const server = await startSmtpServer()
    await useMailServer(app, server)
    const recipient = await partnerWithContact(app, 'desk@partner.example')
    await writing(app.engine, app.admin.actor, (ctx) =>
      queueNotice(ctx, {
        kind: 'portal_code',
        matter: aMatter(),
        template: 'one-time-code',
        recipients: [recipient],
        dedupeKey: 'w',
      }),
    )
    const partnerId = recipient.partnerId ?? ''
    await overdueDeadline(partnerId)
    expect((await app.admin.send('GET', '/healthz/clock')).status).toBe(503)
    await start()
    await expect.poll(() => timeline(partnerId), { timeout: 15_000 }).toContain('deadline.overdue')
    await expect.poll(() => server.received.length).toBe(1)
    await worker?.stop()
    worker = undefined
    expect((await app.admin.send('GET', '/healthz/clock')).body).toMatchObject({ status: 'ok', ageSeconds: 0 })
    await server.close()
  })

  it('lets an event that is delivered twice take effect once', async () => {
    const partnerId = (await app.admin.send('POST', '/partners', { name: '二度届く会社' })).body.id
    const { id } = await overdueDeadline(partnerId)
    const eventId = newId()
    const { tenant } = app.admin.actor
    for (const _delivery of [1, 2])
      await writing(app.engine, app.admin.actor, ({ db }) =>
        app.engine.outbox(db, { tenant, newId: () => eventId }, [
          { event: 'deadline.extended', ids: { deadlineId: id }, correlation: 'twice' },
        ]),
      )
    await start()
    const left = () =>
      app.database.asAdmin((client) =>
        client.query(`SELECT state, data->>'eventId' FROM jobs.job WHERE data->>'eventId' = $1`, [eventId]),
      )
    await expect
      .poll(async () => (await left()).rows.map((row) => row.state), { timeout: 15_000 })
      .toEqual(['completed', 'completed'])
    expect((await timeline(partnerId)).filter((event) => event === 'deadline.extended')).toHaveLength(1)
  })
})

describe('cleaning', () => {
  it('removes what has served its time and keeps the rest', async () => {
    const store = app.engine.vault.files
    const { tenant } = app.admin.actor
    const [old, fresh, attached] = [randomUUID(), randomUUID(), randomUUID()]
    await app.database.asAdmin(async (client) => {
      for (const [id, at, attachedAt] of [
        [old, '2026-11-19T00:00:00Z', null],
        [fresh, '2026-11-21T00:00:00Z', null],
        [attached, '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z'],
      ])
        await client.query(
          `INSERT INTO files (tenant_id, id, created_at, updated_at, name, media_type, size, sha256, wrapped_key, uploaded_by, attached_at)
           VALUES ($1, $2, $3, $3, 'a', 'text/plain', 1, 'x', 'x', 'member', $4)`,
          [tenant, id, at, attachedAt],
        )
      await client.query(`INSERT INTO throttles VALUES ('old', 1, 1), ('new', 1, 9999999999999)`)
    })
    for (const id of [old, fresh, attached]) await store.create(id)
    const left = async (text: string) =>
      (await app.database.asAdmin((client) => client.query(text))).rows.map((row) => row.k)
    const ids = async () => (await left('SELECT id AS k FROM files')).toSorted()
    await tick(app.engine, '2026-11-21T02:00:00.000Z' as Instant, parts)
    expect(await ids()).toEqual([fresh, attached].toSorted())
    await tick(app.engine, '2027-11-21T03:30:00.000Z' as Instant, parts)
    expect(await ids()).toEqual([attached])
    expect(await left('SELECT key AS k FROM throttles')).toEqual(['new'])
    const blobs: string[] = []
    for await (const blob of store.list()) blobs.push(blob.id)
    expect(blobs).toEqual([attached])
  })
})

describe('the clock at rest', () => {
  it('costs one look at the organisations and one into each, and says only now and then that it lives', async () => {
    const remembered: Remembered = new Map()
    const turn = (at: string) => tick(app.engine, at as Instant, parts, { remembered })
    const { app: pages, clock } = app.engine.pools
    await turn('2027-12-01T05:00:00.000Z')
    let byClock: string[] = []
    const byPages = await statementsOf(pages, async () => {
      byClock = await statementsOf(clock, () => turn('2027-12-01T05:00:03.000Z'))
    })
    expect(byPages).toEqual(['SELECT id FROM tenants ORDER BY id'])
    expect(byClock.filter((text) => text.startsWith('COMMIT'))).toHaveLength(1)
    expect(byClock.filter((text) => /INSERT|UPDATE|DELETE/i.test(text))).toEqual([])
    const beatAt = () =>
      app.database.asAdmin(async (client) =>
        (await client.query(`SELECT at FROM clock_heartbeats WHERE name = 'clock'`)).rows[0].at.toISOString(),
      )
    expect(await beatAt()).toBe('2027-12-01T05:00:00.000Z')
    await turn('2027-12-01T05:00:15.000Z')
    expect(await beatAt()).toBe('2027-12-01T05:00:15.000Z')
  })
})
