import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/support/app.ts'
import { loadSample } from './load-sample.ts'
import { samplePartners, storyOf } from './sample-data.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp({ equipped: false })
  await loadSample(app.engine, app.admin.actor)
}, 120_000)

describe('the sample company', () => {
  it('has every state, so that no screen is empty', async () => {
    const { body } = await app.admin.send('GET', '/dashboard')
    expect(body.total).toBe(samplePartners().length)
    const states = new Map(body.states.map((row: { key: string; count: number }) => [row.key, row.count]))
    for (const state of ['draft', 'open', 'returned', 'submitted', 'confirmed'])
      expect(states.get(state), state).toBeGreaterThan(0)
    expect(body.answersOverdue).toBeGreaterThan(0)
    expect(body.unrated).toBeGreaterThan(0)
    expect(body.provisional).toBeGreaterThan(0)
    expect(new Set(body.levels.map((row: { key: string }) => row.key))).toEqual(
      new Set(['0', '1', '2', '3', '4', 'unrated']),
    )
    expect(new Set(body.maturity.map((row: { key: string }) => row.key))).toEqual(new Set(['2', '3', '4', '5', 'none']))
  })

  it('has stopped the clock of every answer that came', async () => {
    const { rows } = await app.database.asAdmin((client) =>
      client.query(
        `SELECT count(*)::int AS n FROM deadlines d JOIN requests r ON r.deadline_id = d.id
          WHERE r.state IN ('submitted', 'confirmed') AND d.state <> 'done'`,
      ),
    )
    expect(rows[0].n).toBe(0)
  })

  it('never writes to anybody', async () => {
    const { rows } = await app.database.asAdmin((client) =>
      client.query(`SELECT count(*)::int AS n FROM messages WHERE state IN ('pending', 'sending')`),
    )
    expect(rows[0].n).toBe(0)
  })

  it('was told by the services: its past stands on the ledger with past dates', async () => {
    const { rows } = await app.database.asAdmin((client) =>
      client.query(
        `SELECT count(*)::int AS n, min(at) AS first FROM ledger_entries WHERE event = 'assessment.confirmed'`,
      ),
    )
    const asked = samplePartners().filter(
      (_, index) => !['unrated', 'triaged', 'rated'].includes(storyOf(index)),
    ).length
    expect(rows[0].n).toBe(asked * 2)
    expect(new Date(rows[0].first).getTime()).toBeLessThan(Date.parse('2025-12-01T00:00:00Z'))
  })
})
