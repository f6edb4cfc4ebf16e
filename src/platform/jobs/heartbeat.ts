import type { Instant } from '../../domain/time.ts'
import type { Engine } from '../work.ts'

/** Leaves a sign of life that a monitor can see; `detail` holds figures only. */
export const beat = async (
  engine: Engine,
  name: string,
  at: Instant,
  detail: Record<string, number>,
): Promise<void> => {
  await engine.pools.clock.query(
    `INSERT INTO clock_heartbeats (name, at, detail) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET at = excluded.at, detail = excluded.detail`,
    [name, at, JSON.stringify(detail)],
  )
}

/** When something last gave a sign of life. */
export const lastBeat = async (engine: Engine, name: string): Promise<Instant | null> => {
  const { rows } = await engine.pools.clock.query<{ at: Date }>('SELECT at FROM clock_heartbeats WHERE name = $1', [
    name,
  ])
  return rows[0] === undefined ? null : (rows[0].at.toISOString() as Instant)
}
