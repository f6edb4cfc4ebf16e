import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from '../home/start-error.ts'
import type { Account } from './account.ts'
import { clearSocket } from './socket.ts'

/**
 * Makes a home's database startable after a kill: stops processes of it that are still alive, then removes its locks.
 * The locks go only when /proc shows that nobody works in the data folder, since their process id may live on as a
 * zombie or belong to somebody else by now. Must be called by the holder of the home's lock.
 */
export async function clearStale(data: string, socketFolder: string, account: Account): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (await allGone(data, account, signal)) {
      rmSync(join(data, 'postmaster.pid'), { force: true })
      clearSocket(socketFolder)
      return
    }
  }
  throw new StartError(
    `前回のデータベースが終了していません(プロセス ${databaseProcesses(data, account).join(', ')})。終了させてからもう一度起動してください。`,
    `The former database has not ended (processes ${databaseProcesses(data, account).join(', ')}): end it and start again.`,
  )
}

async function allGone(data: string, account: Account, signal: NodeJS.Signals): Promise<boolean> {
  const given = Date.now() + 20_000
  let signalled = false
  for (let pids = databaseProcesses(data, account); pids.length > 0; pids = databaseProcesses(data, account)) {
    if (!signalled) for (const pid of pids) kill(pid, signal)
    signalled = true
    if (Date.now() > given) return false
    await wait(20)
  }
  return true
}

/** The living PostgreSQL processes that work in a data folder. A zombie has no working folder, so it does not count. */
export function databaseProcesses(data: string, account: Account): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isPostgresOf(pid, account) && workingFolder(pid, account) === data)
}

function isPostgresOf(pid: number, { uid }: Account): boolean {
  try {
    return statSync(`/proc/${pid}`).uid === uid && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    return false
  }
}

function workingFolder(pid: number, account: Account): string | undefined {
  const link = `/proc/${pid}/cwd`
  try {
    return readlinkSync(link)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EACCES')) return undefined
    // In a container even root may not look at another user's process; that user itself may.
    const [program, args] = account.as('readlink', [link])
    return spawnSync(program, args, { encoding: 'utf8' }).stdout.trim()
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
