import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { StartError } from '../home/start-error.ts'
import { type Account, databaseAccount } from './account.ts'
import { type Binaries, binariesIn, embeddedBinaries } from './binaries.ts'
import { administrator, type Cluster, environment, hasCluster, openCluster } from './cluster.ts'
import { ensureDatabase } from './connection.ts'
import type { DatabaseServer } from './server.ts'
import { closeSocketFolder, openSocketFolder, socketPort } from './socket.ts'
import { clearStale } from './stale.ts'

/** What a private database needs to start. */
export type StartOptions = {
  /** The path of an opened (locked) home. */
  readonly home: string
  /** The packaged PostgreSQL unless another one's folder is given. */
  readonly binaries?: 'embedded' | { readonly binDir: string }
  /** The database that `admin` connects to, made when missing: 'kizuna' unless said otherwise. */
  readonly database?: string
  /** Takes each line of the server's own log; statements and values are never in it. */
  readonly log: (line: string) => void
  /** Hears of steps that take noticeably long. */
  readonly progress?: (ja: string, en: string) => void
}

/** A private database, reachable only through its socket folder. */
export type EmbeddedServer = DatabaseServer & {
  readonly kind: 'embedded'
  readonly pid: number
  readonly socketFolder: string
  readonly data: string
}

const settings = {
  listen_addresses: '',
  port: String(socketPort),
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '256MB',
  // Only events of the server itself: errors quote statements and values, which are personal data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/**
 * Starts the home's own PostgreSQL, made on the first start and recovered after a kill, and returns when it answers.
 * It ends with stop(), and by itself when this process dies. Throws StartError with the reason in both languages.
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedServer> {
  const { log, progress } = options
  const home = realpathSync(options.home)
  const account = databaseAccount()
  if (!hasCluster(home)) progress?.('データベースを作成しています…', 'Creating the database …')
  const binaries = choose(options.binaries ?? 'embedded', home)
  const cluster = openCluster(home, binaries, account)
  const socketFolder = openSocketFolder(home, account)
  await clearStale(cluster.data, socketFolder, account)
  const { child, pid } = launch(binaries, cluster, socketFolder, account)
  const ended = once(child, 'exit')
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopping ??= endProcess(child, ended).then(() => closeSocketFolder(socketFolder))
    return stopping
  }
  try {
    await ready(child, log)
    const password = cluster.password
    const admin = { host: socketFolder, port: socketPort, user: administrator, password, database: 'postgres' }
    const database = options.database ?? 'kizuna'
    const version = await ensureDatabase(admin, database)
    return {
      kind: 'embedded',
      version,
      pid,
      socketFolder,
      data: cluster.data,
      admin: { ...admin, database },
      stop,
      ended: ended.then(([code, signal]) => ({
        expected: stopping !== undefined && code === 0,
        reason: `postgres ended (${signal ?? `exit ${code}`})`,
      })),
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function choose(wanted: NonNullable<StartOptions['binaries']>, home: string): Binaries {
  if (wanted === 'embedded') return embeddedBinaries(home)
  const found = binariesIn(wanted.binDir)
  if (found) return found
  throw new StartError(
    `${wanted.binDir} に動く PostgreSQL がありません。`,
    `There is no PostgreSQL that runs in ${wanted.binDir}.`,
  )
}

type Launched = { child: ChildProcess; pid: number }

function launch(binaries: Binaries, cluster: Cluster, socketFolder: string, account: Account): Launched {
  const values = { ...settings, unix_socket_directories: socketFolder }
  const options = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program, args] = account.asUntilDeath(join(binaries.binDir, 'postgres'), ['-D', cluster.data, ...options])
  // In a session of its own, so that ^C in the terminal reaches only Kizuna, which then stops the database in order.
  const child = spawn(program, args, {
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (child.pid === undefined) throw new Error('postgres could not be spawned')
  return { child, pid: child.pid }
}

function ready(child: ChildProcess, log: (line: string) => void): Promise<void> {
  const { stderr } = child
  if (!stderr) throw new Error('postgres was started without its log')
  return new Promise((resolve, reject) => {
    const last: string[] = []
    createInterface(stderr).on('line', (line) => {
      log(line)
      last.push(line)
      if (last.length > 5) last.shift()
      if (line.includes('database system is ready to accept connections')) resolve()
    })
    child.once('close', () => {
      const reason = last.join(' ')
      reject(new StartError(`データベースが起動しませんでした: ${reason}`, `The database did not start: ${reason}`))
    })
  })
}

// Asks for a fast shutdown, and for an immediate one (the next start recovers) when that takes too long.
async function endProcess(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGINT')
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 60_000)
  await ended
  clearTimeout(impatience)
}
