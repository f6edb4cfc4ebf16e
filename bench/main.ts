import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addressOf, openDatabase } from '../src/local/database.ts'
import { withConnection } from '../src/platform/postgres/connection.ts'
import { commitCounter, fsyncMs } from './commits.ts'
import { cpuOf } from './cpu.ts'
import { print, skip } from './figure.ts'
import { measureImport } from './importing.ts'
import type { Target } from './load.ts'
import { measureQuestions } from './questions.ts'
import { measureReading, mixedReading } from './reading.ts'
import { seedLedger } from './seed-ledger.ts'
import { seedPartners } from './seed-partners.ts'
import {
  type Installation,
  newInstallation,
  runCommand,
  type Server,
  serverMemory,
  startServer,
  stopServer,
} from './server.ts'
import { measureWeb } from './web-size.ts'

const { values } = parseArgs({
  options: {
    partners: { type: 'string', default: '100000' },
    entries: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '1' },
  },
})
const [partners, entries, minutes] = [Number(values.partners), Number(values.entries), Number(values.minutes)]

const NOT_MEASURED: Record<string, string> = {
  save_answer_100_respondents: 'no scenario for the partner portal yet',
  rerate_100k: 'no scenario for publishing a policy yet',
  deadline_worker_1m_open: 'no scenario for the deadline worker yet',
  mails_5000_queued: 'no scenario for a sending to 5,000 partners yet',
  mails_5000_handed_over: 'no scenario for a sending to 5,000 partners yet',
  submissions_500_in_10s: 'no scenario for the partner portal yet',
}

const setUp = async (installation: Installation): Promise<Target & { tenant: string }> => {
  const args = ['setup', '--org', '測定用', '--email', 'bench@example.jp', '--password-stdin', '--json']
  const { output } = await runCommand(installation, args, 'a long enough password\n')
  const { token } = JSON.parse(output) as { token: string }
  return { port: installation.port, token, tenant: token.split('.')[0] ?? '' }
}

const timedSeconds = async (run: () => Promise<void>): Promise<number> => {
  const started = performance.now()
  await run()
  return Math.round((performance.now() - started) / 10) / 100
}

const measureStart = async (installation: Installation, first: Server): Promise<Server> => {
  await stopServer(first)
  const second = await startServer(installation)
  print({ name: 'first_page_after_start', value: second.readyMs, unit: 'ms', budget: 3000, warm: true })
  await stopServer(second, 'SIGKILL')
  const third = await startServer(installation)
  print({ name: 'restart_after_kill_9', value: third.readyMs, unit: 'ms', budget: 5000, partners })
  return third
}

const measureBackup = async (installation: Installation, folder: string): Promise<void> => {
  const file = join(folder, 'backup.tar')
  const made = await runCommand(installation, ['backup', file, '--with-key', '--json'])
  if (made.code !== 0) throw new Error('the backup failed')
  const megabytes = Math.round(statSync(file).size / 1e6)
  print({ name: 'backup_100k', value: made.seconds, unit: 's', budget: 120, serving: true, megabytes, partners })
  const back = await runCommand(installation, ['restore', file, '--home', join(folder, 'restored'), '--json'])
  if (back.code !== 0) throw new Error('the restore failed')
  print({ name: 'restore_100k', value: back.seconds, unit: 's', budget: 120, partners })
}

const measureVerify = async (installation: Installation): Promise<void> => {
  const { output, seconds, code } = await runCommand(installation, ['ledger', 'verify', '--json'])
  const { entries: verified } = JSON.parse(output) as { entries: number }
  if (code !== 0) throw new Error('the ledger does not verify')
  print({ name: 'ledger_verify_1m', value: seconds, unit: 's', budget: 20, entries: verified, serving: true })
}

const measure = async (folder: string, keep: (server: Server) => void): Promise<void> => {
  const installation = await newInstallation(join(folder, 'home'))
  const first = await startServer(installation)
  keep(first)
  console.log(JSON.stringify({ about: 'first start, empty home', ms: Math.round(first.readyMs) }))
  const target = await setUp(installation)
  const database = await openDatabase(installation.env)
  const owner = addressOf(database.place, 'owner', database.roleSecret)
  const seeding = await timedSeconds(() =>
    withConnection(owner, (client) => seedPartners(client, target.tenant, partners)),
  )
  const fsync = fsyncMs(installation.home)
  const machine = { cpus: cpus().length, memoryGB: Math.round(totalmem() / 2 ** 30), fsyncMs: fsync }
  console.log(JSON.stringify({ about: 'seeded', partners, seconds: seeding, ...machine }))
  const serving = await measureStart(installation, first)
  keep(serving)
  const again = await openDatabase(installation.env)
  const commits = commitCounter(addressOf(again.place, 'app', again.roleSecret))
  const gauges = { commits, cpu: cpuOf(serving.child.pid ?? 0) }
  await measureReading(target, gauges, fsync)
  measureQuestions()
  await measureBackup(installation, folder)
  await measureImport(target)
  for (const [name, reason] of Object.entries(NOT_MEASURED)) skip(name, reason)
  const mixed = await mixedReading(target, minutes, gauges)
  const memory = await serverMemory(target)
  print({
    name: 'server_memory_after_mixed_load',
    value: memory,
    unit: 'MB rss',
    budget: 400,
    minutes,
    perSecond: mixed.perSecond,
  })
  const filled = await timedSeconds(() => withConnection(owner, (client) => seedLedger(client, target.tenant, entries)))
  console.log(JSON.stringify({ about: 'ledger filled', entries, seconds: filled }))
  await measureVerify(installation)
  measureWeb()
}

const folder = mkdtempSync(join(tmpdir(), 'kizuna-bench-'))
chmodSync(folder, 0o755)
let server: Server | undefined
const end = async (): Promise<void> => {
  if (server) await stopServer(server)
  rmSync(folder, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().then(() => process.exit(130)))
try {
  await measure(folder, (started) => {
    server = started
  })
} finally {
  await end()
}
