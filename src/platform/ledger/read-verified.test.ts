import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { roleName, rolePassword } from '../db/roles.ts'
import { withConnection } from '../postgres/connection.ts'
import { type Checkpoint, makeCheckpoint, openCheckpoint } from './checkpoint.ts'
import { exportLedger, LedgerFileError, verifyExport } from './export.ts'
import { bindTenant, inSnapshot, readLedger } from './read.ts'
import { verifyLedger } from './read-verified.ts'

const KEY = Buffer.alloc(32, 3)
let app: TestApp
let tenants: string[]
const folder = mkdtempSync(join(tmpdir(), 'kizuna-ledger-'))

beforeAll(async () => {
  app = await startApp()
  const stranger = await app.stranger()
  tenants = [app.admin.actor.tenant, stranger.actor.tenant]
  for (const name of ['青葉精機', '北斗印刷', '宮前運輸']) await app.admin.send('POST', '/partners', { name })
  await stranger.send('POST', '/partners', { name: '別会社の取引先' })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const asApp = <T>(run: (client: pg.Client) => Promise<T>): Promise<T> => {
  const user = roleName('app')
  const { place, roleSecret } = app.database
  return withConnection({ ...place, user, password: rolePassword(roleSecret, user) }, run)
}
const verified = (checkpoint?: Checkpoint) => asApp((client) => verifyLedger(client, tenants, checkpoint))

/** Changes rows as an attacker with full rights would, verifies, and puts them back. */
const tampered = async (change: string, checkpoint?: Checkpoint) => {
  const kept = ['ledger_entries', 'ledger_details', 'ledger_heads']
  await app.database.asAdmin(async (client) => {
    for (const table of kept) await client.query(`CREATE TABLE kept_${table} AS TABLE ${table}`)
    await client.query(change)
  })
  const report = await verified(checkpoint)
  await app.database.asAdmin(async (client) => {
    for (const table of kept)
      await client.query(`TRUNCATE ${table}; INSERT INTO ${table} TABLE kept_${table}; DROP TABLE kept_${table}`)
  })
  return report.faults.map(({ stream, seq, column }) => `${stream} ${seq} ${column}`)
}

const checkpointNow = (): Promise<Checkpoint> =>
  asApp((client) =>
    inSnapshot(client, async () => {
      const heads = []
      for (const tenant of tenants) {
        await bindTenant(client, tenant)
        heads.push(...(await readLedger(client, tenant)).heads)
      }
      return makeCheckpoint(heads, '2026-11-21T01:00:00.000Z', KEY)
    }),
  )

const exported = async (details: boolean): Promise<string> => {
  const path = join(folder, `ledger-${details}.ndjson`)
  writeFileSync(path, '')
  await asApp((client) => exportLedger(client, tenants, details, async (lines) => appendFileSync(path, lines)))
  return path
}

describe('verifying the database', () => {
  test('holds for every tenant and counts every entry', async () => {
    const report = await verified()
    const { rows } = await app.database.asAdmin((client) =>
      client.query('SELECT count(*)::int AS n FROM ledger_entries'),
    )
    expect(report.faults).toEqual([])
    expect(report.entries).toBe(rows[0].n)
    expect(report.entries).toBeGreaterThan(4)
  })

  const mine = () => `tenant_id = '${tenants[0]}' AND stream = 'partner' AND seq = 2`
  test.each([
    [
      'one byte of the body',
      () => `UPDATE ledger_entries SET body = replace(body, '"v":1', '"v":2') WHERE ${mine()}`,
      'body',
    ],
    ['the actor', () => `UPDATE ledger_entries SET actor = 'member:someone' WHERE ${mine()}`, 'actor'],
    [
      'the instant by a microsecond',
      () =>
        `ALTER TABLE ledger_entries ALTER at TYPE timestamptz(6); UPDATE ledger_entries SET at = at + interval '1 microsecond' WHERE ${mine()}`,
      'at',
    ],
    [
      'what changed',
      () =>
        `UPDATE ledger_details SET detail = replace(detail, '北斗', '南斗') WHERE entry_id = (SELECT id FROM ledger_entries WHERE ${mine()})`,
      'detail',
    ],
  ])('names stream, number and column after a change of %s', async (_what, change, column) => {
    expect(await tampered(change())).toContain(`partner 2 ${column}`)
  })

  test('names the gap that a removed entry leaves', async () => {
    expect(await tampered(`DELETE FROM ledger_entries WHERE ${mine()}`)).toEqual(['partner 3 seq'])
  })

  test('finds the newest entry cut off with its head only by a checkpoint', async () => {
    const checkpoint = await checkpointNow()
    const where = `tenant_id = '${tenants[0]}' AND stream = 'partner'`
    const cut = `DELETE FROM ledger_entries WHERE ${where} AND seq = 3;
      UPDATE ledger_heads h SET seq = 2, hash = (SELECT hash FROM ledger_entries e WHERE e.tenant_id = h.tenant_id AND e.stream = h.stream AND e.seq = 2) WHERE ${where}`
    expect(await tampered(cut)).toEqual([])
    expect(await tampered(cut, checkpoint)).toEqual(['partner 3 checkpoint'])
  })

  test('a checkpoint still fits after more was written', async () => {
    const checkpoint = await checkpointNow()
    await app.admin.send('POST', '/partners', { name: '後から登録' })
    const report = await verified(checkpoint)
    expect(report.faults).toEqual([])
    expect(report.checkpointLinks).toBe(checkpoint.heads.length)
  })
})

describe('verifying an exported file', () => {
  test.each([true, false])('holds without a database (details inside: %s)', async (details) => {
    const path = await exported(details)
    const report = await verifyExport(path)
    expect(report.faults).toEqual([])
    expect(report.entries).toBe((await verified()).entries)
    expect(readFileSync(path, 'utf8').includes('北斗印刷')).toBe(details)
  })

  test('names the entry whose actor was changed', async () => {
    const path = await exported(true)
    const lines = readFileSync(path, 'utf8').split('\n')
    const at = lines.findIndex((line) => line.includes('"stream":"partner","seq":2') && line.includes(`${tenants[0]}`))
    lines[at] = (lines[at] ?? '').replace(/"actor":"[^"]+"/, '"actor":"member:x"')
    writeFileSync(path, lines.join('\n'))
    const { faults } = await verifyExport(path)
    expect(faults).toEqual([{ tenant: tenants[0], stream: 'partner', seq: 2, column: 'actor' }])
  })

  test('refuses a file that ends early', async () => {
    const path = await exported(true)
    writeFileSync(path, readFileSync(path, 'utf8').split('\n').slice(0, -2).join('\n'))
    await expect(verifyExport(path)).rejects.toThrow(LedgerFileError)
  })
})

test('a checkpoint changed after signing is refused', async () => {
  const checkpoint = await checkpointNow()
  const text = JSON.stringify(checkpoint)
  expect(openCheckpoint(text).ok).toBe(true)
  expect(openCheckpoint(text.replace(/"seq":\d+/, '"seq":1234'))).toEqual({ ok: false, reason: 'broken' })
})
