import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../platform/clock.ts'
import { secretFile } from '../platform/home/secret.ts'
import { StartError } from '../platform/home/start-error.ts'
import { newId } from '../platform/ids.ts'
import { type Checkpoint, checkpointKey, makeCheckpoint, openCheckpoint } from '../platform/ledger/checkpoint.ts'
import { exportLedger, LedgerFileError, verifyExport } from '../platform/ledger/export.ts'
import { bindTenant, type Head, readLedger } from '../platform/ledger/read.ts'
import { type LedgerReport, verifyLedger } from '../platform/ledger/read-verified.ts'
import { withConnection } from '../platform/postgres/connection.ts'
import { addressOf, type LocalDatabase, openDatabase } from './database.ts'
import { tenantIds } from './tenants.ts'
import { count, say, usage } from './terminal.ts'
import { writeWholeFile } from './whole-file.ts'

const SHOWN_FAULTS = 100

const withDatabase = async <T>(run: (database: LocalDatabase) => Promise<T>): Promise<T> => {
  const database = await openDatabase()
  try {
    return await run(database)
  } finally {
    await database.close()
  }
}

const masterKeyOf = (home: string): Buffer => Buffer.from(secretFile(home, 'master.key'), 'hex')

const readCheckpoint = (path: string): Checkpoint => {
  const opened = openCheckpoint(readFileSync(resolve(path), 'utf8'))
  if (opened.ok) return opened.checkpoint
  throw new StartError(
    `${path} はチェックポイントではないか、署名した後に書き換えられています。`,
    `${path} is not a checkpoint, or was changed after it was signed.`,
  )
}

const refuseForeignKey = (checkpoint: Checkpoint | undefined, home: string): void => {
  if (checkpoint === undefined || !existsSync(join(home, 'master.key'))) return
  if (checkpoint.publicKey === checkpointKey(masterKeyOf(home))) return
  throw new StartError(
    'このチェックポイントは、別の環境の鍵で署名されています。',
    'This checkpoint was signed with the key of another installation.',
  )
}

const tell = (report: LedgerReport, json: boolean, compared: boolean): void => {
  const ok = report.faults.length === 0
  const faults = report.faults.slice(0, SHOWN_FAULTS)
  if (!ok) process.exitCode = 1
  if (json) {
    console.log(JSON.stringify({ ok, ...report, faults, faultCount: report.faults.length }))
    return
  }
  const total = [count(report.entries), count(report.streams)]
  if (ok) {
    say(
      `台帳の ${total[0]} 件(${total[1]} 系列)を検証しました。すべて一致しています。`,
      `Verified ${total[0]} ledger entries in ${total[1]} streams: every link holds.`,
    )
  } else {
    say(
      `台帳の ${total[0]} 件のうち ${count(report.faults.length)} か所が一致しません。`,
      `${count(report.faults.length)} places in ${total[0]} ledger entries do not fit:`,
    )
    for (const { tenant, stream, seq, column } of faults)
      console.log(`  tenant ${tenant}  stream ${stream}  seq ${seq}  column ${column}`)
  }
  for (const { stream, throughSeq } of report.dropped) {
    say(
      `系列 ${stream} は ${count(throughSeq)} 番までが保存期間を過ぎて削除されています(月の締めの値だけが残っています)。`,
      `Stream ${stream}: retention removed everything up to number ${count(throughSeq)}; only the closing link is left.`,
    )
  }
  if (compared) {
    say(
      `チェックポイントの ${count(report.checkpointLinks ?? 0)} 系列と照合しました。`,
      `Compared with ${count(report.checkpointLinks ?? 0)} streams of the checkpoint.`,
    )
  } else {
    say(
      '注意: 末尾の新しい記録が見出しごと消されたことは、社外に保管したチェックポイントと照合しないと分かりません(--checkpoint FILE)。',
      'Note: newest rows cut off together with their head show only against a checkpoint kept outside (--checkpoint FILE).',
    )
  }
}

