import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { StartError } from '../home/start-error.ts'

/** The system user under whom the private database runs. */
export type Account = {
  readonly uid: number
  readonly gid: number
  /** The command line that runs a program as this user, without changing anything else. */
  as(program: string, args: readonly string[]): [string, string[]]
  /** The same, and the program is asked to stop (SIGINT) when this process dies in whatever way. */
  asUntilDeath(program: string, args: readonly string[]): [string, string[]]
  /** Gives a file or folder to this user. */
  own(path: string): void
}

const serviceUser = 'kizuna'

/** Root gets a system user of its own for the database, made when missing, since PostgreSQL refuses root; others stay themselves. */
export function databaseAccount(): Account {
  if (spawnSync('setpriv', ['--version']).status !== 0) {
    throw new StartError(
      'setpriv コマンド(util-linux)が見つかりません。インストールするか、外部の PostgreSQL を DATABASE_URL で指定してください。',
      'The setpriv command (util-linux) was not found: please install it, or set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
  return process.getuid?.() === 0 ? serviceAccount() : ownAccount()
}

function ownAccount(): Account {
  try {
    const { uid, gid } = userInfo()
    return {
      uid,
      gid,
      as: (program, args) => [program, [...args]],
      asUntilDeath: (program, args) => ['setpriv', ['--pdeathsig', 'INT', '--', program, ...args]],
      own: () => {},
    }
  } catch {
    throw new StartError(
      `利用者番号 ${process.getuid?.()} の登録(/etc/passwd)がないため、データベースを起動できません。登録済みの利用者で起動するか、DATABASE_URL を指定してください。`,
      `User id ${process.getuid?.()} has no entry in /etc/passwd, so the database cannot start: use a registered user, or set DATABASE_URL.`,
    )
  }
}

function serviceAccount(): Account {
  const { uid, gid } = passwdEntry() ?? create()
  const drop = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return {
    uid,
    gid,
    as: (program, args) => ['setpriv', [...drop, '--', program, ...args]],
    asUntilDeath: (program, args) => ['setpriv', [...drop, '--pdeathsig', 'INT', '--', program, ...args]],
    own: (path) => chownSync(path, uid, gid),
  }
}

function passwdEntry(): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${serviceUser}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return line === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

function create(): { uid: number; gid: number } {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/var/lib/kizuna']
  const made = spawnSync('useradd', [...options, '--shell', '/usr/sbin/nologin', serviceUser], { encoding: 'utf8' })
  // Asked again even after a failure: another start may have made the user in the same moment.
  const entry = passwdEntry()
  if (entry) return entry
  const reason = made.error?.message ?? made.stderr.trim()
  throw new StartError(
    `データベース用のシステム利用者 ${serviceUser} を作れませんでした(${reason})。useradd --system ${serviceUser} を実行するか、一般の利用者で起動してください。`,
    `The system user ${serviceUser} for the database could not be made (${reason}): run useradd --system ${serviceUser}, or start Kizuna as an ordinary user.`,
  )
}
