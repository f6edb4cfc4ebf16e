import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Home, openHome } from '../home/home.ts'
import { type Binaries, embeddedBinaries, systemBinaries } from './binaries.ts'
import { withConnection } from './connection.ts'
import { type EmbeddedServer, startPostgres } from './embedded.ts'
import { externalPostgres } from './external.ts'

// Creating a database waits for the disk, which other work may keep busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const log = (): void => {}
let home: Home
let shared: Home
let binaries: Binaries
let server: EmbeddedServer | undefined

beforeAll(() => {
  shared = openHome(join(tmpdir(), `kizuna-binaries-${randomUUID()}`))
  binaries = embeddedBinaries(shared.path)
})
afterAll(() => {
  shared.close()
  rmSync(shared.path, { recursive: true, force: true })
})
beforeEach(() => {
  home = openHome(join(tmpdir(), `kizuna-cluster-${randomUUID()}`))
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  home.close()
  rmSync(home.path, { recursive: true, force: true, maxRetries: 5 })
})

test('programs half copied are copied again, those of a former version removed', () => {
  const name = basename(dirname(binaries.binDir))
  mkdirSync(join(home.path, `${name}.part/bin`), { recursive: true })
  mkdirSync(join(home.path, 'postgres-14.2/bin'), { recursive: true })
  expect(embeddedBinaries(home.path).binDir).toBe(join(home.path, name, 'bin'))
  expect(readdirSync(home.path).sort()).toEqual(['kizuna.lock', name])
  expect(readdirSync(join(home.path, name, 'bin'))).toContain('postgres')
})

const ready = (started: EmbeddedServer): Promise<unknown> =>
  withConnection(started.admin, async (client) => (await client.query('SELECT 1 AS one')).rows[0]?.one)

describe('creating the database', () => {
  test('begins anew after a creation that was cut short', async () => {
    mkdirSync(join(home.path, 'pg/data.part/base'), { recursive: true })
    writeFileSync(join(home.path, 'pg/data.part/PG_VERSION'), '18\n')
    writeFileSync(join(home.path, 'pg/password.part'), 'old')
    server = await startPostgres({ home: home.path, binaries, log })
    expect(readdirSync(join(home.path, 'pg'))).toEqual(['data'])
  })

  test('works at once after a kill in the middle of it', async () => {
    const modules = new URL('./', import.meta.url).pathname
    const program = `import { startPostgres } from ${JSON.stringify(join(modules, 'embedded.ts'))}
      await startPostgres({ home: ${JSON.stringify(home.path)}, binaries: ${JSON.stringify(binaries)}, log: () => {} })`
    const other = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' })
    const parent = join(home.path, 'pg')
    const begun = () =>
      existsSync(parent) &&
      readdirSync(parent).some((name) => name.startsWith('data-') && existsSync(join(parent, name, 'PG_VERSION')))
    await expect.poll(begun, { interval: 1, timeout: 10_000 }).toBe(true)
    other.kill('SIGKILL')
    await once(other, 'exit')
    server = await startPostgres({ home: home.path, binaries, log })
    expect(await ready(server)).toBe(1)
  })

  test('data of another major version is refused in a sentence and left alone', async () => {
    mkdirSync(join(home.path, 'pg/data'), { recursive: true })
    writeFileSync(join(home.path, 'pg/data/PG_VERSION'), '14\n')
    await expect(startPostgres({ home: home.path, binaries, log })).rejects.toThrow(/PostgreSQL 14 .*backup/)
    expect(readdirSync(join(home.path, 'pg/data'))).toEqual(['PG_VERSION'])
  })

  test('data without its password file is refused in a sentence', async () => {
    server = await startPostgres({ home: home.path, binaries, log })
    await server.stop()
    rmSync(join(home.path, 'pg.secret'))
    await expect(startPostgres({ home: home.path, binaries, log })).rejects.toThrow('pg.secret')
  })

  test('a folder without PostgreSQL is refused in a sentence', async () => {
    await expect(startPostgres({ home: home.path, binaries: { binDir: '/nowhere' }, log })).rejects.toThrow('/nowhere')
  })
})

const system = systemBinaries()
test.runIf(system)('an installed PostgreSQL serves as well', async () => {
  server = await startPostgres({ home: home.path, binaries: { binDir: system?.binDir ?? '' }, log })
  expect(Number.parseInt(server.version, 10)).toBe(system?.major)
})

describe('DATABASE_URL', () => {
  const urlOf = ({ admin }: EmbeddedServer, database: string): string =>
    `postgresql://${admin.user}:${admin.password}@${encodeURIComponent(admin.host)}:${admin.port}/${database}`

  test('a Japanese-capable database is taken, one with the C character type refused', async () => {
    server = await startPostgres({ home: home.path, binaries, log })
    await withConnection(server.admin, (client) =>
      client.query(`CREATE DATABASE plain TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`),
    )
    const good = await externalPostgres(urlOf(server, 'kizuna'))
    expect(good).toMatchObject({ kind: 'external', version: server.version, admin: { database: 'kizuna' } })
    await expect(externalPostgres(urlOf(server, 'plain'))).rejects.toThrow(/LC_CTYPE C\).*Japanese/)
    const wrong = externalPostgres(urlOf(server, 'kizuna').replace(server.admin.password, 'hunter2'))
    await expect(wrong).rejects.toThrow(/28P01/)
    await expect(wrong).rejects.not.toThrow(/hunter2/)
  })

  test.each(['mysql://a:b@db/kizuna', 'db.example.jp', 'postgresql://db.example.jp:99999/kizuna'])(
    '%s is refused in a sentence',
    async (url) => {
      await expect(externalPostgres(url)).rejects.toThrow('DATABASE_URL')
    },
  )
})
