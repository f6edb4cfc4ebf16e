import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartError } from '../home/start-error.ts'
import type { Account } from './account.ts'

/** The port in the socket's name; nothing listens on the network. */
export const socketPort = 5432

/** Makes the short private folder for the database's socket (a socket path may not exceed 107 bytes), owned by the database's user. */
export function openSocketFolder(home: string, account: Account): string {
  const folder = join(runtimeFolder(), `kizuna-${createHash('sha256').update(home).digest('hex').slice(0, 8)}`)
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found) {
    mkdirSync(folder, { mode: 0o700 })
    account.own(folder)
  } else if (!found.isDirectory() || found.uid !== account.uid) {
    throw new StartError(
      `データベースの接続口のフォルダー ${folder} が別の利用者のものです。削除してからもう一度起動してください。`,
      `The folder for the database's socket, ${folder}, belongs to another user: remove it and start again.`,
    )
  }
  chmodSync(folder, 0o700)
  return folder
}

/** Removes what a database that was killed has left in its socket folder. */
export function clearSocket(folder: string): void {
  rmSync(join(folder, `.s.PGSQL.${socketPort}`), { force: true })
  rmSync(join(folder, `.s.PGSQL.${socketPort}.lock`), { force: true })
}

/** Removes the socket folder of a database that has stopped. */
export function closeSocketFolder(folder: string): void {
  clearSocket(folder)
  rmdirSync(folder)
}

function runtimeFolder(): string {
  if (process.getuid?.() === 0) return '/run'
  const own = process.env.XDG_RUNTIME_DIR
  // After `su` the variable still names the folder of the former user.
  return own && existsSync(own) && lstatSync(own).uid === process.getuid?.() ? own : tmpdir()
}
