import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..', '..')

export type Violation = { rule: string; from: string; to: string }

/** Runs the walls of .dependency-cruiser.cjs over folders below a root and names every file looked at. */
export const cruise = (root: string, folders: string[]): { files: string[]; violations: Violation[] } => {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const config = join(ROOT, '.dependency-cruiser.cjs')
  const done = spawnSync(process.execPath, [program, '--config', config, '--output-type', 'json', ...folders], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  })
  type Answer = {
    modules: { source: string }[]
    summary: { violations: { rule: { name: string }; from: string; to: string }[] }
  }
  if (!done.stdout.startsWith('{')) throw new Error(done.stderr || done.stdout)
  const answer: Answer = JSON.parse(done.stdout)
  return {
    files: answer.modules.map(({ source }) => source).filter((name) => /^(src|web|test|bench)\/.*\.tsx?$/.test(name)),
    violations: answer.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}
