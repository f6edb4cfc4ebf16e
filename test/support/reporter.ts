import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule, TestSuite } from 'vitest/node'

/** How many tests a run had, by outcome. A file that could not be read, a failed set-up or a stray error counts as failed. */
export type Counts = { passed: number; failed: number; skipped: number }

/** The last line of a run, for people and for scripts. */
export function lastLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function count(modules: readonly TestModule[], strayErrors: number): Counts {
  const counts = { passed: 0, failed: strayErrors, skipped: 0 }
  for (const module of modules) {
    counts.failed += failedSetUps([module, ...module.children.allSuites()])
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      // A test still pending at the end never ran: its process died.
      counts[state === 'pending' ? 'failed' : state] += 1
    }
  }
  return counts
}

function failedSetUps(parts: readonly (TestModule | TestSuite)[]): number {
  return parts.filter((part) => part.errors().length > 0).length
}

/** Leaves the counts for scripts/test.mjs, which prints the last line; prints it itself when run without that script. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = count(modules, errors.length)
    const file = process.env.KIZUNA_TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify(counts))
    else console.log(lastLine(counts))
  }
}
