import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it, vi } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'

const CHILD = fileURLToPath(new URL('../../../test/support/commit-import.ts', import.meta.url))
// A whole process starts meanwhile, which a busy machine may delay.
const WAIT = { timeout: 60_000, interval: 50 }

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

it('leaves nothing half-imported when the process is killed in the middle, and can be committed afterwards', async () => {
  const lines = Array.from({ length: 300 }, (_, at) => `K-${at},会社${at},東京都${at}`)
  const file = Buffer.from(['取引先コード,取引先名,住所', ...lines].join('\n'))
  const { id } = (await app.admin.send('POST', '/imports?fileName=k.csv', file)).body
  const { place, roleSecret, asAdmin } = app.database
  await asAdmin(async (client) => {
    const count = async (sql: string) => Number((await client.query(sql)).rows[0]?.n)
    // Partners are written before their history, so a locked history stops the commit half-way.
    await client.query('BEGIN; LOCK TABLE timeline_entries IN SHARE ROW EXCLUSIVE MODE')
    const task = JSON.stringify({ place, roleSecret, actor: app.admin.actor, importId: id })
    const child = spawn(process.execPath, [CHILD, task], { stdio: 'ignore' })
    const ended = once(child, 'exit')
    const waiting = `SELECT count(*) AS n FROM pg_locks WHERE NOT granted AND relation = 'timeline_entries'::regclass`
    await vi.waitUntil(async () => (await count(waiting)) === 1, WAIT)
    child.kill('SIGKILL')
    await ended
    await client.query('ROLLBACK')
    const busy = `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`
    await vi.waitUntil(async () => (await count(busy)) === 0, WAIT)
    for (const table of ['partners', 'partner_search', 'partner_current', 'timeline_entries'])
      expect(await count(`SELECT count(*) AS n FROM ${table}`), table).toBe(0)
    expect(await count(`SELECT count(*) AS n FROM ledger_entries WHERE event = 'partner.created'`)).toBe(0)
  })
  expect((await app.admin.send('GET', `/imports/${id}`)).body.state).toBe('preview')
  const done = await app.admin.send('POST', `/imports/${id}/commit`)
  expect(done.body).toMatchObject({ rows: 300, created: 300 })
}, 120_000)
