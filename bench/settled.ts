import { setTimeout as wait } from 'node:timers/promises'
import type { Stage } from './stage.ts'

const PATIENCE_MS = 300_000
const LOOK_MS = 250

/** Waits until nothing that earlier work has left behind is still to be done; answers the seconds it took. */
export const settled = async ({ asOwner }: Pick<Stage, 'asOwner'>): Promise<number> => {
  const started = performance.now()
  return asOwner(async (client) => {
    for (;;) {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM jobs.job WHERE state IN ('created', 'retry', 'active') AND start_after <= now() AND name NOT LIKE '\\_\\_%'`,
      )
      const seconds = (performance.now() - started) / 1000
      if (rows[0]?.n === 0) return seconds
      if (seconds * 1000 > PATIENCE_MS) throw new Error(`${rows[0]?.n} events still wait after five minutes`)
      await wait(LOOK_MS)
    }
  })
}
