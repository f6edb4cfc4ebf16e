import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { addressOf, openDatabase } from '../src/local/database.ts'
import { withConnection } from '../src/platform/postgres/connection.ts'
import { runCommand } from './command.ts'
import { commitCounter, fsyncMs } from './commits.ts'
import { cpuOf } from './cpu.ts'
import { tell } from './figure.ts'
import type { Target } from './http.ts'
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts'
import { type Gauges, idleCommits } from './meter.ts'
import { seedPartners } from './seed-partners.ts'
import { type Installation, newInstallation, type Server, startServer, stopServer } from './server.ts'

/** How much there is of everything. */
export type Sizes = { partners: number; entries: number; minutes: number; mails: number; deadlines: number }

/** The installation that scenarios measure: one organisation with its register, served as in production. */
export type Stage = {
  sizes: Sizes
  folder: string
  installation: Installation
  target: Target
  tenant: string
  fsync: number
  gauges: Gauges
  mail: MailCatcher
  /** Ends the server in the given way and starts it again. */
  restart: (signal?: 'SIGTERM' | 'SIGKILL', env?: NodeJS.ProcessEnv) => Promise<Server>
  /** Works on the database as its owner, outside of what is measured. */
  asOwner: <T>(run: (client: pg.Client) => Promise<T>) => Promise<T>
  end: () => Promise<void>
}

const found = async (installation: Installation): Promise<Target & { tenant: string }> => {
  const args = ['setup', '--org', '測定用', '--email', 'bench@example.jp', '--password-stdin', '--json']
  const { output } = await runCommand(installation, args, 'a long enough password\n')
  const { token } = JSON.parse(output) as { token: string }
  return { port: installation.port, token, tenant: token.split('.')[0] ?? '' }
}

const databaseOf =
  ({ env }: Installation, role: 'app' | 'owner') =>
  async () => {
    const { place, roleSecret } = await openDatabase(env)
    return addressOf(place, role, roleSecret)
  }

/** Sets an installation of its own up, fills its register and starts it; `end` removes it without a trace. */
export const openStage = async (sizes: Sizes, onOpened: (end: () => Promise<void>) => void): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'kizuna-bench-'))
  chmodSync(folder, 0o755)
  const undo: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const end = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  onOpened(end)
  const mail = await startMailCatcher()
  undo.push(mail.close)
  const installation = await newInstallation(join(folder, 'home'))
  let server = await startServer(installation)
  undo.push(() => stopServer(server))
  tell('first start, empty home', { ms: server.readyMs })
  const { tenant, ...target } = await found(installation)
  const asOwner: Stage['asOwner'] = async (run) => withConnection(await databaseOf(installation, 'owner')(), run)
  const started = performance.now()
  await asOwner((client) => seedPartners(client, tenant, sizes.partners))
  const seconds = (performance.now() - started) / 1000
  const fsync = fsyncMs(installation.home)
  const commits = commitCounter(databaseOf(installation, 'app'))
  const idle = await idleCommits(commits)
  const machine = { cpus: cpus().length, memoryGB: Math.round(totalmem() / 2 ** 30), fsyncMs: fsync }
  tell('seeded', { partners: sizes.partners, seconds, ...machine, idleCommitsPerSecond: idle.commits })
  const restart: Stage['restart'] = async (signal = 'SIGTERM', env = {}) => {
    await stopServer(server, signal)
    server = await startServer({ ...installation, env: { ...installation.env, ...env } })
    return server
  }
  const gauges = { commits, cpu: cpuOf(() => server.pid), idle }
  return { sizes, folder, installation, target, tenant, fsync, gauges, mail, restart, asOwner, end }
}
