import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Home, openHome } from '../home/home.ts'
import { type Binaries, embeddedBinaries, systemBinaries } from './binaries.ts'
import { withConnection } from './connection.ts'
import { type EmbeddedServer, startPostgres } from './embedded.ts'
import { externalPostgres } from './external.ts'

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
  rmSync(home.path, { recursive: true, force: true })
})

test('programs half copied are copied again, those of a former version removed', () => {
  const name = basename(dirname(binaries.binDir))
  mkdirSync(join(home.path, `${name}.part/bin`), { recursive: true })
  mkdirSync(join(home.path, 'postgres-14.2/bin'), { recursive: true })
  expect(embeddedBinaries(home.path).binDir).toBe(join(home.path, name, 'bin'))
  expect(readdirSync(home.path).sort()).toEqual(['kizuna.lock', name])
  expect(readdirSync(join(home.path, name, 'bin'))).toContain('postgres')
})

describe('creating the database', () => {
  test('begins anew after a creation that was cut short', async () => {
    mkdirSync(join(home.path, 'pg/data.part/base'), { recursive: true })
    writeFileSync(join(home.path, 'pg/data.part/PG_VERSION'), '18\n')
    writeFileSync(join(home.path, 'pg/password.part'), 'old')
    server = await startPostgres({ home: home.path, binaries, log })
    expect(readdirSync(join(home.path, 'pg'))).toEqual(['data'])
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
