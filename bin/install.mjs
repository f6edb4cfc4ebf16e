// Brings node_modules to what package-lock.json says, and knows cheaply when it already is.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { oneAtATime } from './one-at-a-time.mjs'

export function ensureInstalled(root) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
  const stamp = join(root, 'node_modules', '.kizuna-installed')
  if (read(stamp) === wanted) return
  const folder = join(root, 'node_modules')
  if (isSymlink(folder)) {
    // npm ci would empty the folder behind the link, which somebody else may be using.
    if (matches(root, lock)) return
    throw new Error(
      'node_modules はリンクで、その先が package-lock.json と一致しません。リンク先で npm ci を実行するか、リンクを外してください。\n' +
        'node_modules is a link to an install that differs from package-lock.json: run npm ci there, or remove the link.',
    )
  }
  if (matches(root, lock)) return mark(stamp, wanted)
  oneAtATime(root, (held) => {
    // Another start may have installed while this one waited.
    if (read(stamp) === wanted) return
    install(root, held)
    mark(stamp, wanted)
  })
}

function mark(stamp, wanted) {
  try {
    writeFileSync(stamp, wanted)
  } catch {
    // Installed by another user: the longer comparison then happens at each start.
  }
}

function install(root, held) {
  console.error(
    '部品をインストールしています(初回は1分ほどかかります)… / Installing packages (about a minute the first time) …',
  )
  const started = Date.now()
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev']
  const caller = process.env.npm_execpath ?? ''
  const [program, ...args] = /^npm(-cli)?\.c?js$/.test(basename(caller)) ? [process.execPath, caller] : ['npm']
  // Standard output stays free for the command's own answer, which may be read by a script.
  const done = spawnSync(program, [...args, ...options], { cwd: root, stdio: ['ignore', 2, 2, held] })
  if (done.error || done.status !== 0) {
    throw new Error(
      `インストールできませんでした。上の npm の表示を確かめて、もう一度実行してください(${reason(done)})。\n` +
        `The packages could not be installed: see npm's message above, then run the command again (${reason(done)}).`,
    )
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.error(`インストールしました(${seconds} 秒) / Installed in ${seconds} s`)
}

const reason = (done) => done.error?.message ?? done.signal ?? `exit ${done.status}`

// An install made by hand has no stamp; npm's own record inside node_modules tells what is there.
function matches(root, lock) {
  const record = read(join(root, 'node_modules', '.package-lock.json'))
  if (record === undefined) return false
  const present = JSON.parse(record).packages
  const wanted = JSON.parse(lock.toString()).packages
  const ours = `linux-${process.arch}`
  const builds = Object.keys(wanted[''].optionalDependencies).filter((name) => name.endsWith(ours))
  const needed = process.platform === 'linux' ? builds.map((name) => `node_modules/${name}`) : []
  const complete = Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (entry.optional && !needed.includes(path)) || present[path]?.version === entry.version,
  )
  return complete && Object.entries(present).every(([path, entry]) => wanted[path]?.version === entry.version)
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function isSymlink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}
