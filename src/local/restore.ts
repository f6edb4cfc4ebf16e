import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { prepareDatabase } from '../engine.ts'
import { diskFileStore } from '../platform/files/disk-store.ts'
import { homePath, openHome } from '../platform/home/home.ts'
import { secretFile } from '../platform/home/secret.ts'
import { StartError } from '../platform/home/start-error.ts'
import { hasUnfinishedRestore, markRestoreBegun, markRestoreEnded } from '../platform/home/unfinished-restore.ts'
import type { LedgerReport } from '../platform/ledger/read-verified.ts'
import { startPostgres } from '../platform/postgres/embedded.ts'
import { externalPostgres } from '../platform/postgres/external.ts'
import { loadDatabase, loadFiles } from './backup/load-backup.ts'
import { type OpenBackup, openBackup } from './backup/read-backup.ts'
import { DATABASE, ROLE_SECRET } from './database.ts'
import { count, say, usage } from './terminal.ts'

const KEEP = ['kizuna.lock', 'lost+found']

/** Restores a backup into an empty home, and into the database of DATABASE_URL when one is named. */
export const run = async (args: string[]): Promise<void> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      home: { type: 'string' },
      key: { type: 'string' },
      'accept-ledger-faults': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  const [file] = positionals
  if (file === undefined) throw usage('kizuna restore FILE [--home DIR] [--key FILE] [--json]')
  const started = performance.now()
  const target = values.home === undefined ? homePath() : resolve(values.home)
  refuseUsedHome(target)
  const backup = await openBackup(resolve(file), values.key === undefined ? undefined : readKey(values.key))
  try {
    const url = process.env.DATABASE_URL
    const acceptFaults = values['accept-ledger-faults'] === true
    const { home, report } = await restoreInto(target, backup, { url, acceptFaults })
    const rows = backup.manifest.tables.reduce((total, table) => total + table.rows, 0)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    const { count: files, missing } = backup.manifest.files
    if (report.faults.length > 0 || missing.length > 0) process.exitCode = 1
    const { createdAt } = backup.manifest
    const done = { home, createdAt, rows, files, missing: missing.length, entries: report.entries, seconds }
    if (values.json === true) console.log(JSON.stringify({ ...done, faults: report.faults.slice(0, 100) }))
    else tell(done, report.faults.length)
  } finally {
    await backup.close()
  }
}

type Wish = { url: string | undefined; acceptFaults: boolean }

/** Fills the home with files, key and database; until the last of it is there, the home is marked as unfinished. */
const restoreInto = async (
  target: string,
  backup: OpenBackup,
  wish: Wish,
): Promise<{ home: string; report: LedgerReport }> => {
  const home = openHome(target, { privateDatabase: wish.url === undefined })
  try {
    // Asked again under the lock: a server may have started on it meanwhile.
    refuseUsedHome(home.path)
    clearUnfinished(home.path)
    markRestoreBegun(home.path)
    const key = `${backup.masterKey.toString('hex')}\n`
    writeFileSync(join(home.path, 'master.key'), key, { mode: 0o600, flush: true })
    await loadFiles(backup, diskFileStore(join(home.path, 'files')))
    const report = await restoreDatabase(home.path, backup, wish)
    markRestoreEnded(home.path)
    return { home: home.path, report }
  } finally {
    home.close()
  }
}

const restoreDatabase = async (
  home: string,
  backup: OpenBackup,
  { url, acceptFaults }: Wish,
): Promise<LedgerReport> => {
  const server = await (url === undefined
    ? startPostgres({ home, database: 'postgres', log: () => undefined })
    : externalPostgres(url))
  try {
    const roleSecret = secretFile(home, ROLE_SECRET)
    const database = url === undefined ? DATABASE : server.admin.database
    const place = await prepareDatabase({ ...server.admin }, database, roleSecret)
    return await loadDatabase(backup, place, roleSecret, { acceptFaults })
  } finally {
    await server.stop()
  }
}

type Done = {
  home: string
  createdAt: string
  rows: number
  files: number
  missing: number
  entries: number
  seconds: number
}

const tell = ({ home, createdAt, rows, files, missing, entries, seconds }: Done, faults: number): void => {
  say(
    `${createdAt} のバックアップを ${home} に復元しました(${count(rows)} 行、ファイル ${count(files)} 件、${seconds} 秒)。件数はバックアップと同じです。`,
    `Restored the backup of ${createdAt} into ${home} (${count(rows)} rows, ${count(files)} files, ${seconds} s); the counts are those of the backup.`,
  )
  if (faults > 0)
    say(
      `【注意】台帳に一致しない箇所が ${faults} か所あります。`,
      `WARNING: ${faults} places of the ledger do not fit.`,
    )
  else
    say(
      `台帳の ${count(entries)} 件を検証し、すべて一致しました。`,
      `Verified ${count(entries)} ledger entries: every link holds.`,
    )
  if (missing > 0) {
    say(
      `【注意】添付ファイル ${count(missing)} 件は、バックアップを取った時点ですでに失われていました。`,
      `WARNING: ${count(missing)} attached files were already missing when the backup was made.`,
    )
  }
}

const readKey = (path: string): Buffer => {
  try {
    return Buffer.from(readFileSync(resolve(path), 'utf8').trim(), 'hex')
  } catch {
    throw new StartError(`鍵のファイル ${path} を読めません。`, `The key file ${path} cannot be read.`)
  }
}

const namesIn = (home: string): string[] =>
  existsSync(home) ? readdirSync(home).filter((name) => !KEEP.includes(name)) : []

const refuseUsedHome = (home: string): void => {
  const names = namesIn(home)
  if (names.length === 0 || hasUnfinishedRestore(home)) return
  throw new StartError(
    `${home} は空ではありません。復元は空のフォルダーにだけ行えます(--home DIR)。何も変更していません。`,
    `${home} is not empty: a backup is restored into an empty folder only (--home DIR). Nothing was changed.`,
  )
}

// A restore that was cut short left only its own work behind, since it began in an empty home.
const clearUnfinished = (home: string): void => {
  for (const name of namesIn(home)) rmSync(join(home, name), { recursive: true, force: true })
}
