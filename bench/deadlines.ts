import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEngine } from '../src/engine.ts'
import { performDueSteps } from '../src/features/deadlines/deadline.jobs.ts'
import { openDatabase } from '../src/local/database.ts'
import { systemClock } from '../src/platform/clock.ts'
import { memoryFileStore } from '../src/platform/files/memory-store.ts'
import { createLog } from '../src/platform/log.ts'
import { print, tell } from './figure.ts'
import { idleCommits, metered } from './meter.ts'
import type { Scenario } from './scenario.ts'
import { seedDeadlines } from './seed-deadlines.ts'
import { settled } from './settled.ts'
import type { Stage } from './stage.ts'

const DUE_SHARE = 0.03
/** What a deadline does so far; reminders and escalation have no steps yet. */
const STEP = 'due to overdue, one step a deadline'

/** The clock of a process of its own, as the worker runs it; answers how many steps took effect. */
const performAll = async ({ installation, tenant }: Stage): Promise<() => Promise<number>> => {
  const { place, roleSecret } = await openDatabase(installation.env)
  const masterKey = Buffer.from(readFileSync(join(installation.home, 'master.key'), 'utf8').trim(), 'hex')
  const parts = { place, roleSecret, masterKey, files: memoryFileStore(() => new Date()), log: createLog('error') }
  const { engine, close } = await openEngine(parts)
  return () => performDueSteps(engine, tenant, systemClock.now()).finally(close)
}

/** Measures how fast the clock takes steps that have come, with many more deadlines still running. */
export const deadlines: Scenario = {
  name: 'deadlines',
  figures: ['deadline_worker_1m_open', 'deadline_worker_commits'],
  run: async (stage) => {
    const ready = await stage()
    const { sizes, asOwner, tenant, gauges, fsync } = ready
    await settled(ready)
    // From here on the server serves only: no other clock takes steps, and what subscribers write after them is not measured.
    await ready.restart('SIGTERM', { KIZUNA_ROLE: 'serve' })
    const due = Math.round(sizes.deadlines * DUE_SHARE)
    const started = performance.now()
    await asOwner((client) => seedDeadlines(client, tenant, { open: sizes.deadlines, due }))
    tell('deadlines open', { deadlines: sizes.deadlines, due, seconds: (performance.now() - started) / 1000 })
    const perform = await performAll(ready)
    const calm = { ...gauges, idle: await idleCommits(gauges.commits) }
    const processor = process.cpuUsage()
    const { result: steps, seconds, cost } = await metered(calm, (taken) => taken, perform)
    const { user, system } = process.cpuUsage(processor)
    if (steps !== due) throw new Error(`${steps} of ${due} steps were taken`)
    const { commitsPerRequest: commitsPerStep = 0, databaseCpuMs } = cost
    const workerCpuMs = (user + system) / 1000 / steps
    const about = { step: STEP, steps, open: sizes.deadlines, workers: 1, warm: false, fsyncMs: fsync }
    const each = { commitsPerStep, workerCpuMs, databaseCpuMs }
    const value = steps / seconds
    print({ name: 'deadline_worker_1m_open', value, unit: 'steps/s', budget: 3000, atLeast: true, ...each, ...about })
    print({ name: 'deadline_worker_commits', value: commitsPerStep, unit: 'commits/step', budget: 0.05, ...about })
  },
}
