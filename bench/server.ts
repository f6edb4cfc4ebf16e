import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childrenOf } from './cpu.ts'

const ROOT = join(import.meta.dirname, '..')
// The first start of a fresh clone builds the screens.
const PATIENCE_MS = 180_000

/** A server as `npm start` runs it: the launcher, and the process it started with its memory limits. */
export type Server = { launcher: ChildProcess; pid: number; readyMs: number }
export type Installation = { home: string; port: number; env: NodeJS.ProcessEnv }

const freePort = async (): Promise<number> => {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** An installation of its own below a temporary folder, reachable from this machine only. */
export const newInstallation = async (home: string): Promise<Installation> => {
  const port = await freePort()
  const { DATABASE_URL: _external, PUBLIC_URL: _public, KIZUNA_ROLE: _role, ...rest } = process.env
  const env = { ...rest, KIZUNA_HOME: home, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  return { home, port, env: { ...env, NODE_COMPILE_CACHE: join(ROOT, '.kizuna', 'compile-cache') } }
}

const ended = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

/** Starts the server through the launcher and measures until its first page is served. */
export const startServer = async ({ port, env }: Installation): Promise<Server> => {
  const started = performance.now()
  const launcher = spawn(process.execPath, [join(ROOT, 'bin/kizuna.mjs'), 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (performance.now() - started < PATIENCE_MS) {
    if (ended(launcher)) throw new Error('the server ended while it started')
    const answered = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (answered) {
      await fetch(`http://127.0.0.1:${port}/`).then((page) => page.arrayBuffer())
      const readyMs = performance.now() - started
      const [pid] = childrenOf(launcher.pid ?? 0)
      if (pid === undefined) throw new Error('the launcher has no server')
      return { launcher, pid, readyMs }
    }
    await wait(15)
  }
  launcher.kill('SIGKILL')
  throw new Error('the server did not start within three minutes')
}

/** Ends the server in order, or at once. */
export const stopServer = async (
  { launcher, pid }: Server,
  signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM',
): Promise<void> => {
  if (ended(launcher)) return
  const over = once(launcher, 'exit')
  if (signal === 'SIGKILL') process.kill(pid, signal)
  else launcher.kill(signal)
  await over
}

/** The resident memory of the server in megabytes, as it says itself. */
export const serverMemory = async ({ port }: Pick<Installation, 'port'>): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^kizuna_memory_rss_bytes (\d+)$/m.exec(text)?.[1] ?? 0) / 1e6
}
