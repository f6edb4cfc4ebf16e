import { StartError } from './platform/home/start-error.ts'
import { onStopRequest } from './platform/home/stop-request.ts'
import { shortenPackageLoading } from './platform/package-loading.ts'

shortenPackageLoading()
const [name = 'serve', ...args] = process.argv.slice(2)

const commands: Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>> = {
  setup: () => import('./local/setup.ts'),
  ledger: () => import('./local/ledger.ts'),
  backup: () => import('./local/backup.ts'),
  restore: () => import('./local/restore.ts'),
  doctor: () => import('./local/doctor.ts'),
}

const report = (error: unknown): void => {
  if (error instanceof StartError) console.error(error.message)
  else console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
}

const serve = async (): Promise<void> => {
  const { startServing } = await import('./serve.ts')
  const starting = startServing(process.env, (line) => console.log(line))
  // Asked to stop in the middle of the start, it stops in order as soon as it has started: a half-started database would stay behind.
  onStopRequest(async () => {
    const running = await starting.catch(() => undefined)
    await running?.stop()
  }, report)
  const running = await starting
  const lost = await running.databaseLost
  if (lost === undefined) return
  await running.stop().catch(report)
  throw lost
}

try {
  if (name === 'serve') await serve()
  else if (commands[name]) await (await commands[name]()).run(args)
  else
    throw new StartError(
      `「${name}」という命令はありません。README.ja.md をご覧ください。`,
      `There is no command "${name}". See README.md.`,
    )
} catch (error) {
  report(error)
  process.exit(1)
}
