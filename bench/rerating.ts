import { editing, PAUSE_MS, PEOPLE } from './editing.ts'
import { print, spread } from './figure.ts'
import { metered } from './meter.ts'
import { cells, countMoving, levelsFollow } from './partner-levels.ts'
import { draftPolicy, type EDITS } from './raised-policy.ts'
import type { Scenario } from './scenario.ts'
import { settled } from './settled.ts'
import type { Stage } from './stage.ts'

const CALM_MS = 3000

/** Publishes an edit of the policy while people save, and prints how long levels take to follow and how long people wait. */
const measure = async (ready: Stage, edit: keyof typeof EDITS, names: { rated: string; saves: string }) => {
  const save = await editing(ready)
  const calmUntil = performance.now() + CALM_MS
  const calm = spread(await save(() => performance.now() < calmUntil))
  const { grid, publish } = await draftPolicy(ready.target, edit)
  const moving = await countMoving(ready, grid)
  let running = true
  const { sizes, gauges, fsync } = ready
  const { result, seconds, cost } = await metered(
    gauges,
    () => sizes.partners,
    async () => {
      const started = performance.now()
      const saves = save(() => running)
      await publish()
      const publishMs = performance.now() - started
      await levelsFollow(ready, grid).finally(() => {
        running = false
      })
      return { publishMs, rerated: (performance.now() - started) / 1000, times: await saves }
    },
  )
  const { publishMs, rerated, times } = result
  const about = { partners: sizes.partners, moving, perSecond: sizes.partners / rerated, publishMs, ...cost }
  print({ name: names.rated, value: rerated, unit: 's', budget: 5, ...about, fsyncMs: fsync, seconds })
  const { p95, ...more } = spread(times)
  const saves = { saves: times.length, users: PEOPLE, pauseMs: PAUSE_MS, p95Before: calm.p95, fsyncMs: fsync }
  print({ name: names.saves, value: p95, unit: 'ms p95', budget: 100, ...more, ...saves })
  await settled(ready)
}

/** Measures how long it takes until every partner has its level under a new policy, after a usual edit and after one that moves nearly everybody. */
export const rerating: Scenario = {
  name: 'rerating',
  figures: ['rerate_100k_usual', 'rerate_usual_saves_meanwhile', 'rerate_100k', 'rerate_saves_meanwhile'],
  run: async (stage) => {
    const ready = await stage()
    await settled(ready)
    const standing = await cells(ready)
    await measure(ready, 'usual', { rated: 'rerate_100k_usual', saves: 'rerate_usual_saves_meanwhile' })
    await measure(ready, 'worst', { rated: 'rerate_100k', saves: 'rerate_saves_meanwhile' })
    if ((await cells(ready)) !== standing) throw new Error('the register was not filled as ratings put it')
  },
}
