import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { secretFile } from '../home/secret.ts'
import { StartError } from '../home/start-error.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'

/** The administrator's name inside a private database. */
export const administrator = 'postgres'

/** The environment of every PostgreSQL program: none of the caller's settings may change what it does. */
export const environment: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }

/** The files of one database installation and its administrator's password. */
export type Cluster = { readonly data: string; readonly password: string }

/** Whether the home already has a database. */
export const hasCluster = (home: string): boolean => existsSync(dataFolder(home))

/** Opens the database files of a home, made on the first start; a creation that was cut short is begun anew. */
export function openCluster(home: string, binaries: Binaries, account: Account): Cluster {
  const data = dataFolder(home)
  if (!existsSync(data)) return createCluster(home, binaries, account)
  refuseOtherMajor(data, binaries)
  if (!existsSync(join(home, secretName))) {
    throw new StartError(
      `データベースのパスワードのファイル ${join(home, secretName)} がありません。バックアップから戻してください。`,
      `The file with the database password, ${join(home, secretName)}, is missing: restore it from a backup.`,
    )
  }
  return { data, password: secretFile(home, secretName) }
}

const secretName = 'pg.secret'
const dataFolder = (home: string): string => join(home, 'pg', 'data')

function createCluster(home: string, binaries: Binaries, account: Account): Cluster {
  const password = secretFile(home, secretName)
  const parent = join(home, 'pg')
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  account.own(parent)
  for (const name of readdirSync(parent)) {
    if (name.endsWith('.part'))
      rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
  // Names of its own: the initdb of a Kizuna killed a moment ago may still be removing what it had begun.
  const attempt = randomUUID()
  const unfinished = join(parent, `data-${attempt}.part`)
  const passwordCopy = join(parent, `password-${attempt}.part`)
  writeFileSync(passwordCopy, password, { mode: 0o600 })
  account.own(passwordCopy)
  const [program, args] = account.asUntilDeath(join(binaries.binDir, 'initdb'), [
    `--pgdata=${unfinished}`,
    '--locale=C.UTF-8',
    '--encoding=UTF8',
    '--auth=scram-sha-256',
    `--username=${administrator}`,
    `--pwfile=${passwordCopy}`,
  ])
  const done = spawnSync(program, args, { cwd: '/', env: environment, encoding: 'utf8' })
  rmSync(passwordCopy, { force: true })
  if (done.status !== 0) {
    const reason = done.error?.message ?? done.stderr.trim().split('\n').slice(-3).join(' ')
    throw new StartError(
      `データベースを作成できませんでした: ${reason}`,
      `The database could not be created: ${reason}`,
    )
  }
  // The name `data` appears only when everything in it is on the disk: no half-made database is ever taken for a whole one.
  renameSync(unfinished, dataFolder(home))
  const folder = openSync(parent, 'r')
  fsyncSync(folder)
  closeSync(folder)
  return { data: dataFolder(home), password }
}

function refuseOtherMajor(data: string, { major }: Binaries): void {
  const made = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'))
  if (made === major) return
  throw new StartError(
    `データは PostgreSQL ${made} で作られており、PostgreSQL ${major} では開けません。作成時の版の Kizuna でバックアップを取り、新しい場所に復元してください。`,
    `The data was made by PostgreSQL ${made} and cannot be opened by ${major}: take a backup with the Kizuna that made it and restore it into a new home.`,
  )
}
