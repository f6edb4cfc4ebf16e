import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, startApp, type TestApp } from '../../../test/support/app.ts'
import { ledgerReport, type ServerToKill, startServerToKill } from '../../../test/support/killed-server.ts'
import type { HoldPoint } from '../../../test/support/server-to-kill.ts'

const ROUNDS = 3
const ROWS = 60
const files = mkdtempSync(join(tmpdir(), 'kizuna-killed-'))

type Brought = { id: string; mark: string; person: Person; point: HoldPoint }
let app: TestApp
let stranger: Person
let server: ServerToKill | undefined
beforeAll(async () => {
  app = await startApp()
  stranger = await app.stranger()
})
afterAll(async () => {
  await server?.kill()
  rmSync(files, { recursive: true })
})

// One organisation imports one ledger at a time, so the import that stands before its COMMIT belongs to another one.
const inOrder = (): [HoldPoint, Person][] => [
  ['committed, not answered', app.admin],
  ['begun', app.admin],
  ['half written', app.admin],
  ['before commit', stranger],
]

const bring = async (person: Person, mark: string): Promise<string> => {
  const lines = Array.from({ length: ROWS }, (_, at) => `${mark}-${at},会社${mark}${at},東京都${mark}`)
  const ledger = Buffer.from(['取引先コード,取引先名,住所', ...lines].join('\n'))
  return (await person.send('POST', `/imports?fileName=${mark}.csv`, ledger)).body.id
}

const commit = ({ id, person }: Brought, more: Record<string, string> = {}) => ({
  path: `/imports/${id}/commit`,
  headers: { authorization: `Bearer ${person.token}`, ...more },
})
const withKey = (brought: Brought) => commit(brought, { 'idempotency-key': `commit ${brought.id}` })

/** How many rows an import has made wherever it writes, and how often the ledger says that it was carried out. */
const traces = ({ id, mark }: Brought) =>
  app.database.asAdmin(async (client) => {
    const { rows } = await client.query({
      rowMode: 'array',
      text: `WITH made AS (SELECT tenant_id, id FROM partners WHERE code LIKE $1 || '-%')
        SELECT (SELECT count(*)::int FROM made),
          (SELECT count(*)::int FROM partner_search s JOIN made m ON (m.tenant_id, m.id) = (s.tenant_id, s.partner_id)),
          (SELECT count(*)::int FROM partner_current c JOIN made m ON (m.tenant_id, m.id) = (c.tenant_id, c.partner_id)),
          (SELECT count(*)::int FROM timeline_entries e JOIN made m ON (m.tenant_id, m.id) = (e.tenant_id, e.partner_id)),
          (SELECT count(*)::int FROM ledger_entries WHERE event = 'import.committed' AND subject_id = $2)`,
      values: [mark, id],
    })
    return rows[0]
  })

it('is all or nothing wherever in its commit the server is killed, and can be repeated after the restart', async () => {
  const startedAt = performance.now()
  const landed: HoldPoint[] = []
  let before: Brought[] = []
  const repeatAll = async (on: ServerToKill) => {
    for (const brought of before) {
      const done = { status: 200, body: { rows: ROWS, created: ROWS } }
      expect(await on.post(withKey(brought)), brought.point).toMatchObject(done)
      expect(await traces(brought), brought.point).toEqual([ROWS, ROWS, ROWS, ROWS, 1])
      const again = { status: 409, body: { code: 'import.not_preview' } }
      expect(await on.post(commit(brought)), brought.point).toMatchObject(again)
    }
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    server = await startServerToKill(app, files)
    await repeatAll(server)
    before = []
    for (const [point, person] of inOrder()) {
      const mark = `K${round}${before.length}`
      before.push({ id: await bring(person, mark), mark, person, point })
    }
    for (const brought of before) await server.hold(brought.point, withKey(brought))
    landed.push(...(await server.kill()))
    for (const brought of before) {
      const whole = brought.point === 'committed, not answered'
      expect(await traces(brought), brought.point).toEqual(whole ? [ROWS, ROWS, ROWS, ROWS, 1] : [0, 0, 0, 0, 0])
      const { body } = await brought.person.send('GET', `/imports/${brought.id}`)
      expect(body.state, brought.point).toBe(whole ? 'committed' : 'preview')
    }
    expect((await ledgerReport(app)).faults).toEqual([])
  }
  server = await startServerToKill(app, files)
  await repeatAll(server)
  for (const [point] of inOrder())
    expect(landed.filter((where) => where === point).length, point).toBeGreaterThanOrEqual(ROUNDS)
  expect((await ledgerReport(app)).faults).toEqual([])
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`import: ${ROUNDS} servers killed, ${landed.length} commits in flight, ${seconds} s\n`)
}, 120_000)
