import { editing, PAUSE_MS, PEOPLE } from './editing.ts'
import { print, spread } from './figure.ts'
import { metered } from './meter.ts'
import { cells, countMoving, levelsFollow } from './partner-levels.ts'
import { draftPolicy } from './raised-policy.ts'
import type { Scenario } from './scenario.ts'
import { settled } from './settled.ts'

const CALM_MS = 3000

/** Measures how long it takes until every partner has its level under a new policy, and how long people wait who save meanwhile. */
export const rerating: Scenario = {
  name: 'rerating',
  figures: ['rerate_100k', 'rerate_saves_meanwhile'],
  run: async (stage) => {
    const ready = await stage()
    await settled(ready)
    const edit = await editing(ready)
    const calmUntil = performance.now() + CALM_MS
    const calm = spread(await edit(() => performance.now() < calmUntil))
    const { grid, publish } = await draftPolicy(ready.target)
    const [moving, standing] = [await countMoving(ready, grid), await cells(ready)]
    let running = true
    const { sizes, gauges, fsync } = ready
    const { result, seconds, cost } = await metered(
      gauges,
      () => sizes.partners,
      async () => {
        const started = performance.now()
        const saves = edit(() => running)
        await publish()
        const publishMs = performance.now() - started
        await levelsFollow(ready, grid).finally(() => {
          running = false
        })
        return { publishMs, rerated: (performance.now() - started) / 1000, times: await saves }
      },
    )
    const { publishMs, rerated, times } = result
    const about = {
      partners: sizes.partners,
      moving,
      perSecond: sizes.partners / rerated,
      publishMs,
      ...cost,
      fsyncMs: fsync,
    }
    print({ name: 'rerate_100k', value: rerated, unit: 's', budget: 5, ...about, seconds })
    const { p95, ...more } = spread(times)
    const saves = { saves: times.length, users: PEOPLE, pauseMs: PAUSE_MS, p95Before: calm.p95, fsyncMs: fsync }
    print({ name: 'rerate_saves_meanwhile', value: p95, unit: 'ms p95', budget: 100, ...more, ...saves })
    await settled(ready)
    if ((await cells(ready)) !== standing) throw new Error('the register was not filled as ratings put it')
  },
}
