import { setTimeout as wait } from 'node:timers/promises'
import type { PgBoss } from 'pg-boss'
import { describeFailure } from '../log.ts'
import type { Engine } from '../work.ts'

const LOOK_MS = 1_000

/** The queues that have an event to take at this moment: new ones, and those whose next try is due. */
export const waitingQueues = async ({ pools }: Engine): Promise<string[]> => {
  const { rows } = await pools.clock.query<{ name: string }>(
    `SELECT name FROM jobs.queue WHERE EXISTS (
       SELECT FROM jobs.job
        WHERE job.name = queue.name AND job.state < 'active' AND NOT job.blocked AND job.start_after < jobs.job_now())`,
  )
  return rows.map(({ name }) => name)
}

/** Looks over all queues with one statement a second and wakes the worker of each that has something to take. */
export const lookOut = async (
  boss: PgBoss,
  engine: Engine,
  workers: ReadonlyMap<string, string>,
  stop: AbortSignal,
): Promise<void> => {
  while (!stop.aborted) {
    try {
      for (const name of await waitingQueues(engine)) {
        const worker = workers.get(name)
        if (worker !== undefined) boss.notifyWorker(worker)
      }
    } catch (error) {
      engine.log.error(describeFailure(error), 'the queues could not be looked over')
    }
    await wait(LOOK_MS, undefined, { signal: stop }).catch(() => undefined)
  }
}
