import { print } from './figure.ts'
import type { Scenario } from './scenario.ts'

/** Measures how long people wait for the first page after a start, and after the server was killed. */
export const starting: Scenario = {
  name: 'starting',
  figures: ['first_page_after_start', 'restart_after_kill_9'],
  run: async (stage) => {
    const { restart, sizes, fsync } = await stage()
    const { partners } = sizes
    const about = { warm: true, partners, fsyncMs: fsync }
    const again = await restart('SIGTERM')
    print({ name: 'first_page_after_start', value: again.readyMs, unit: 'ms', budget: 3000, ...about })
    const killed = await restart('SIGKILL')
    print({ name: 'restart_after_kill_9', value: killed.readyMs, unit: 'ms', budget: 5000, ...about })
  },
}
