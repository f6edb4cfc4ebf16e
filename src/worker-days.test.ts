import { beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../test/support/app.ts'
import { RECIPIENT_CHECKS, SUBSCRIBERS } from './app.ts'
import type { Instant } from './domain/time.ts'
import { QUIET, type RatedApp, startRatedApp } from './features/engagements/rated-app.fixture.ts'
import { startWorker, tick } from './worker.ts'

const parts = { subscribers: SUBSCRIBERS, checks: RECIPIENT_CHECKS }
const HIGH = { ...QUIET.answers, 'stop-tolerance': 3, connection: 3, replaceability: 2, exposure: 3, maturity: 3 }
let at: RatedApp
let executive: Person
beforeAll(async () => {
  at = await startRatedApp()
  executive = await at.app.person('executive')
})

const overridden = async (expiresOn: string): Promise<string> => {
  const id = await at.partner()
  await at.engage(id, { answers: { ...HIGH, 'incident-history': 3 } })
  await at.app.admin.send('POST', `/partners/${id}/override`, { level: 1, reason: '接続を止めた', expiresOn })
  const { items } = (await at.app.admin.send('GET', '/approvals?state=open')).body
  const found = items.find((item: { partner: { id: string } | null }) => item.partner?.id === id)
  const act = { act: 'decide', comment: '確かめました' }
  await executive.send('POST', `/approvals/${found.id}/moves`, act, { 'if-match': String(found.version) })
  await at.deliver('approval.decided', { approvalId: found.id })
  expect(await at.level(id)).toMatchObject({ effective: 1, computed: 4 })
  return id
}
const tickAt = async (moment: string) => {
  at.app.clock.set(moment)
  return tick(at.app.engine, moment as Instant, parts)
}

describe('the worker, as days pass', () => {
  it('ends an override after its last day, and only then', async () => {
    const id = await overridden('2026-12-31')
    expect((await tickAt('2026-12-31T14:59:00.000Z')).turned).toBe(0)
    expect(await at.level(id)).toMatchObject({ effective: 1, computed: 4 })
    expect((await tickAt('2026-12-31T15:00:00.000Z')).turned).toBe(1)
    expect(await at.level(id)).toMatchObject({ effective: 4, computed: 4 })
    expect((await tickAt('2027-01-01T00:00:00.000Z')).turned).toBe(0)
    const { items } = (await at.app.admin.send('GET', `/partners/${id}/timeline?kind=engagement`)).body
    expect(items.map((row: { event: string }) => row.event)).toContain('override.expired')
  })

  it('starts an engagement on its first day and ends it after its last', async () => {
    at.app.clock.set('2027-01-10T01:00:00.000Z')
    const id = await at.partner()
    await at.engage(id, { answers: HIGH, periodStart: '2027-02-01', periodEnd: '2027-02-10' })
    await tickAt('2027-01-31T14:59:00.000Z')
    expect((await at.level(id)).effective).toBeNull()
    await tickAt('2027-01-31T15:00:00.000Z')
    expect((await at.level(id)).effective).not.toBeNull()
    await tickAt('2027-02-10T15:00:00.000Z')
    expect((await at.level(id)).effective).toBeNull()
  })

  it('closes what nobody decided before its end, and the override it was asked for with it', async () => {
    at.app.clock.set('2027-02-20T01:00:00.000Z')
    const id = await at.partner()
    await at.engage(id, { answers: { ...HIGH, 'incident-history': 3 } })
    await at.app.admin.send('POST', `/partners/${id}/override`, {
      level: 1,
      reason: '接続を止めた',
      expiresOn: '2027-02-25',
    })
    const { items } = (await at.app.admin.send('GET', '/approvals?state=open')).body
    const asked = items.find((item: { partner: { id: string } | null }) => item.partner?.id === id)
    const before = Date.parse(asked.expiresAt) - 1000
    expect((await tickAt(new Date(before).toISOString())).turned).toBe(0)
    expect((await tickAt(asked.expiresAt)).turned).toBe(1)
    expect((await tickAt(asked.expiresAt)).turned).toBe(0)
    const shown = (await at.app.admin.send('GET', `/approvals/${asked.id}`)).body
    expect(shown).toMatchObject({ state: 'expired', steps: [{ act: 'submit' }, { act: 'expire', by: null }] })
    const { rows } = await at.app.database.asAdmin((client) =>
      client.query('SELECT event FROM ledger_entries WHERE subject_id = $1 ORDER BY seq', [asked.id]),
    )
    expect(rows).toEqual([{ event: 'approval.requested' }, { event: 'approval.expired' }])
    await at.deliver('approval.refused', { approvalId: asked.id })
    const timeline = (await at.app.admin.send('GET', `/partners/${id}/timeline?kind=engagement`)).body.items
    expect(timeline.map((row: { event: string }) => row.event)).toContain('override.refused')
  })

  it('does both by itself once it runs', async () => {
    at.app.clock.set('2027-03-01T01:00:00.000Z')
    const id = await overridden('2027-03-31')
    at.app.clock.set('2027-04-01T01:00:00.000Z')
    const worker = await startWorker(at.app.database.place, at.app.database.roleSecret, at.app.engine, parts)
    // What somebody has locked at one look is found by the next, a minute later: so the clock must run on.
    let passed = 0
    const levelLater = async () => {
      passed += 2_000
      at.app.clock.set(new Date(Date.parse('2027-04-01T01:00:00.000Z') + passed).toISOString())
      return (await at.level(id)).effective
    }
    await expect.poll(levelLater, { timeout: 15_000, interval: 200 }).toBe(4)
    await worker.stop()
  })
})
