import { beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../../test/support/app.ts'
import type { PlainDate } from '../../domain/time.ts'
import { systemActor } from '../../platform/context.ts'
import { reading, writing } from '../../platform/work.ts'
import { readPolicy } from '../catalog/read-policy.service.ts'
import { standingOf } from '../partners/rating.service.ts'
import { expireOverrides } from './override.service.ts'
import { followPeriods } from './period.service.ts'
import { QUIET, type RatedApp, startRatedApp } from './rated-app.fixture.ts'
import { readBasis } from './rating-basis.queries.ts'
import { standOf } from './standing.service.ts'

const TODAY = '2026-11-21T01:00:00.000Z'
let at: RatedApp
let executive: Person
beforeAll(async () => {
  at = await startRatedApp()
  executive = await at.app.person('executive')
})

const yes = { connected: true, sensitiveData: true, stopsWithinDay: false }
const HIGH = {
  ...QUIET.answers,
  'stop-tolerance': 3,
  replaceability: 2,
  connection: 3,
  exposure: 3,
  'incident-history': 3,
  maturity: 3,
}
const system = () => systemActor(at.app.admin.actor.tenant, at.app.admin.actor.tenant, 'test')

describe('the triage', () => {
  it('places partners provisionally, leaves unknown ones unrated, and gives way to a real rating', async () => {
    const [one, two] = [await at.partner(), await at.partner()]
    const saved = await at.app.admin.send('PUT', '/triage', {
      answers: [
        { partnerId: one, ...yes },
        { partnerId: two, connected: false, sensitiveData: null },
      ],
    })
    expect(saved.status).toBe(200)
    expect(await at.level(one)).toEqual({
      effective: 3,
      computed: 3,
      provisional: true,
      impact: null,
      likelihood: null,
    })
    expect((await at.level(two)).effective).toBeNull()
    expect((await at.rating(one)).triage).toEqual({ ...yes, level: 3 })
    await at.engage(one)
    expect(await at.level(one)).toMatchObject({ effective: 0, provisional: false })
  })

  it('shows only partners without a level unless asked for all, page by page', async () => {
    const [one, two] = [await at.partner({ name: '頁の甲' }), await at.partner({ name: '頁の乙' })]
    await at.app.admin.send('PUT', '/triage', { answers: [{ partnerId: one, ...yes }] })
    const q = encodeURIComponent('頁の')
    const ids = (answer: { body: { items: { partnerId: string }[] } }) => answer.body.items.map((row) => row.partnerId)
    expect(ids(await at.app.admin.send('GET', `/triage?q=${q}`))).toEqual([two])
    expect(ids(await at.app.admin.send('GET', `/triage?q=${q}&only=provisional`))).toEqual([one])
    const first = await at.app.admin.send('GET', `/triage?q=${q}&only=all&limit=1`)
    const second = await at.app.admin.send('GET', `/triage?q=${q}&only=all&limit=1&after=${first.body.next}`)
    expect([...ids(first), ...ids(second)].sort()).toEqual([one, two].sort())
    expect(second.body.next).toBeNull()
  })

  it('gives a whole filter the same answers', async () => {
    const ids = [await at.partner({ name: '一括の甲' }), await at.partner({ name: '一括の乙' })]
    const done = await at.app.admin.send('POST', '/triage/apply-filter', {
      filter: { q: '一括の' },
      answers: { connected: false, sensitiveData: false, stopsWithinDay: true },
    })
    expect(done.body).toEqual({ applied: 2, next: null })
    for (const id of ids) expect(await at.level(id)).toMatchObject({ effective: 2, provisional: true })
  })
})

describe('an override', () => {
  const ask = (id: string, body: Record<string, unknown> = {}) =>
    at.app.admin.send('POST', `/partners/${id}/override`, {
      level: 1,
      reason: '接続を止めた',
      expiresOn: '2026-12-31',
      ...body,
    })
  const decide = async (partnerId: string, act: string) => {
    const { items } = (await at.app.admin.send('GET', '/approvals?state=open')).body
    const found = items.find((item: { partner: { id: string } | null }) => item.partner?.id === partnerId)
    const moved = await executive.send(
      'POST',
      `/approvals/${found.id}/moves`,
      { act, comment: '確かめました' },
      { 'if-match': String(found.version) },
    )
    expect(moved.status).toBe(200)
    await at.deliver(act === 'decide' ? 'approval.decided' : 'approval.refused', {
      approvalId: found.id,
      subjectId: found.id,
    })
  }

  it('goes below the computed level once another person has consented, and ends after its last day', async () => {
    const id = await at.partner()
    await at.engage(id, { answers: HIGH })
    expect((await ask(id)).status).toBe(201)
    expect((await ask(id)).body.code).toBe('engagement.override_waiting')
    expect((await at.level(id)).effective).toBe(4)
    await decide(id, 'decide')
    expect(await at.level(id)).toMatchObject({ effective: 1, computed: 4 })
    expect((await at.rating(id)).override).toMatchObject({ level: 1, askedBy: '藤野 美咲', expiresOn: '2026-12-31' })
    at.app.clock.set('2026-12-31T14:00:00.000Z')
    expect(await writing(at.app.engine, system(), (ctx) => expireOverrides(ctx))).toBe(0)
    at.app.clock.set('2027-01-01T01:00:00.000Z')
    expect((await at.rating(id)).effective).toBe(4)
    expect(await writing(at.app.engine, system(), (ctx) => expireOverrides(ctx))).toBe(1)
    expect(await at.level(id)).toMatchObject({ effective: 4, computed: 4 })
    at.app.clock.set(TODAY)
  })

  it('is refused, or withdrawn, without ever changing the level', async () => {
    const id = await at.partner()
    await at.engage(id, { answers: HIGH })
    await ask(id)
    await decide(id, 'reject')
    expect([(await at.level(id)).effective, (await at.rating(id)).waiting]).toEqual([4, null])
    await ask(id)
    const { waiting } = await at.rating(id)
    const back = await at.app.admin.send('POST', `/overrides/${waiting.id}/withdraw`, undefined, {
      'if-match': String(waiting.version),
    })
    expect([back.status, back.body.waiting, back.body.effective]).toEqual([200, null, 4])
  })

  it('can be taken back while in force', async () => {
    const id = await at.partner()
    await at.engage(id, { answers: HIGH })
    await ask(id)
    await decide(id, 'decide')
    const { override } = await at.rating(id)
    const back = await at.app.admin.send('POST', `/overrides/${override.id}/withdraw`, undefined, {
      'if-match': String(override.version),
    })
    expect([back.body.override, back.body.effective]).toEqual([null, 4])
    const events = (await at.app.admin.send('GET', `/partners/${id}/timeline?kind=engagement`)).body.items
    expect(events.map((row: { event: string }) => row.event)).toEqual(
      expect.arrayContaining(['override.asked', 'override.granted', 'override.withdrawn', 'engagement.rated']),
    )
  })

  it('waits for consent once only, however fast it is asked', async () => {
    const id = await at.partner()
    await at.engage(id, { answers: HIGH })
    const statuses = (await Promise.all([ask(id), ask(id), ask(id)])).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([201, 409, 409])
  })

  it('that takes the place of another leaves that one on record', async () => {
    const id = await at.partner()
    await at.engage(id, { answers: HIGH })
    await ask(id)
    await decide(id, 'decide')
    const { override } = await at.rating(id)
    await ask(id, { level: 2 })
    await decide(id, 'decide')
    expect((await at.level(id)).effective).toBe(2)
    const { rows } = await at.app.database.asAdmin((client) =>
      client.query(
        `SELECT o.state, o.version, (SELECT array_agg(e.event ORDER BY e.seq) FROM ledger_entries e WHERE e.subject_id = o.id) AS events FROM overrides o WHERE o.id = $1`,
        [override.id],
      ),
    )
    expect(rows[0]).toEqual({
      state: 'ended',
      version: override.version + 1,
      events: ['override.asked', 'override.granted', 'override.replaced'],
    })
    const lines = (await at.app.admin.send('GET', `/partners/${id}/timeline?kind=engagement`)).body.items
    expect(lines.map((row: { event: string }) => row.event)).toContain('override.replaced')
  })

  it('needs a reason, a day that has not passed and is not too far, and another level', async () => {
    const id = await at.partner()
    await at.engage(id)
    expect((await ask(id, { reason: ' ' })).status).toBe(422)
    expect((await ask(id, { expiresOn: '2026-11-20' })).body.code).toBe('engagement.override_past')
    expect((await ask(id, { expiresOn: '2027-11-22' })).body.code).toBe('engagement.override_too_long')
    expect((await ask(id, { level: 0 })).body.code).toBe('engagement.override_same')
  })
})

describe('the calendar', () => {
  it('starts and ends engagements by their period', async () => {
    const id = await at.partner()
    const made = await at.engage(id, { answers: HIGH, periodStart: '2026-12-01', periodEnd: '2026-12-10' })
    expect([made.state, (await at.level(id)).effective]).toEqual(['planned', null])
    const tick = async (moment: string) => {
      at.app.clock.set(moment)
      await writing(at.app.engine, system(), (ctx) => followPeriods(ctx))
      return (await at.level(id)).effective
    }
    expect(await tick('2026-12-01T01:00:00.000Z')).toBe(4)
    expect(await tick('2026-12-10T01:00:00.000Z')).toBe(4)
    expect(await tick('2026-12-11T01:00:00.000Z')).toBeNull()
    at.app.clock.set(TODAY)
  })
})

describe('what lists show', () => {
  it('equals what the facts give when worked out anew', async () => {
    await reading(at.app.engine, at.app.admin.actor, async (ctx) => {
      const { items } = (await at.app.admin.send('GET', '/partners?limit=200')).body
      const ids = items.map((row: { id: string }) => row.id)
      expect(ids.length).toBeGreaterThan(8)
      const { policy } = await readPolicy(ctx)
      const basisOf = await readBasis(ctx.db, ctx.actor.tenant, ids)
      for (const row of await standingOf(ctx, ids)) {
        const { current } = standOf(policy, row, basisOf(row.id), '2026-11-21' as PlainDate)
        expect(row).toMatchObject(current)
      }
    })
  })
})
