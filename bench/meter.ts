import { setTimeout as wait } from 'node:timers/promises'
import type { Commits } from './commits.ts'
import type { Cpu } from './cpu.ts'

/** What an installation at rest commits by itself each second: its clock and its queues look for work. */
export type Idle = { commits: number; writes: number }

/** What is read beside the times of the requests. */
export type Gauges = { commits: Commits; cpu: Cpu; idle: Idle }

const IDLE_MS = 5000

const perSecond = async (commits: Commits, run: () => Promise<void>): Promise<Idle> => {
  const before = await commits()
  await run()
  const after = await commits()
  const seconds = (after.at - before.at) / 1000
  return { commits: (after.commits - before.commits) / seconds, writes: (after.writes - before.writes) / seconds }
}

/** Watches an installation at rest for some seconds. */
export const idleCommits = (commits: Commits): Promise<Idle> => perSecond(commits, () => wait(IDLE_MS))

const hundredths = (value: number): number => Math.round(value * 100) / 100

/** Runs something and tells how long it took and what one operation cost in commits and processor time, the idle share taken off. */
export const metered = async <T>(
  { commits, cpu, idle }: Gauges,
  operations: (result: T) => number,
  run: () => Promise<T>,
): Promise<{ result: T; seconds: number; cost: Record<string, number> }> => {
  const before = await commits()
  const cpuBefore = cpu()
  const started = performance.now()
  const result = await run()
  const seconds = (performance.now() - started) / 1000
  const cpuAfter = cpu()
  const after = await commits()
  const elapsed = (after.at - before.at) / 1000
  const each = (total: number): number => hundredths(Math.max(0, total) / Math.max(1, operations(result)))
  return {
    result,
    seconds,
    cost: {
      commitsPerRequest: each(after.commits - before.commits - idle.commits * elapsed),
      writesPerRequest: each(after.writes - before.writes - idle.writes * elapsed),
      serverCpuMs: each(cpuAfter.server - cpuBefore.server),
      databaseCpuMs: each(cpuAfter.database - cpuBefore.database),
    },
  }
}
