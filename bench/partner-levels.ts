import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { inOrganisation } from './organisation.ts'
import type { Stage } from './stage.ts'

const LOOK_MS = 200
const PATIENCE_MS = 300_000

type Look = <T extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<T[]>

/** Looks into the organisation's rows without taking part in what is measured. */
const looking = <T>({ asOwner, tenant }: Stage, run: (look: Look) => Promise<T>): Promise<T> =>
  asOwner((client) =>
    run((text, values = []) =>
      inOrganisation(client, tenant, async () => (await client.query(text, [tenant, ...values])).rows),
    ),
  )

const OTHER_LEVEL = `FROM partner_current WHERE tenant_id = $1 AND impact IS NOT NULL
  AND level_computed IS DISTINCT FROM ($2::int[])[impact + 1][likelihood + 1]`

/** How many partners have another level than their cell in the grid. */
export const countMoving = (stage: Stage, grid: number[][]): Promise<number> =>
  looking(
    stage,
    async (look) => (await look<{ n: number }>(`SELECT count(*)::int AS n ${OTHER_LEVEL}`, [grid]))[0]?.n ?? 0,
  )

/** How many partners stand in each cell: a policy that moves levels only moves nobody to another one. */
export const cells = (stage: Stage): Promise<string> =>
  looking(stage, async (look) =>
    JSON.stringify(
      await look(
        'SELECT impact, likelihood, count(*)::int AS n FROM partner_current WHERE tenant_id = $1 GROUP BY 1, 2 ORDER BY 1, 2',
      ),
    ),
  )

/** Waits until no partner has another level than its cell in the grid. */
export const levelsFollow = (stage: Stage, grid: number[][]): Promise<void> =>
  looking(stage, async (look) => {
    const until = performance.now() + PATIENCE_MS
    // The last ones first: as long as they wait, the look ends at once and takes nothing from what is measured.
    const waiting = `SELECT 1 ${OTHER_LEVEL} ORDER BY partner_id DESC LIMIT 1`
    while ((await look(waiting, [grid])).length > 0) {
      if (performance.now() > until) throw new Error('levels did not follow the policy within five minutes')
      await wait(LOOK_MS)
    }
  })
