import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const runPrefix = 'kizuna-test-run-'

/** The temporary folder of one test run, named after the process that owns it. */
export const runFolderPrefix = (pid: number): string => join(tmpdir(), `${runPrefix}${pid}-`)

/** The PostgreSQL processes whose data lies below a folder, as `pid folder`; waits up to `patience` ms for them to go. */
export async function leftoverDatabases(below: string, patience: number): Promise<string[]> {
  const until = Date.now() + patience
  for (;;) {
    const found = databasesBelow(below)
    if (found.length === 0 || Date.now() > until) return found
    await wait(50)
  }
}

/** Removes the temporary and socket folders of test runs whose processes are gone. */
export function sweepDeadRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(runPrefix) ? /^\d+/.exec(name.slice(runPrefix.length))?.[0] : undefined
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
  removeUnusedSockets()
}

/** Removes the socket folders of killed databases: those in which no living PostgreSQL holds the lock. */
export function removeUnusedSockets(): void {
  for (const parent of ['/run', tmpdir()]) {
    for (const name of existsSync(parent) ? readdirSync(parent) : []) {
      const folder = join(parent, name)
      if (/^kizuna-[0-9a-f]{8}$/.test(name) && isAbandoned(folder)) rmSync(folder, { recursive: true, force: true })
    }
  }
}

// The second line of PostgreSQL's socket lock names the data folder: only that of a run whose files are gone is removed,
// so that a real home which starts up at this moment keeps its folder.
function isAbandoned(folder: string): boolean {
  const lock = join(folder, '.s.PGSQL.5432.lock')
  if (lstatSync(folder).uid !== process.getuid?.() && process.getuid?.() !== 0) return false
  if (!existsSync(lock)) return false
  const [pid = '', data = ''] = readFileSync(lock, 'utf8').split('\n')
  return !existsSync(data) && !isPostgres(pid)
}

function databasesBelow(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isPostgres(name))
    .map((pid) => ({ pid, cwd: workingFolder(pid) }))
    .filter(({ cwd }) => cwd.startsWith(`${folder}/`))
    .map(({ pid, cwd }) => `${pid} ${cwd}`)
}

function isPostgres(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    return false
  }
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
