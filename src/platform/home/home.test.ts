import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { homePath, openHome } from './home.ts'
import { secretFile } from './secret.ts'
import { StartError } from './start-error.ts'

const root = process.getuid?.() === 0
let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = join(tmpdir(), `kizuna-home-${randomUUID()}`)
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

/** Another Kizuna: opens the home, says how that went, and stays. */
async function otherProcess(path: string): Promise<{ child: ChildProcess; said: string }> {
  const module = fileURLToPath(new URL('./home.ts', import.meta.url))
  const program = `import { openHome } from ${JSON.stringify(module)}
    try { openHome(${JSON.stringify(path)}); console.log('won'); setInterval(() => {}, 1000) }
    catch (error) { console.log(error.en ?? error.stack) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [said] = await once(createInterface(child.stdout), 'line')
  return { child, said }
}

describe('where the home is', () => {
  test.each([
    [{ KIZUNA_HOME: '/srv/kizuna', HOME: '/home/abe' }, '/srv/kizuna'],
    [{ HOME: '/home/abe' }, root ? '/var/lib/kizuna' : '/home/abe/.local/share/kizuna'],
    [{ KIZUNA_HOME: '', HOME: '/home/abe' }, root ? '/var/lib/kizuna' : '/home/abe/.local/share/kizuna'],
  ])('%j', (env, expected) => {
    expect(homePath(env)).toBe(expected)
  })
})

describe('opening a home', () => {
  test('is closed to everyone else, whatever the umask', () => {
    const before = process.umask(0o077)
    try {
      const home = openHome(join(folder, 'deep/er'))
      expect(statSync(home.path).mode & 0o777).toBe(root ? 0o711 : 0o700)
      expect(statSync(folder).mode & 0o777).toBe(root ? 0o755 : 0o700)
      home.close()
    } finally {
      process.umask(before)
    }
  })

  test.runIf(root)('below a folder that others may not pass is refused, and nothing is made there', () => {
    mkdirSync(folder, { mode: 0o700 })
    expect(() => openHome(join(folder, 'home'))).toThrow(
      expect.objectContaining({
        en: expect.stringContaining(`chmod o+x ${folder}`),
        ja: expect.stringContaining(folder),
      }),
    )
    expect(readdirSync(folder)).toEqual([])
    openHome(join(folder, 'home'), { privateDatabase: false }).close()
  })

  test('a folder full of something else is refused and keeps its permissions', () => {
    mkdirSync(folder)
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'thesis.txt'), 'mine')
    expect(() => openHome(folder)).toThrow(StartError)
    expect(statSync(folder).mode & 0o777).toBe(0o755)
    expect(readdirSync(folder)).toEqual(['thesis.txt'])
  })

  test('a place that cannot be a folder is refused in a sentence', () => {
    writeFileSync(folder, '')
    expect(() => openHome(join(folder, 'home'))).toThrow(/KIZUNA_HOME/)
  })
})

describe('one Kizuna per home', () => {
  test('the second is told who runs, and changes nothing', async () => {
    const { child } = await otherProcess(folder)
    const before = readFileSync(join(folder, 'kizuna.lock'), 'utf8')
    expect(() => openHome(folder)).toThrow(
      `Kizuna is already running on this home (pid ${child.pid}). Nothing was changed.`,
    )
    expect(readFileSync(join(folder, 'kizuna.lock'), 'utf8')).toBe(before)
  })

  test('of several at once exactly one wins', async () => {
    const said = (await Promise.all([1, 2, 3, 4].map(() => otherProcess(folder)))).map((other) => other.said)
    expect(said.filter((line) => line === 'won')).toHaveLength(1)
    expect(said.filter((line) => line.includes('already running'))).toHaveLength(3)
  })

  test('a killed one leaves the home free', async () => {
    const { child } = await otherProcess(folder)
    child.kill('SIGKILL')
    await once(child, 'exit')
    openHome(folder).close()
  })

  test('closing gives the home back, also to this process', () => {
    const home = openHome(folder)
    expect(() => openHome(folder)).toThrow(StartError)
    home.close()
    home.close()
    openHome(folder).close()
  })
})

describe('secrets', () => {
  test('are made once, 32 random bytes, for the owner only', () => {
    mkdirSync(folder)
    const first = secretFile(folder, 'master.key')
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(secretFile(folder, 'master.key')).toBe(first)
    expect(secretFile(folder, 'other.key')).not.toBe(first)
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).sort()).toEqual(['master.key', 'other.key'])
  })

  test('a damaged one is never replaced', () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'master.key'), 'abc')
    expect(() => secretFile(folder, 'master.key')).toThrow('damaged')
    expect(readFileSync(join(folder, 'master.key'), 'utf8')).toBe('abc')
    expect(existsSync(`${join(folder, 'master.key')}.${process.pid}`)).toBe(false)
  })
})
