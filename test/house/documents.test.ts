import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const named = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((hit) => hit[1] ?? '')

const DOCUMENTS = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'README.md',
  'README.ja.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const ROOMS = 'src|web|test|bench|scripts|catalog|migrations|docs|bin'

describe('what the documents name', () => {
  it.each(DOCUMENTS)('%s points only to what is there', (path) => {
    const text = read(path)
    if (path === 'ARCHITECTURE.md') expect(named(text, /\b(src\/\w+)/g).length).toBeGreaterThan(10)
    const paths = named(text, new RegExp(`(?<![\\w/.])((?:${ROOMS})/[\\w./-]*[\\w/])`, 'g'))
    const links = named(text, /\]\(([^)#:]+)\)/g).map((link) => join(path, '..', link))
    const missing = [...paths, ...links].filter((name) => !existsSync(join(root, name)))
    expect(missing).toEqual([])
  })

  it('ARCHITECTURE.md lists the rooms of the domain and of the platform', () => {
    const text = read('ARCHITECTURE.md')
    const rooms = (folder: string) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    const line = (start: string, end: RegExp) =>
      (text.split('\n').find((row) => row.startsWith(start)) ?? '')
        .replace(start, '')
        .split(end)[0]
        ?.trim()
        .split(/\s+/)
    expect(line('src/domain/         pure rules:', /$/)).toEqual(rooms('src/domain'))
    expect(line('src/platform/      ', /\+/)).toEqual(rooms('src/platform'))
  })

  it('docs/dependencies.md gives every package its reason, in the version that is installed', () => {
    const Packages = z.record(z.string(), z.string()).default({})
    const manifest = z
      .object({ dependencies: Packages, devDependencies: Packages, optionalDependencies: Packages })
      .parse(JSON.parse(read('package.json')))
    const pinned = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    const rows = [...read('docs/dependencies.md').matchAll(/^\| (\S+) +\| (\S+) +\| \S/gm)]
    const told = rows
      .filter(([, name]) => !/^(?:package|-+)$/.test(name ?? ''))
      .map(([, name, version]) => [name, version])
    const installed = Object.entries(pinned).filter(([name]) => !name.startsWith('@types/'))
    expect(told.sort()).toEqual(installed.sort())
  })

  it.each(['README.md', 'README.ja.md'])('%s explains every setting that a process reads, and no other', (path) => {
    const rows = read(path)
      .split('\n')
      .filter((row) => /^\| `[A-Z_]+`/.test(row))
    const explained = rows.flatMap((row) => named(row.split('|')[1] ?? '', /`([A-Z_]+)`/g))
    const settings = new Set(named(read('src/platform/config.ts'), /\benv\.([A-Z_]+)/g))
    expect(explained.sort()).toEqual([...settings, 'KIZUNA_HOME'].sort())
  })
})
