import pg from 'pg'
import type { Place } from '../../platform/db/bootstrap.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import { StartError } from '../../platform/home/start-error.ts'
import { bindTenant, readLedger } from '../../platform/ledger/read.ts'
import { type LedgerReport, verifyTenants } from '../../platform/ledger/read-verified.ts'
import { addressOf } from '../database.ts'
import { tenantIds } from '../tenants.ts'
import { jobsVersion, listMigrations, qualified, quoted } from './catalog.ts'
import { copyIn } from './copy.ts'
import { fileName, type Manifest } from './manifest.ts'
import type { OpenBackup } from './read-backup.ts'

const BLOB_STEP = 1 << 20

const mismatch = (ja: string, en: string): StartError =>
  new StartError(`${ja} データベースには何も書き込んでいません。`, `${en} Nothing was written to the database.`)

/** Puts the sealed files of a backup into a store. */
export const loadFiles = async (backup: OpenBackup, store: FileStore): Promise<void> => {
  for (const { name, bytes } of backup.manifest.members) {
    const id = /^files\/(.+)\.sealed$/.exec(name)?.[1]
    if (id === undefined || name !== fileName(id)) continue
    const at = backup.member(name)
    await store.create(id)
    for (let done = 0; done < bytes; done += BLOB_STEP)
      await store.append(id, done, await backup.read(at, done, Math.min(bytes, done + BLOB_STEP)))
  }
}

/**
 * Loads a backup into a migrated, empty database in one transaction: every table with its row count, every foreign
 * key checked anew, the ledger verified link by link. Throws StartError and leaves the database empty otherwise;
 * `acceptFaults` restores a ledger that was already broken and reports where.
 */
export const loadDatabase = async (
  backup: OpenBackup,
  place: Place,
  roleSecret: string,
  { acceptFaults = false } = {},
): Promise<LedgerReport> => {
  const client = new pg.Client(addressOf(place, 'owner', roleSecret))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('BEGIN')
    await refuseOther(client, backup.manifest)
    const restoreWalls = await liftWalls(client)
    for (const table of backup.manifest.tables) {
      if (table.schema === 'jobs') continue
      await load(client, backup, table, qualified(table))
    }
    await loadJobs(client, backup)
    await restoreWalls()
    const report = await verifyLoaded(client, backup.manifest, acceptFaults)
    await client.query('COMMIT')
    await client.query('ANALYZE')
    return report
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

const refuseOther = async (client: pg.Client, manifest: Manifest): Promise<void> => {
  const { rows } = await client.query<{ taken: boolean }>('SELECT EXISTS (SELECT 1 FROM tenants) AS taken')
  if (rows[0]?.taken !== false) {
    throw mismatch(
      '復元先のデータベースにはすでにデータがあります。空のデータベースを指定してください。',
      'The database to restore into already holds data: name an empty one.',
    )
  }
  const here = await listMigrations(client)
  const same = here.length === manifest.migrations.length && here.every((hash, at) => hash === manifest.migrations[at])
  if (!same || (await jobsVersion(client)) !== manifest.jobsVersion) {
    throw mismatch(
      'このバックアップは別の版の Kizuna で作られています。同じ版で復元してから更新してください。',
      'This backup was made by another version of Kizuna: restore it with that version, then upgrade.',
    )
  }
}

// Lifts what would refuse or slow down the load: forced row-level security and the foreign keys, which are all
// checked again when they come back; both happen inside the transaction that nobody else can see into.
const liftWalls = async (client: pg.Client): Promise<() => Promise<void>> => {
  const forced = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity`,
  )
  const keys = await client.query<{ tableName: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS "tableName", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`,
  )
  for (const { name } of forced.rows) await client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`)
  for (const { tableName, name } of keys.rows) await client.query(`ALTER TABLE ${tableName} DROP CONSTRAINT ${name}`)
  return async () => {
    for (const { tableName, name, definition } of keys.rows)
      await client.query(`ALTER TABLE ${tableName} ADD CONSTRAINT ${name} ${definition}`)
    for (const { name } of forced.rows) await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`)
  }
}

const load = async (
  client: pg.Client,
  backup: OpenBackup,
  table: Manifest['tables'][number],
  into: string,
): Promise<void> => {
  const sql = `COPY ${into} (${table.columns.map(quoted).join(', ')}) FROM STDIN`
  const rows = await copyIn(client, sql, backup.rowsOf(table))
  if (rows === table.rows) return
  throw mismatch(
    `表 ${table.name} の行数が合いません(${table.rows} 行のはずが ${rows} 行)。`,
    `Table ${table.name} does not have its number of rows (${rows} instead of ${table.rows}).`,
  )
}

const loadJobs = async (client: pg.Client, backup: OpenBackup): Promise<void> => {
  const table = backup.manifest.tables.find(({ schema, name }) => schema === 'jobs' && name === 'job')
  if (table === undefined) return
  await client.query(
    `SELECT jobs.create_queue(name, '{"policy": "standard"}'::jsonb)
       FROM unnest($1::text[]) AS used (name) WHERE name NOT IN (SELECT name FROM jobs.queue)`,
    [backup.manifest.queues],
  )
  await load(client, backup, table, qualified(table))
  // A job that was running when the backup was made has to be taken up again.
  await client.query("UPDATE jobs.job SET state = 'retry' WHERE state = 'active'")
}

const verifyLoaded = async (client: pg.Client, manifest: Manifest, acceptFaults: boolean): Promise<LedgerReport> => {
  const tenants = await tenantIds(client)
  const report = await verifyTenants(client, tenants)
  const heads = new Map<string, string>()
  for (const tenant of tenants) {
    await bindTenant(client, tenant)
    for (const { stream, seq, hash } of (await readLedger(client, tenant)).heads)
      heads.set(`${tenant} ${stream}`, `${seq} ${hash}`)
  }
  const fits =
    heads.size === manifest.heads.length &&
    manifest.heads.every(({ tenant, stream, seq, hash }) => heads.get(`${tenant} ${stream}`) === `${seq} ${hash}`)
  const [fault] = report.faults
  if ((fits && fault === undefined) || acceptFaults) return report
  const where = fault === undefined ? '' : ` (${fault.stream} ${fault.seq} ${fault.column})`
  throw mismatch(
    `バックアップの中の台帳が一致しません${where}。改ざんまたは破損の疑いがあります。承知のうえで復元するには --accept-ledger-faults を付けてください。`,
    `The ledger inside the backup does not fit${where}: it was changed or damaged before the backup was made. To restore it all the same, add --accept-ledger-faults.`,
  )
}