const verify = async (args: string[]): Promise<void> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, checkpoint: { type: 'string' } },
  })
  const checkpoint = values.checkpoint === undefined ? undefined : readCheckpoint(values.checkpoint)
  const [file] = positionals
  const report =
    file === undefined
      ? await withDatabase((database) => {
          refuseForeignKey(checkpoint, database.home)
          return withConnection(addressOf(database.place, 'app', database.roleSecret), async (client) =>
            verifyLedger(client, await tenantIds(client), checkpoint),
          )
        })
      : await verifyFile(resolve(file), checkpoint)
  tell(report, values.json === true, checkpoint !== undefined)
}

const verifyFile = async (path: string, checkpoint: Checkpoint | undefined): Promise<LedgerReport> => {
  try {
    return await verifyExport(path, checkpoint)
  } catch (error) {
    if (!(error instanceof LedgerFileError)) throw error
    throw new StartError(
      `${path} は台帳の書き出しとして読めません(${error.line} 行目)。途中で切れているか、別のファイルです。`,
      `${path} cannot be read as a ledger export (line ${error.line}): it is cut off, or another file.`,
    )
  }
}

const exportTo = async (args: string[]): Promise<void> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, 'without-details': { type: 'boolean' } },
  })
  const [file] = positionals
  if (file === undefined) throw usage('kizuna ledger export FILE [--without-details] [--json]')
  const details = values['without-details'] !== true
  const entries = await withDatabase(({ place, roleSecret }) =>
    withConnection(addressOf(place, 'app', roleSecret), (client) =>
      writeWholeFile(resolve(file), async (out) =>
        exportLedger(client, await tenantIds(client), details, async (lines) => {
          await out.write(lines)
        }),
      ),
    ),
  )
  if (values.json === true) return console.log(JSON.stringify({ file: resolve(file), entries, details }))
  say(
    `台帳の ${count(entries)} 件を ${file} に書き出しました(${details ? '変更内容を含みます。個人情報の扱いにご注意ください' : '変更内容は含みません'})。`,
    `Wrote ${count(entries)} ledger entries to ${file} (${details ? 'with what changed: it can hold personal data' : 'without what changed'}).`,
  )
}

const checkpointTo = async (args: string[]): Promise<void> => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const [file] = positionals
  if (file === undefined) throw usage('kizuna ledger checkpoint FILE [--json]')
  const checkpoint = await withDatabase((database) =>
    withConnection(addressOf(database.place, 'app', database.roleSecret), async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
      const heads: Head[] = []
      const tenants = await tenantIds(client)
      for (const tenant of tenants) {
        await bindTenant(client, tenant)
        heads.push(...(await readLedger(client, tenant)).heads)
      }
      const made = makeCheckpoint(heads, systemClock.now(), masterKeyOf(database.home))
      for (const tenant of tenants) {
        await bindTenant(client, tenant)
        const own = heads.filter((head) => head.tenant === tenant)
        await client.query(
          'INSERT INTO ledger_checkpoints (tenant_id, id, at, heads, signature) VALUES ($1, $2, $3, $4, $5)',
          [tenant, newId(), made.at, JSON.stringify(own), made.signature],
        )
      }
      await writeWholeFile(resolve(file), (out) => out.write(`${JSON.stringify(made)}\n`))
      await client.query('COMMIT')
      return made
    }),
  )
  if (values.json === true)
    return console.log(JSON.stringify({ file: resolve(file), streams: checkpoint.heads.length }))
  say(
    `${count(checkpoint.heads.length)} 系列のチェックポイントを ${file} に書きました。監査人など社外に預けてください。`,
    `Wrote the checkpoint of ${count(checkpoint.heads.length)} streams to ${file}: keep it outside, for example with the auditor.`,
  )
}

const actions: Record<string, (args: string[]) => Promise<void>> = {
  verify,
  export: exportTo,
  checkpoint: checkpointTo,
}

/** Verifies the ledger, exports it, or writes a checkpoint to keep outside; works with or without a running server. */
export const run = async ([name = '', ...args]: string[]): Promise<void> => {
  const action = actions[name]
  if (action === undefined)
    throw usage('kizuna ledger verify [--json] [--checkpoint FILE] [FILE] | export FILE | checkpoint FILE')
  await action(args)
}
