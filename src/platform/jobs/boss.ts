import { isDeepStrictEqual } from 'node:util'
import { PgBoss } from 'pg-boss'
import type { Connection } from '../db/bootstrap.ts'

const SCHEMA = 'jobs'
const quiet = { migrate: false, createSchema: false, reindex: false, monitorVacuum: false, persistQueueStats: false }

const GRANTS = `
GRANT USAGE ON SCHEMA jobs TO kizuna_app, kizuna_portal, kizuna_clock;
GRANT SELECT, INSERT ON jobs.job, jobs.job_common TO kizuna_app, kizuna_portal;
GRANT SELECT ON jobs.queue, jobs.version, jobs.schedule TO kizuna_app, kizuna_portal;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO kizuna_clock;
REVOKE DELETE ON jobs.queue FROM kizuna_clock;
REVOKE INSERT, DELETE ON jobs.version FROM kizuna_clock;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.job_now() TO kizuna_app, kizuna_portal, kizuna_clock;
GRANT EXECUTE ON FUNCTION jobs.create_queue(text, jsonb) TO kizuna_clock;`

export type QueuePlan = { name: string; retryLimit: number; retryDelay: number; expireInSeconds: number }

/** Creates the job tables and queues as the schema's owner; run time never holds the right to change them. */
export const prepareJobs = async (
  owner: Connection,
  queues: readonly QueuePlan[],
  runSql: (text: string) => Promise<unknown>,
): Promise<void> => {
  await runSql(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`)
  const boss = new PgBoss({ ...owner, schema: SCHEMA, createSchema: false, schedule: true, supervise: false, max: 2 })
  boss.on('error', () => undefined)
  await boss.start()
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const { name, ...plan } of queues) {
    const options = { ...plan, retryBackoff: true }
    const queue = known.get(name)
    if (queue === undefined) await boss.createQueue(name, options)
    else if (!isDeepStrictEqual({ ...queue, ...options }, queue)) await boss.updateQueue(name, options)
  }
  await boss.stop({ graceful: false })
  await runSql(GRANTS)
}

/** A sender for the serving process: it inserts jobs through the caller's transaction and works nothing itself. */
export const createSender = async (where: Connection): Promise<PgBoss> => {
  const boss = new PgBoss({ ...where, ...quiet, schema: SCHEMA, supervise: false, schedule: false, max: 2 })
  boss.on('error', () => undefined)
  await boss.start()
  return boss
}

export const createWorkerBoss = async (where: Connection): Promise<PgBoss> => {
  // Jobs that wait for other jobs are not used here, and looking for them every few seconds would be most of being at rest.
  const rest = { schedule: false, flowIntervalSeconds: 3600 }
  const boss = new PgBoss({ ...where, ...quiet, ...rest, schema: SCHEMA, supervise: true, max: 4 })
  boss.on('error', () => undefined)
  await boss.start()
  return boss
}
