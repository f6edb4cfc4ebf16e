import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Installation } from './server.ts'

const MAIN = join(import.meta.dirname, '..', 'src/main.ts')

/** Runs one local command of the installation and answers what it printed and how long it took. */
export const runCommand = async (
  { env }: Pick<Installation, 'env'>,
  args: readonly string[],
  input = '',
): Promise<{ output: string; seconds: number; code: number }> => {
  const started = performance.now()
  const child = spawn(process.execPath, [MAIN, ...args], {
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
