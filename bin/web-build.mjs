// Builds the screens when they are missing or older than their sources.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneAtATime } from './one-at-a-time.mjs'

export function ensureWebBuilt({ root, node, env }) {
  if (!existsSync(join(root, 'web/vite.config.ts'))) return
  const stamp = join(root, '.kizuna/web-build')
  const wanted = sourcesHash(root)
  const current = () =>
    existsSync(join(root, 'web/dist/index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (current()) return
  oneAtATime(root, (held) => {
    // Another start may have built while this one waited.
    if (current()) return
    rmSync(stamp, { force: true })
    build({ root, node, env, held })
    writeFileSync(stamp, wanted)
  })
}

function build({ root, node, env, held }) {
  console.error('画面を組み立てています… / Building the screens …')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const stdio = ['ignore', 2, 2, held]
  const done = spawnSync(node, [vite, 'build', 'web', '--logLevel', 'warn'], { cwd: root, env, stdio })
  if (done.status !== 0) {
    throw new Error('画面を組み立てられませんでした。 / The screens could not be built: see the message above.')
  }
}

// Names, sizes and times are enough: reading every file would cost more than the rest of a second start.
function sourcesHash(root) {
  const hash = createHash('sha256')
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path}\0${size}\0${mtimeMs}\n`)
  }
  const walk = (folder, wanted) => {
    if (!existsSync(join(root, folder))) return
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory() && path !== 'web/dist' && entry.name !== 'node_modules') walk(path, wanted)
      else if (entry.isFile() && wanted(entry.name)) add(path)
    }
  }
  walk('web', (name) => !/\.test\.tsx?$/.test(name))
  walk('src/domain', (name) => !name.endsWith('.test.ts'))
  walk('src/features', (name) => name.endsWith('.contract.ts'))
  walk('src/platform', (name) => name.endsWith('.contract.ts'))
  add('package-lock.json')
  return hash.digest('hex')
}
