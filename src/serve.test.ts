import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rawConnection } from '../test/support/raw-request.ts'
import { freePort } from '../test/support/served.ts'
import { addressOf, openDatabase } from './local/database.ts'
import { tenantIds } from './local/tenants.ts'
import { verifyLedger } from './platform/ledger/read-verified.ts'
import { databaseAccount } from './platform/postgres/account.ts'
import { databaseProcesses } from './platform/postgres/stale.ts'

const LAUNCHER = join(import.meta.dirname, '..', 'bin', 'kizuna.mjs')
// Whole installations start and stop here, one after the other, on the one home of this file.
vi.setConfig({ testTimeout: 60_000 })

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kizuna-launcher-')))
chmodSync(folder, 0o755)
const home = join(folder, 'home')
const data = join(home, 'pg', 'data')
const children: ChildProcess[] = []
let port: number
let url: string
let token: string
beforeAll(async () => {
  port = await freePort()
  url = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  for (const { pid } of children) if (pid !== undefined) killHard(-pid)
  await databaseGone()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const databaseGone = () =>
  vi.waitUntil(() => databaseProcesses(data, databaseAccount()).length === 0, { interval: 20, timeout: 15_000 })

/** Kills a process, or every one of a group (negative), that may be gone by itself in this moment. */
const killHard = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

type Launched = { pid: number; lines: string[]; said: (words: RegExp) => Promise<void>; ended: Promise<number | null> }

/** `npm start` as a person at a terminal has it: a process group of its own. */
const launch = (at = port): Launched => {
  const { DATABASE_URL: _external, ...env } = process.env
  const child = spawn(process.execPath, [LAUNCHER, 'serve'], {
    env: { ...env, KIZUNA_HOME: home, PORT: String(at), LOG_LEVEL: 'error' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const lines: string[] = []
  let heard = (): void => undefined
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      heard()
    })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const said = (words: RegExp) =>
    new Promise<void>((resolve, reject) => {
      heard = () => {
        if (lines.some((line) => words.test(line))) resolve()
      }
      heard()
      void ended.then((code) => reject(new Error(`ended with ${code}: ${lines.join(' | ')}`)))
    })
  return { pid: child.pid ?? 0, lines, said, ended }
}
const SERVING = /^Kizuna: http/

const send = async (method: string, path: string, body?: string, type = 'application/json') => {
  const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) }
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
  return { status: answer.status, body: await answer.json() }
}

const asOwner = async <T>(run: (client: pg.Client) => Promise<T>): Promise<T> => {
  const { place, roleSecret } = await openDatabase({ KIZUNA_HOME: home })
  const client = new pg.Client(addressOf(place, 'owner', roleSecret))
  // The database of this test is killed under it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

const expectStopped = () => {
  expect(databaseProcesses(data, databaseAccount())).toEqual([])
  expect(existsSync(join(data, 'postmaster.pid'))).toBe(false)
}

/** Every small file of the home with its content; the database's own files change by themselves. */
const homeFiles = () =>
  readdirSync(home, { withFileTypes: true }).map((entry) => [
    entry.name,
    entry.isFile() ? readFileSync(join(home, entry.name), 'utf8') : '',
  ])

let importId: string

test('a second instance on the same home says so, changes nothing and leaves the first one serving', async () => {
  const first = launch()
  await first.said(/Set-up: http/)
  const before = homeFiles()
  const second = launch(await freePort())
  expect(await second.ended).toBe(1)
  expect(second.lines).toEqual([
    expect.stringMatching(/Kizuna がすでに動いています.*何も変更していません/),
    expect.stringMatching(/already running on this home \(pid \d+\)\. Nothing was changed\./),
  ])
  expect(homeFiles()).toEqual(before)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

test('killed with its database in the middle of an import, it recovers by itself: all or nothing, and the ledger holds', async () => {
  const founded = await send(
    'POST',
    '/setup',
    JSON.stringify({
      setupToken: readFileSync(join(home, 'setup.secret'), 'utf8').trim(),
      organization: { name: '東嶺電機株式会社' },
      administrator: { name: '藤野 美咲', email: 'a@example.jp', password: 'a long enough one', locale: 'ja' },
      sampleCompany: false,
      issueToken: true,
    }),
  )
  token = founded.body.token
  const ledger = ['取引先名,住所', ...Array.from({ length: 200 }, (_, at) => `会社${at},東京都${at}`)].join('\n')
  importId = (await send('POST', '/imports?fileName=a.csv', ledger, 'application/octet-stream')).body.id
  const server = Number(readFileSync(join(home, 'kizuna.lock'), 'utf8'))
  await asOwner(async (client) => {
    await client.query('BEGIN')
    await client.query('LOCK TABLE timeline_entries IN SHARE ROW EXCLUSIVE MODE')
    const commit = send('POST', `/imports/${importId}/commit`).then(
      () => 'answered',
      () => 'cut',
    )
    const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'timeline_entries'::regclass`
    await expect.poll(async () => (await client.query(waiting)).rows[0].n, { timeout: 15_000 }).toBe(1)
    for (const pid of [server, ...databaseProcesses(data, databaseAccount())]) killHard(pid)
    expect(await commit).toBe('cut')
  })
  const [launcher] = children
  if (launcher?.exitCode === null) await once(launcher, 'exit')
  expect(launcher?.exitCode).toBe(128 + 9)
  await databaseGone()

  const next = launch()
  await next.said(SERVING)
  expect((await send('GET', `/imports/${importId}`)).body.state).toBe('preview')
  expect((await send('GET', '/partners')).body.items).toEqual([])
  expect((await send('POST', `/imports/${importId}/commit`)).body).toMatchObject({ rows: 200, created: 200 })
  const report = await asOwner(async (client) => verifyLedger(client, await tenantIds(client)))
  expect([report.faults, report.entries > 200]).toEqual([[], true])

  // SIGTERM, while an upload hangs that nobody will ever finish.
  const sender = await rawConnection(url)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }
  await sender.send({ path: '/imports?fileName=b.csv', headers: { ...headers, 'content-length': '1000' } })
  process.kill(next.pid, 'SIGTERM')
  expect(await next.ended).toBe(0)
  expectStopped()
})

test('Ctrl-C, which reaches launcher and server alike, stops both and the database', async () => {
  const running = launch()
  await running.said(SERVING)
  process.kill(-running.pid, 'SIGINT')
  expect(await running.ended).toBe(0)
  expectStopped()
})

test('SIGINT before it serves lets the start come to its end and stops in order', async () => {
  const running = launch()
  await expect
    .poll(() => databaseProcesses(data, databaseAccount()).length, { interval: 5, timeout: 20_000 })
    .not.toBe(0)
  process.kill(running.pid, 'SIGINT')
  expect(await running.ended).toBe(0)
  expectStopped()
})

test('when the database dies under it, it ends with the reason instead of answering errors', async () => {
  const running = launch()
  await running.said(SERVING)
  for (const pid of databaseProcesses(data, databaseAccount())) killHard(pid)
  expect(await running.ended).toBe(1)
  expect(running.lines.slice(-2)).toEqual([
    expect.stringMatching(/データベースが止まったため、終了しました\(postgres ended \(SIGKILL\)\)/),
    expect.stringMatching(/Stopped because the database ended/),
  ])
})

test('a port that another program uses is named, and the database is stopped again', async () => {
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  const refused = launch()
  expect(await refused.ended).toBe(1)
  expect(refused.lines).toEqual([
    expect.stringContaining(`ポート ${port} は、ほかのプログラムが使っています`),
    expect.stringContaining(`Port ${port} of 127.0.0.1 is used by another program`),
  ])
  expectStopped()
  other.close()
})

test('a launcher that was killed takes server and database with it, and the home is free again', async () => {
  const running = launch()
  await running.said(SERVING)
  process.kill(running.pid, 'SIGKILL')
  await running.ended
  await databaseGone()
  expectStopped()
})
