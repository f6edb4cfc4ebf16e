import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { lockHome } from './lock.ts'
import { StartError } from './start-error.ts'

/** The folder that holds everything of one installation: database, files, secrets. Locked until closed. */
export type Home = { readonly path: string; close(): void }

const isRoot = (): boolean => process.getuid?.() === 0

/** Decides where the home is: KIZUNA_HOME, else /var/lib/kizuna for root and ~/.local/share/kizuna for everyone else. */
export function homePath(env: NodeJS.ProcessEnv = process.env): string {
  if (env.KIZUNA_HOME) return resolve(env.KIZUNA_HOME)
  return isRoot() ? '/var/lib/kizuna' : join(env.HOME || homedir(), '.local/share/kizuna')
}

/**
 * Creates the home when needed and takes it for this process alone; the kernel gives it free again however the process ends.
 * Throws StartError when the folder cannot be reached, belongs to something else, or another Kizuna is using it.
 * `privateDatabase` (default true) also asks that the database's own system user can reach it when started by root.
 */
export function openHome(path: string = homePath(), { privateDatabase = true } = {}): Home {
  const wanted = resolve(path)
  const readByOthers = isRoot() && privateDatabase
  if (readByOthers) refuseClosedAncestor(wanted)
  create(wanted)
  const real = realpathSync(wanted)
  if (readByOthers) refuseClosedAncestor(real)
  refuseForeignFolder(real)
  const release = lockHome(join(real, lockName))
  // The database's system user only passes through; it can list nothing and read no secret.
  chmodSync(real, isRoot() ? 0o711 : 0o700)
  return { path: real, close: release }
}

const lockName = 'kizuna.lock'

function create(path: string): void {
  try {
    const first = mkdirSync(path, { recursive: true })
    // A strict umask must not shut the database's system user out of the folders made on the way.
    for (
      let made = dirname(path);
      isRoot() && first !== undefined && made.length >= first.length;
      made = dirname(made)
    ) {
      chmodSync(made, 0o755)
    }
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StartError(
      `データの置き場所 ${path} を使えません(${code})。書き込める場所を KIZUNA_HOME で指定してください。`,
      `The home ${path} cannot be used (${code}): set KIZUNA_HOME to a folder that you can write to.`,
    )
  }
}

function refuseClosedAncestor(path: string): void {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) {
      throw new StartError(
        `データの置き場所 ${path} は使えません。途中のフォルダー ${folder} を他の利用者が通れないため、データベースを起動できません。KIZUNA_HOME を別の場所にするか、chmod o+x ${folder} を実行してください。`,
        `The home ${path} cannot be used: the database's system user may not pass through ${folder}. Set KIZUNA_HOME to another place, or run chmod o+x ${folder}.`,
      )
    }
    if (folder === dirname(folder)) return
  }
}

// Without this a mistyped KIZUNA_HOME=/etc would have its permissions changed.
function refuseForeignFolder(path: string): void {
  const uid = process.getuid?.()
  if (uid !== undefined && statSync(path).uid !== uid) {
    throw new StartError(
      `データの置き場所 ${path} は別の利用者のものです。同じ利用者で起動するか、KIZUNA_HOME を変えてください。`,
      `The home ${path} belongs to another user: start Kizuna as that user, or set another KIZUNA_HOME.`,
    )
  }
  const names = readdirSync(path).filter((name) => name !== 'lost+found')
  if (names.length > 0 && !names.includes(lockName)) {
    throw new StartError(
      `${path} には Kizuna のものでないファイルがあります。空のフォルダーを KIZUNA_HOME で指定してください。`,
      `${path} holds files that are not Kizuna's: set KIZUNA_HOME to an empty folder.`,
    )
  }
}
