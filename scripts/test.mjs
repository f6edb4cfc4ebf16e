// npm test: everything once, real browser included. Ends with `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureWebBuilt } from '../bin/web-build.mjs'
import { findBrowser } from '../test/support/browser.ts'
import { leftoverDatabases, removeUnusedSockets, runFolderPrefix, sweepDeadRuns } from '../test/support/leftovers.ts'
import { lastLine } from '../test/support/reporter.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

try {
  ensureBrowser()
  ensureWebBuilt({ root, node: process.execPath, env: process.env })
  sweepDeadRuns()
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.log(lastLine({ passed: 0, failed: 1, skipped: 0 }))
  process.exitCode = 1
}

async function run() {
  // Every temporary file of the run lies in here, so that what is left behind can be told from another run's.
  const folder = realpathSync(mkdtempSync(runFolderPrefix(process.pid)))
  // The database's own system user must be able to pass through.
  chmodSync(folder, 0o755)
  const countsFile = join(folder, 'counts.json')
  const env = {
    ...process.env,
    TMPDIR: folder,
    XDG_RUNTIME_DIR: '',
    KIZUNA_TEST_COUNTS: countsFile,
    CHROME_PATH: findBrowser(),
  }
  const args = ['run', '--reporter=default', '--reporter=./test/support/reporter.ts', ...process.argv.slice(2)]
  try {
    const status = await vitest(args, env)
    const counts = existsSync(countsFile)
      ? JSON.parse(readFileSync(countsFile, 'utf8'))
      : { passed: 0, failed: 1, skipped: 0 }
    const left = await leftoverDatabases(folder, 3000)
    for (const database of left) console.error(`left behind: postgres ${database}`)
    counts.failed += left.length
    // vitest may fail for a reason that no test shows, for example when no file matches.
    if (status !== 0 && counts.failed === 0) counts.failed = 1
    console.log(lastLine(counts))
    return counts.failed === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
    removeUnusedSockets()
  }
}

function vitest(args, env) {
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [program, ...args], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  const stop = () => child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  process.on('disconnect', stop)
  process.channel?.unref()
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

// A missing browser, font or PDF reader is a failure, never a skipped test.
function ensureBrowser() {
  const missing = () => [
    ...(findBrowser() ? [] : ['chromium']),
    ...(hasJapaneseFont() ? [] : ['fonts-noto-cjk']),
    ...(hasProgram('pdftotext') && hasProgram('pdftoppm') ? [] : ['poppler-utils']),
  ]
  const packages = missing()
  if (packages.length === 0) return
  if (process.env.CHROME_PATH && packages.includes('chromium')) {
    throw new Error(`CHROME_PATH names no program: ${process.env.CHROME_PATH}`)
  }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) install(packages)
  const still = missing()
  if (still.length > 0) {
    throw new Error(
      `The tests need: ${still.join(', ')}. Install them (on Debian: apt-get install ${still.join(' ')}).`,
    )
  }
}

function install(packages) {
  console.error(`Installing for the tests: ${packages.join(' ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet)
}

function hasJapaneseFont() {
  const list = spawnSync('fc-list', [':lang=ja', 'file'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}

function hasProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}
