// npm run check: types, lint, layers, dead code. One line for each, non-zero when any of them fails.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (path) => join(root, 'node_modules', path)
const compiler = bin('typescript-7/bin/tsc')
const cruiser = bin('dependency-cruiser/bin/dependency-cruiser.mjs')

const types = (project, folders) => ({
  name: `types ${project}`,
  when: folders.some(hasSource),
  command: [compiler, '--noEmit', '--pretty', 'false', '-p', project],
})

const checks = [
  types('tsconfig.json', ['src', 'test', 'bench']),
  types('web/tsconfig.json', ['web/src']),
  types('src/domain/tsconfig.json', ['src/domain']),
  {
    name: 'layers',
    when: existsSync(join(root, '.dependency-cruiser.cjs')),
    command: [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders()],
    judge: judgeLayers,
  },
  { name: 'lint', when: true, command: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  {
    name: 'dead code',
    when: existsSync(join(root, 'knip.json')),
    command: [bin('knip/bin/knip.js'), '--no-progress'],
  },
]

const waiting = checks.filter((check) => check.when)
let failures = 0
const worker = async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const started = performance.now()
    const { ok, output } = await run(check)
    if (!ok) failures += 1
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${check.name.padEnd(32)} ${seconds} s${ok ? '' : `\n${output.trim()}\n`}`)
  }
}
// Two at a time: more only makes them wait for each other on a small machine.
await Promise.all([worker(), worker()])
process.exitCode = failures === 0 ? 0 : 1

function run({ command, judge }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const out = []
    const all = []
    child.stdout.on('data', (data) => {
      out.push(data)
      all.push(data)
    })
    child.stderr.on('data', (data) => all.push(data))
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => {
      const output = Buffer.concat(all).toString()
      resolve(judge ? judge(Buffer.concat(out).toString(), output) : { ok: code === 0, output })
    })
  })
}

// With a wrong compiler the tool finds no TypeScript at all and calls that a success.
function judgeLayers(answer, output) {
  try {
    const { modules, summary } = JSON.parse(answer)
    const cruised = modules.filter(({ source }) => /^(src|web|test).*\.tsx?$/.test(source)).length
    const broken = summary.violations.filter(({ rule }) => rule.severity === 'error')
    const lines = broken.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
    if (cruised === 0) lines.push('no TypeScript file was looked at')
    return { ok: lines.length === 0, output: lines.join('\n') }
  } catch {
    return { ok: false, output }
  }
}

function folders() {
  return ['src', 'web/src', 'test', 'bench'].filter(hasSource)
}

function hasSource(folder) {
  const path = join(root, folder)
  return existsSync(path) && readdirSync(path, { recursive: true }).some((name) => /\.tsx?$/.test(name))
}
