import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import pg from 'pg'
import type { Place } from '../../platform/db/bootstrap.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import { masterKeyFrom } from '../../platform/files/master-key.ts'
import { bindTenant, type Head, inSnapshot, readLedger } from '../../platform/ledger/read.ts'
import { addressOf } from '../database.ts'
import { tenantIds } from '../tenants.ts'
import { writeWholeFile } from '../whole-file.ts'
import { createArchive } from './archive.ts'
import { jobsVersion, listMigrations, listQueues, listTables, qualified, quoted, type Table } from './catalog.ts'
import { copyOut } from './copy.ts'
import {
  ABOUT,
  type BackedTable,
  fileName,
  KEY_MEMBER,
  MANIFEST,
  type Manifest,
  partName,
  SEAL,
  sealText,
} from './manifest.ts'

export type BackupParts = {
  place: Place
  roleSecret: string
  masterKey: Buffer
  files: FileStore
  /** Whether the key itself goes into the file. */
  withKey: boolean
  now: string
}

const PART_BYTES = 4 << 20
const BLOB_STEP = 1 << 20
const compress = promisify(gzip)

/** Writes everything of an installation, as it stands at one moment, into one file; the server may go on serving. */
export const writeBackup = async (path: string, parts: BackupParts): Promise<Manifest> => {
  // The owner is bound by row-level security like everyone else: it reads tenant by tenant, so no superuser is needed.
  const client = new pg.Client(addressOf(parts.place, 'owner', parts.roleSecret))
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await writeWholeFile(path, (file) =>
      inSnapshot(client, () => writeMembers(client, parts, createArchive(file))),
    )
  } finally {
    await client.end()
  }
}

type Archive = ReturnType<typeof createArchive>
const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

const writeMembers = async (client: pg.Client, parts: BackupParts, archive: Archive): Promise<Manifest> => {
  const keyId = masterKeyFrom(parts.masterKey).id
  const about = { kizunaBackup: 1 as const, createdAt: parts.now, keyId, keyInside: parts.withKey }
  const addWhole = (name: string, bytes: Buffer) => archive.add(name, bytes.length, [bytes])
  await addWhole(ABOUT, json(about))
  const tenants = await tenantIds(client)
  const tables: BackedTable[] = []
  for (const table of await listTables(client)) tables.push(await writeTable(client, table, tenants, addWhole))
  const heads: Head[] = []
  const ids: { id: string; attached: boolean }[] = []
  for (const tenant of tenants) {
    await bindTenant(client, tenant)
    heads.push(...(await readLedger(client, tenant)).heads)
    const { rows } = await client.query<{ id: string; attached: boolean }>(
      'SELECT id, attached_at IS NOT NULL AS attached FROM files WHERE tenant_id = $1 ORDER BY id',
      [tenant],
    )
    ids.push(...rows)
  }
  const files = await writeFiles(parts.files, ids, archive)
  if (parts.withKey) await addWhole(KEY_MEMBER, Buffer.from(`${parts.masterKey.toString('hex')}\n`))
  const manifest: Manifest = {
    ...about,
    migrations: await listMigrations(client),
    jobsVersion: await jobsVersion(client),
    queues: await listQueues(client),
    tables,
    files,
    heads,
    members: [...archive.members],
  }
  const text = json(manifest)
  await addWhole(MANIFEST, text)
  await addWhole(SEAL, Buffer.from(sealText(text, parts.masterKey)))
  await archive.finish()
  return manifest
}

const writeTable = async (
  client: pg.Client,
  { schema, name, columns, perTenant }: Table,
  tenants: readonly string[],
  add: (name: string, bytes: Buffer) => Promise<void>,
): Promise<BackedTable> => {
  const done: BackedTable = { schema, name, columns, rows: 0, parts: 0 }
  const copy = async (condition: string): Promise<void> => {
    const from = `SELECT ${columns.map(quoted).join(', ')} FROM ${qualified(done)} ${condition}`
    done.rows += await copyOut(client, `COPY (${from}) TO STDOUT`, PART_BYTES, async (piece) => {
      done.parts += 1
      await add(partName(done, done.parts), await compress(piece, { level: constants.Z_BEST_SPEED }))
    })
  }
  if (!perTenant) await copy(schema === 'jobs' ? "WHERE state <> 'completed'" : '')
  for (const tenant of perTenant ? tenants : []) {
    await bindTenant(client, tenant)
    await copy(`WHERE tenant_id = ${client.escapeLiteral(tenant)}`)
  }
  return done
}

const writeFiles = async (
  store: FileStore,
  ids: readonly { id: string; attached: boolean }[],
  archive: Archive,
): Promise<Manifest['files']> => {
  const done: Manifest['files'] = { count: 0, bytes: 0, missing: [] }
  for (const { id, attached } of ids) {
    const bytes = await store.size(id)
    if (bytes === undefined) {
      // What nothing refers to yet may be swept while the backup runs; what is attached may not be missing.
      if (attached) done.missing.push(id)
      continue
    }
    await archive.add(fileName(id), bytes, blob(store, id, bytes))
    done.count += 1
    done.bytes += bytes
  }
  return done
}

async function* blob(store: FileStore, id: string, bytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes; at += BLOB_STEP) yield await store.read(id, at, Math.min(bytes, at + BLOB_STEP))
}
