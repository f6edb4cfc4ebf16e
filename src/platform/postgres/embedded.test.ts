import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Home, openHome } from '../home/home.ts'
import { databaseAccount } from './account.ts'
import { withConnection } from './connection.ts'
import { type EmbeddedServer, startPostgres } from './embedded.ts'
import { databaseProcesses } from './stale.ts'

// Creating a database waits for the disk, which other work may keep busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const log = (): void => {}
let home: Home
const running: EmbeddedServer[] = []
const children: ChildProcess[] = []

beforeAll(() => {
  home = openHome(join(tmpdir(), `kizuna-postgres-${randomUUID()}`))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of running.splice(0)) await server.stop()
})
afterAll(() => {
  home.close()
  rmSync(home.path, { recursive: true, force: true, maxRetries: 5 })
})

async function start(): Promise<EmbeddedServer> {
  const server = await startPostgres({ home: home.path, log })
  running.push(server)
  return server
}

async function ask(server: Pick<EmbeddedServer, 'admin'>, sql: string): Promise<unknown> {
  return withConnection(
    server.admin,
    async (client) => (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0],
  )
}

/** A process that starts the home's database, tells its data, and stays until it is killed. */
async function otherProcess(): Promise<{ child: ChildProcess; server: EmbeddedServer }> {
  const module = fileURLToPath(new URL('./embedded.ts', import.meta.url))
  const program = `import { startPostgres } from ${JSON.stringify(module)}
    const server = await startPostgres({ home: ${JSON.stringify(home.path)}, log: () => {} })
    console.log(JSON.stringify(server))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, server: JSON.parse(line) }
}

const gone = (server: EmbeddedServer) =>
  expect.poll(() => databaseProcesses(server.data, databaseAccount()), { interval: 20, timeout: 10_000 }).toEqual([])

describe('a private database', () => {
  test('knows Japanese letters, keeps what is committed, and listens on no network', async () => {
    const server = await start()
    expect(await ask(server, 'SHOW fsync')).toBe('on')
    expect(await ask(server, 'SHOW listen_addresses')).toBe('')
    expect(await ask(server, 'SHOW server_encoding')).toBe('UTF8')
    expect(await ask(server, 'SELECT datctype FROM pg_database WHERE datname = current_database()')).toBe('C.UTF-8')
    await ask(server, 'CREATE EXTENSION IF NOT EXISTS pg_trgm')
    expect(await ask(server, `SELECT cardinality(show_trgm('東京電力'))`)).toBe(5)
    expect(server).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+$/), admin: { database: 'kizuna' } })
  })

  test('opens to nobody without the password, and its files to nobody else', async () => {
    const server = await start()
    await expect(ask({ admin: { ...server.admin, password: 'guess' } }, 'SELECT 1')).rejects.toThrow('password')
    expect(statSync(server.data).mode & 0o077).toBe(0)
    expect(statSync(server.socketFolder).mode & 0o777).toBe(0o700)
    expect(statSync(join(home.path, 'pg.secret')).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(home.path, 'pg'))).toEqual(['data'])
  })

  test('says neither statements nor values in its log', async () => {
    const lines: string[] = []
    const server = await startPostgres({ home: home.path, log: (line) => lines.push(line) })
    running.push(server)
    await expect(ask(server, `SELECT 'yamada@example.jp'::int`)).rejects.toThrow('yamada')
    await server.stop()
    expect(lines.join('\n')).toContain('ready to accept connections')
    expect(lines.join('\n')).not.toContain('yamada')
  })

  test('stops without leaving a process or a socket, however often it is asked', async () => {
    const server = await start()
    await Promise.all([server.stop(), server.stop()])
    await server.stop()
    expect(await server.ended).toMatchObject({ expected: true })
    expect(databaseProcesses(server.data, databaseAccount())).toEqual([])
    expect(existsSync(server.socketFolder)).toBe(false)
    expect(existsSync(join(server.data, 'postmaster.pid'))).toBe(false)
  })

  test('tells when it ended unasked', async () => {
    const server = await start()
    process.kill(server.pid, 'SIGKILL')
    expect(await server.ended).toEqual({ expected: false, reason: 'postgres ended (SIGKILL)' })
  })
})

describe('after a kill', () => {
  test('of its parent the database ends by itself, and committed rows are there at the next start', async () => {
    const { child, server } = await otherProcess()
    await ask(server, `CREATE TABLE kept AS SELECT '東芝' AS name`)
    child.kill('SIGKILL')
    await gone(server)
    expect(await ask(await start(), 'SELECT name FROM kept')).toBe('東芝')
  })

  test('of everything at once the next start recovers', async () => {
    const { child, server } = await otherProcess()
    await ask(server, 'CREATE TABLE counted (n int)')
    await ask(server, 'INSERT INTO counted SELECT generate_series(1, 1000)')
    for (const pid of databaseProcesses(server.data, databaseAccount())) process.kill(pid, 'SIGKILL')
    child.kill('SIGKILL')
    expect(await ask(await start(), 'SELECT count(*)::int FROM counted')).toBe(1000)
  })

  test('an orphan that still serves is stopped before a new one starts', async () => {
    const server = await start()
    const account = databaseAccount()
    const postgres = readFileSync(`/proc/${server.pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
    await server.stop()
    const [program = '', ...args] = postgres
    mkdirSync(server.socketFolder, { mode: 0o700 })
    account.own(server.socketFolder)
    const [command, all] = account.as(program, args)
    const orphan = spawn(command, all, { cwd: '/', env: { LC_ALL: 'C.UTF-8' }, stdio: ['ignore', 'ignore', 'pipe'] })
    children.push(orphan)
    for await (const line of createInterface(orphan.stderr)) if (line.includes('ready to accept')) break
    orphan.stderr.resume()
    const ended = once(orphan, 'exit')
    const next = await start()
    expect(await ended).toEqual([0, null])
    expect(next.pid).not.toBe(orphan.pid)
    expect(await ask(next, 'SELECT 1')).toBe(1)
  })

  test.each([
    ['a process of somebody else', () => String(process.pid)],
    ['a process that is gone', () => String(spawnSync('true').pid)],
    ['nothing readable', () => ''],
  ])('locks that name %s are removed', async (_, pid) => {
    const before = await start()
    await before.stop()
    const account = databaseAccount()
    mkdirSync(before.socketFolder, { mode: 0o700 })
    account.own(before.socketFolder)
    const socket = join(before.socketFolder, '.s.PGSQL.5432')
    const locks = [join(before.data, 'postmaster.pid'), `${socket}.lock`, socket]
    for (const lock of locks) {
      writeFileSync(lock, `${pid()}\n${before.data}\n1\n5432\n${before.socketFolder}\n`)
      account.own(lock)
    }
    expect(await ask(await start(), 'SELECT 1')).toBe(1)
  })
})
