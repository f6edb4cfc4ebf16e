import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '..')
const PATIENCE_MS = 60_000

export type Server = { child: ChildProcess; readyMs: number }
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
  const { DATABASE_URL: _external, PUBLIC_URL: _public, ...rest } = process.env
  const env = { ...rest, KIZUNA_HOME: home, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  return { home, port, env: { ...env, NODE_COMPILE_CACHE: join(ROOT, '.kizuna', 'compile-cache') } }
}

/** Starts the server and measures until its first page is served. */
export const startServer = async ({ port, env }: Installation): Promise<Server> => {
  const started = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (performance.now() - started < PATIENCE_MS) {
    if (child.exitCode !== null) throw new Error('the server ended while it started')
    const answered = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (answered) {
      await fetch(`http://127.0.0.1:${port}/`).then((page) => page.arrayBuffer())
      return { child, readyMs: performance.now() - started }
    }
    await wait(15)
  }
  child.kill('SIGKILL')
  throw new Error('the server did not start within a minute')
}

/** Ends the server in order, or at once. */
export const stopServer = async ({ child }: Server, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** Runs one local command of the installation and answers what it printed and how long it took. */
export const runCommand = async (
  { env }: Pick<Installation, 'env'>,
  args: readonly string[],
  input = '',
): Promise<{ output: string; seconds: number; code: number }> => {
  const started = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), ...args], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return {
    output: Buffer.concat(parts).toString('utf8'),
    seconds: (performance.now() - started) / 1000,
    code: Number(code),
  }
}

/** The resident memory of the server in megabytes, as it says itself. */
export const serverMemory = async ({ port }: Pick<Installation, 'port'>): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^kizuna_memory_rss_bytes (\d+)$/m.exec(text)?.[1] ?? 0) / 1e6
}
