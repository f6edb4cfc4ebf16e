import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareDatabase } from '../engine.ts'
import { openHome } from '../platform/home/home.ts'
import { secretFile } from '../platform/home/secret.ts'
import { hasUnfinishedRestore, markRestoreBegun } from '../platform/home/unfinished-restore.ts'
import { type EmbeddedServer, startPostgres } from '../platform/postgres/embedded.ts'
import { DATABASE, openDatabase, ROLE_SECRET } from './database.ts'

const MAIN = join(import.meta.dirname, '..', 'main.ts')
const folder = mkdtempSync(join(tmpdir(), 'kizuna-local-'))
chmodSync(folder, 0o755)
const home = join(folder, 'home')
const backup = join(folder, 'backup.tar')

const start = async (): Promise<{ server: EmbeddedServer; stop: () => Promise<void> }> => {
  const opened = openHome(home)
  const server = await startPostgres({ home: opened.path, database: 'postgres', log: () => undefined })
  return {
    server,
    stop: async () => {
      await server.stop()
      opened.close()
    },
  }
}

const kizuna = (args: string[], at = home) => {
  const { DATABASE_URL: _external, ...env } = process.env
  const done = spawnSync(process.execPath, [MAIN, ...args], {
    env: { ...env, KIZUNA_HOME: at },
    encoding: 'utf8',
  })
  return { code: done.status, out: done.stdout, said: done.stderr }
}

beforeAll(async () => {
  const { server, stop } = await start()
  await prepareDatabase({ ...server.admin }, DATABASE, secretFile(home, ROLE_SECRET))
  secretFile(home, 'master.key')
  await stop()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the database of a home', () => {
  test('is the running one while the server runs, and one of its own otherwise', async () => {
    const { stop } = await start()
    const running = await openDatabase({ KIZUNA_HOME: home })
    await running.close()
    const stillThere = await openDatabase({ KIZUNA_HOME: home })
    await stop()
    expect([running.kind, stillThere.kind]).toEqual(['running', 'running'])
    const own = await openDatabase({ KIZUNA_HOME: home })
    expect(own.kind).toBe('started')
    await own.close()
    expect(existsSync(join(home, 'pg', 'data', 'postmaster.pid'))).toBe(false)
  })

  test('that was never made is refused in words', async () => {
    await expect(openDatabase({ KIZUNA_HOME: join(folder, 'other') })).rejects.toThrow('There is no data of Kizuna')
    expect(existsSync(join(folder, 'other'))).toBe(false)
  })
})

// Two databases and several processes are started here, each as a person at a terminal does.
test('a home is backed up and restored into another one, by commands alone', { timeout: 180_000 }, () => {
  const made = kizuna(['backup', backup, '--json'])
  expect(JSON.parse(made.out)).toMatchObject({ keyInside: false, missing: [] })
  const target = join(folder, 'target')
  writeFileSync(join(folder, 'wrong.key'), `${'0'.repeat(64)}\n`)
  const wrong = kizuna(['restore', backup, '--home', target, '--key', join(folder, 'wrong.key')])
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('not the one of this backup')])
  expect(existsSync(target)).toBe(false)

  // What a restore killed among the files leaves behind.
  openHome(target).close()
  markRestoreBegun(target)
  secretFile(target, 'master.key')
  const halfDone = readdirSync(target)
  for (const command of [['serve'], ['backup', join(folder, 'half.tar')], ['ledger', 'verify']]) {
    const refused = kizuna(command, target)
    expect([refused.code, refused.out], command[0]).toEqual([1, ''])
    expect(refused.said.trim().split('\n'), command[0]).toEqual([
      expect.stringMatching(/復元が途中で終わっている.*kizuna restore をもう一度/),
      expect.stringMatching(/restore into it was cut short: run kizuna restore/),
    ])
  }
  const judged = kizuna(['doctor', '--json'], target)
  expect([judged.code, JSON.parse(judged.out).findings[0]]).toMatchObject([1, { check: 'restore', state: 'broken' }])
  expect(readdirSync(target)).toEqual(halfDone)

  const restored = kizuna(['restore', backup, '--home', target, '--key', join(home, 'master.key'), '--json'])
  expect([restored.code, JSON.parse(restored.out).faults]).toEqual([0, []])
  expect(secretFile(target, 'master.key')).toBe(secretFile(home, 'master.key'))
  expect(secretFile(target, ROLE_SECRET)).not.toBe(secretFile(home, ROLE_SECRET))
  expect(hasUnfinishedRestore(target)).toBe(false)
  const again = kizuna(['restore', backup, '--home', target, '--key', join(home, 'master.key')])
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('is not empty')])
})
