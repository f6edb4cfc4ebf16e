import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { localhostCertificate } from '../../../test/support/certificate.ts'
import { readConfig } from '../../platform/config.ts'
import { markRestoreBegun, markRestoreEnded } from '../../platform/home/unfinished-restore.ts'
import type { LocalDatabase } from '../database.ts'
import { checkDatabase, judgeHeartbeat, judgeVersion } from './database-check.ts'
import type { Finding } from './finding.ts'
import { checkHome, judgeSpace } from './home-check.ts'
import { knock } from './mail-check.ts'
import { checkCertificate, checkReachable, judgeBind, judgePublicUrl } from './network-check.ts'

const NOW = '2026-11-21T01:00:00.000Z'
const folder = mkdtempSync(join(tmpdir(), 'kizuna-doctor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stateOf = (findings: readonly Finding[], check: string) => findings.find((found) => found.check === check)?.state

describe('the home', () => {
  test('without data is broken, and says what to set', () => {
    const [found] = checkHome(join(folder, 'nothing'))
    expect(found?.state).toBe('broken')
    expect(found?.todo?.ja).toContain('KIZUNA_HOME')
  })

  test('names a secret that others may read and a key that is gone', () => {
    writeFileSync(join(folder, 'database-roles.secret'), 'x', { mode: 0o600 })
    expect(stateOf(checkHome(folder), 'master.key')).toBe('broken')
    writeFileSync(join(folder, 'master.key'), 'x', { mode: 0o600 })
    expect(stateOf(checkHome(folder), 'master.key')).toBe('ok')
    chmodSync(join(folder, 'master.key'), 0o640)
    const findings = checkHome(folder)
    expect(stateOf(findings, 'master.key')).toBe('broken')
    expect(stateOf(findings, 'database-roles.secret')).toBe('ok')
  })

  test('whose restore was cut short says to run it again, however far it had come, and nothing else', () => {
    const half = mkdtempSync(join(tmpdir(), 'kizuna-doctor-'))
    try {
      markRestoreBegun(half)
      expect(checkHome(half)).toMatchObject([{ check: 'restore', state: 'broken' }])
      writeFileSync(join(half, 'database-roles.secret'), 'x', { mode: 0o600 })
      const [found, ...others] = checkHome(half)
      expect([found?.todo?.ja, others]).toEqual([expect.stringContaining('kizuna restore'), []])
      markRestoreEnded(half)
      expect(stateOf(checkHome(half), 'home')).toBe('ok')
    } finally {
      rmSync(half, { recursive: true })
    }
  })

  test.each([
    [50, 'ok'],
    [3, 'warning'],
    [0.4, 'broken'],
  ])('%d GB of free space are %s', (gigabytes, state) => {
    expect(judgeSpace(gigabytes * 2 ** 30).state).toBe(state)
  })
})

describe('the database', () => {
  let app: TestApp
  let database: LocalDatabase
  beforeAll(async () => {
    app = await startApp()
    const { place, roleSecret } = app.database
    database = { home: folder, place, roleSecret, kind: 'running', version: '18', close: async () => undefined }
  })

  test('of a fresh installation is well but for the clock that has not run', async () => {
    const findings = await checkDatabase(database, NOW)
    expect(findings.filter(({ state }) => state !== 'ok').map(({ check }) => check)).toEqual(['clock'])
  })

  test.each([
    ['ALTER TABLE partners NO FORCE ROW LEVEL SECURITY', 'walls'],
    ["UPDATE migrations.__drizzle_migrations SET hash = 'x'", 'schema'],
    ["INSERT INTO clock_heartbeats (name, at, detail) VALUES ('clock', '2026-11-21T00:50:00Z', '{}')", 'clock'],
  ])('after %s is broken at %s', async (change, check) => {
    await app.database.asAdmin((client) => client.query(change))
    expect(stateOf(await checkDatabase(database, NOW), check)).toBe('broken')
  })

  test.each([
    [{ version: '18.4', ctype: 'C.UTF-8', encoding: 'UTF8' }, 'ok'],
    [{ version: '16.1', ctype: 'ja_JP.UTF-8', encoding: 'UTF8' }, 'ok'],
    [{ version: '18.4', ctype: 'C', encoding: 'UTF8' }, 'broken'],
    [{ version: '18.4', ctype: 'C.UTF-8', encoding: 'EUC_JP' }, 'broken'],
    [{ version: '14.9', ctype: 'C.UTF-8', encoding: 'UTF8' }, 'broken'],
  ])('%o is %s', (facts, state) => {
    expect(judgeVersion(facts).state).toBe(state)
  })

  test.each([
    [20, true, 'ok'],
    [301, true, 'broken'],
    [301, false, 'warning'],
    [null, true, 'warning'],
  ])('a clock silent for %s s (serving: %s) is %s', (age, serving, state) => {
    expect(judgeHeartbeat(age, serving).state).toBe(state)
  })
})

describe('the network', () => {
  test.each([
    ['https://kizuna.example.jp', 'ok'],
    ['https://kizuna.example.jp/app', 'broken'],
    ['http://kizuna.example.jp', 'broken'],
    ['http://127.0.0.1:8787', 'warning'],
  ])('the address %s is %s', (url, state) => {
    expect(judgePublicUrl('PUBLIC_URL', url).state).toBe(state)
  })

  test.each([
    [{}, 'ok'],
    [{ HOST: '0.0.0.0' }, 'broken'],
    [{ HOST: '0.0.0.0', TRUST_PROXY: '1' }, 'warning'],
    [{ HOST: '0.0.0.0', TRUST_PROXY: '1', PORTAL_PORT: '8788' }, 'ok'],
  ])('listening with %o is %s', (env, state) => {
    expect(judgeBind(readConfig(env)).state).toBe(state)
  })

  const { cert, key } = localhostCertificate()
  const certificateState = (env: Record<string, string>, now: string): string | undefined => {
    const certFile = join(folder, 'cert.pem')
    const keyFile = join(folder, 'key.pem')
    writeFileSync(certFile, cert)
    writeFileSync(keyFile, env.otherKey ?? key)
    const config = readConfig({ TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile, ...env })
    return checkCertificate(config, now)[0]?.state
  }
  test.each([
    [{}, NOW, 'ok'],
    [{ PUBLIC_URL: 'https://localhost' }, '2049-12-20T00:00:00Z', 'warning'],
    [{ PUBLIC_URL: 'https://localhost' }, '2050-01-01T00:00:00Z', 'broken'],
    [{ PUBLIC_URL: 'https://kizuna.example.jp' }, NOW, 'broken'],
    [{ otherKey: localhostCertificate().key }, NOW, 'broken'],
    [{ TLS_CERT_FILE: '/nowhere.pem' }, NOW, 'broken'],
  ])('a certificate with %o at %s is %s', (env, now, state) => {
    expect(certificateState(env, now)).toBe(state)
  })

  test('is reachable where Kizuna answers, and is not where something else does', async () => {
    const answers = { '/healthz': '{"status":"ok"}' }
    const server = createServer((request, response) => response.end(answers[request.url as '/healthz'] ?? 'hello'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(stateOf(await checkReachable(`http://127.0.0.1:${port}`), 'reach')).toBe('ok')
    expect(stateOf(await checkReachable(`http://127.0.0.1:${port}/other`), 'reach')).toBe('warning')
    expect(await knock({ host: '127.0.0.1', port })).toBeUndefined()
    await new Promise((resolve) => server.close(resolve))
    expect(await knock({ host: '127.0.0.1', port })).toBe('ECONNREFUSED')
  })
})
