import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../platform/clock.ts'
import { diskFileStore } from '../platform/files/disk-store.ts'
import { secretFile } from '../platform/home/secret.ts'
import { writeBackup } from './backup/write-backup.ts'
import { openDatabase } from './database.ts'
import { count, say, usage } from './terminal.ts'

/** Writes a backup of the home into one file, while the server runs or not, and says loudly whether the key is inside. */
export const run = async (args: string[]): Promise<void> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'with-key': { type: 'boolean' }, json: { type: 'boolean' } },
  })
  const [file] = positionals
  if (file === undefined) throw usage('kizuna backup FILE [--with-key] [--json]')
  const started = performance.now()
  const withKey = values['with-key'] === true
  const database = await openDatabase()
  try {
    const { home, place, roleSecret } = database
    const { tables, files, heads } = await writeBackup(resolve(file), {
      place,
      roleSecret,
      masterKey: Buffer.from(secretFile(home, 'master.key'), 'hex'),
      files: diskFileStore(join(home, 'files')),
      withKey,
      now: systemClock.now(),
    })
    const rows = tables.reduce((total, table) => total + table.rows, 0)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    if (files.missing.length > 0) process.exitCode = 1
    if (values.json === true) {
      const done = { file: resolve(file), rows, tables: tables.length, files: files.count, streams: heads.length }
      console.log(JSON.stringify({ ...done, keyInside: withKey, missing: files.missing, seconds }))
      return
    }
    say(
      `バックアップを ${file} に書きました(${count(rows)} 行、ファイル ${count(files.count)} 件、${seconds} 秒)。`,
      `Wrote the backup to ${file} (${count(rows)} rows, ${count(files.count)} files, ${seconds} s).`,
    )
    if (files.missing.length > 0) {
      say(
        `【注意】添付ファイル ${count(files.missing.length)} 件がディスクに見つからず、入っていません: ${files.missing.slice(0, 10).join(' ')}`,
        `WARNING: ${count(files.missing.length)} attached files were not found on the disk and are not inside.`,
      )
    }
    tellKey(withKey, join(home, 'master.key'))
  } finally {
    await database.close()
  }
}

const tellKey = (withKey: boolean, keyFile: string): void => {
  if (withKey) {
    say(
      '【重要】暗号鍵が入っています。このファイルを手にした人は、すべての内容を読めます。鍵のかかる場所で保管してください。',
      'IMPORTANT: the key IS inside. Whoever holds this file can read everything: keep it locked away.',
    )
  } else {
    say(
      `【重要】暗号鍵は入っていません。${keyFile} を別の場所に必ず保管してください。鍵がないと復元できません。`,
      `IMPORTANT: the key is NOT inside. Keep ${keyFile} somewhere else: without it nothing can be restored.`,
    )
  }
}
