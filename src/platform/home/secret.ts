import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Reads a secret of the home (64 hexadecimal digits), and makes it once from 32 random bytes, readable by its owner only. */
export function secretFile(home: string, name: string): string {
  const path = join(home, name)
  return read(path) ?? make(path)
}

function make(path: string): string {
  // Written aside and linked: a crash leaves no half secret, and of two makers one wins.
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(aside, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(aside)
  }
  const secret = read(path)
  if (secret === undefined) throw new Error(`secret ${path} vanished`)
  return secret
}

function read(path: string): string | undefined {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (!/^[0-9a-f]{64}$/.test(secret)) throw new Error(`secret ${path} is damaged`)
    return secret
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
