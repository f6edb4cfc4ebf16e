import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { diskFileStore } from '../../platform/files/disk-store.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import { newId } from '../../platform/ids.ts'
import { loadDatabase, loadFiles } from './load-backup.ts'
import type { Manifest } from './manifest.ts'
import { openBackup } from './read-backup.ts'
import { writeBackup } from './write-backup.ts'

const KEY = Buffer.alloc(32, 7)
const folder = mkdtempSync(join(tmpdir(), 'kizuna-backup-'))
const path = join(folder, 'kizuna.tar')
const blobId = newId()
const blobBytes = Buffer.alloc(2_500_000, 'きずな')

let app: TestApp
let target: TestDatabase
let empty: TestDatabase
let files: FileStore
let manifest: Manifest
let answers: number[]

const parts = () => ({
  place: app.database.place,
  roleSecret: app.database.roleSecret,
  masterKey: KEY,
  files,
  withKey: false,
  now: '2026-11-21T01:00:00.000Z',
})

const insertFileRow = (id: string) =>
  app.database.asAdmin((client) =>
    client.query(
      `INSERT INTO files (tenant_id, id, created_at, updated_at, name, media_type, size, sha256, wrapped_key, uploaded_by, attached_at)
       VALUES ($1, $2, now(), now(), 'x.pdf', 'application/pdf', 1, 'x', 'x', 'x', now())`,
      [app.admin.actor.tenant, id],
    ),
  )

beforeAll(async () => {
  app = await startApp()
  target = await cloneDatabase()
  empty = await cloneDatabase()
  files = diskFileStore(join(folder, 'files'))
  const stranger = await app.stranger()
  await stranger.send('POST', '/partners', { name: '別会社の取引先' })
  for (let no = 0; no < 20; no += 1) await app.admin.send('POST', '/partners', { name: `取引先${no}`, code: `K-${no}` })
  await files.create(blobId)
  await files.append(blobId, 0, blobBytes)
  await insertFileRow(blobId)
  await app.database.asAdmin((client) =>
    client.query(
      `SELECT jobs.create_queue('mail.send', '{"policy": "standard"}');
       INSERT INTO jobs.job (name, data, state, started_on) VALUES ('mail.send', '{"no": 1}', 'active', now());
       INSERT INTO jobs.job (name, data) VALUES ('mail.send', '{"no": 2}');
       INSERT INTO jobs.job (name, data, state) VALUES ('mail.send', '{"no": 3}', 'completed')`,
    ),
  )
  // People go on working while the backup runs.
  const writing = Array.from({ length: 40 }, (_, no) => app.admin.send('POST', '/partners', { name: `同時登録${no}` }))
  manifest = await writeBackup(path, parts())
  answers = (await Promise.all(writing)).map(({ status }) => status)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openBackup(path, KEY)
const countOf = async (database: TestDatabase, table: string): Promise<number> => {
  const { rows } = await database.asAdmin((client) => client.query(`SELECT count(*)::int AS n FROM ${table}`))
  return rows[0].n
}

describe('a backup made while people work', () => {
  test('disturbs nobody and can be read by its owner only', () => {
    expect(answers.every((status) => status === 201 || status === 200)).toBe(true)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(manifest.keyInside).toBe(false)
    expect(readFileSync(path).includes(KEY.toString('hex'))).toBe(false)
  })

  test('restores with equal counts, a verified ledger, its files and waiting jobs, behind the same walls', async () => {
    const walls = (database: TestDatabase) =>
      database.asAdmin(async (client) => {
        const forced = await client.query(
          "SELECT relname, relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
        )
        const keys = await client.query(
          "SELECT conrelid::regclass::text AS t, pg_get_constraintdef(oid) AS d FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1, 2",
        )
        return { forced: forced.rows, keys: keys.rows }
      })
    const before = await walls(target)
    const backup = await open()
    const store = diskFileStore(join(folder, 'restored'))
    await loadFiles(backup, store)
    const report = await loadDatabase(backup, target.place, target.roleSecret)
    await backup.close()
    expect(report.faults).toEqual([])
    expect(report.entries).toBe(manifest.tables.find(({ name }) => name === 'ledger_entries')?.rows)
    for (const { schema, name, rows } of manifest.tables)
      expect([name, await countOf(target, `${schema}.${name}`)]).toEqual([name, rows])
    expect(await countOf(target, "partners WHERE name = '別会社の取引先'")).toBe(1)
    expect(await countOf(target, "partners WHERE name LIKE '取引先%'")).toBe(20)
    expect(await countOf(target, "jobs.job WHERE state IN ('retry', 'created')")).toBe(2)
    expect((await store.read(blobId, 0, blobBytes.length)).equals(blobBytes)).toBe(true)
    expect(await walls(target)).toEqual(before)
    const again = await open()
    await expect(loadDatabase(again, target.place, target.roleSecret)).rejects.toThrow('already holds data')
    await again.close()
  })

  test('is not overwritten by the next one', async () => {
    await expect(writeBackup(path, parts())).rejects.toThrow('already exists')
  })
})

describe('a backup is refused', () => {
  const copy = join(folder, 'copy.tar')
  const opened = async (bytes: Buffer, key: Buffer | undefined = KEY): Promise<string> => {
    writeFileSync(copy, bytes)
    const found = await openBackup(copy, key).catch((error: unknown) => error)
    if (found instanceof Error) return found.message
    throw new Error('a damaged backup was opened')
  }

  test('with another key, and without one when none is inside', async () => {
    const bytes = readFileSync(path)
    expect(await opened(bytes, Buffer.alloc(32, 8))).toContain('not the one of this backup')
    await expect(openBackup(path, undefined)).rejects.toThrow('does not hold the key')
  })

  test('cut off anywhere', async () => {
    const bytes = readFileSync(path)
    for (const length of [600, 5000, bytes.length >> 1, bytes.length - 1025, bytes.length - 512, bytes.length - 1])
      expect(await opened(bytes.subarray(0, length))).toMatch(/cut off|damaged/)
  })

  test('with any one bit turned over', async () => {
    const bytes = readFileSync(path)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(bytes)
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at)
        expect(await opened(changed)).toMatch(/damaged|cut off|not a backup/)
      }),
      { numRuns: 40 },
    )
  })

  test('when it is some other file', async () => {
    expect(await opened(Buffer.from('name,code\n東芝,1\n'.repeat(100)))).toContain('not a backup')
  })
})

test('a ledger that was already broken is restored only when accepted', async () => {
  const brokenPath = join(folder, 'broken.tar')
  const tenant = app.admin.actor.tenant
  await app.database.asAdmin((client) =>
    client.query(
      "UPDATE ledger_entries SET actor = 'member:x' WHERE tenant_id = $1 AND stream = 'partner' AND seq = 3",
      [tenant],
    ),
  )
  await writeBackup(brokenPath, { ...parts(), withKey: true })
  const backup = await openBackup(brokenPath, undefined)
  await expect(loadDatabase(backup, empty.place, empty.roleSecret)).rejects.toThrow('partner 3 actor')
  expect(await countOf(empty, 'partners')).toBe(0)
  const report = await loadDatabase(backup, empty.place, empty.roleSecret, { acceptFaults: true })
  expect(report.faults).toEqual([{ tenant, stream: 'partner', seq: 3, column: 'actor' }])
  await backup.close()
})

test('an attached file that is gone from the disk is named in the backup', async () => {
  const lost = newId()
  await insertFileRow(lost)
  const { files: found } = await writeBackup(join(folder, 'lost.tar'), parts())
  expect(found.missing).toEqual([lost])
})
