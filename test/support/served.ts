import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(import.meta.dirname, '..', '..')

/** A port that nothing listens on. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

export type Served = {
  url: string
  home: string
  setupToken: () => string
  env: Record<string, string>
  kill: (signal: NodeJS.Signals) => Promise<void>
  stop: () => Promise<void>
}

const ready = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    const said: string[] = []
    const listen = (stream: NodeJS.ReadableStream) =>
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        if (/^Kizuna: http/.test(line)) resolve()
      })
    if (child.stdout) listen(child.stdout)
    if (child.stderr) listen(child.stderr)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.join(' | ')}`)))
  })

/** Starts the product as its users do, in a home of its own, and waits until it serves. */
export const serveProduct = async (
  home = join(mkdtempSync(join(tmpdir(), 'kizuna-served-')), 'home'),
): Promise<Served> => {
  chmodSync(join(home, '..'), 0o755)
  const port = await freePort()
  const env = { KIZUNA_HOME: home, PORT: String(port), LOG_LEVEL: 'error', KIZUNA_URL: `http://127.0.0.1:${port}` }
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), 'serve'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  await ready(child)
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return {
    url: env.KIZUNA_URL,
    home,
    env,
    setupToken: () => readFileSync(join(home, 'setup.secret'), 'utf8').trim(),
    kill,
    stop: async () => {
      await kill('SIGTERM')
      rmSync(join(home, '..'), { recursive: true, force: true })
    },
  }
}
