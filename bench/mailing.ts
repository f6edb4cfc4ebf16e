import { setTimeout as wait } from 'node:timers/promises'
import { draft, send, setMailServer } from './asking.ts'
import { print } from './figure.ts'
import { metered } from './meter.ts'
import { FULL_PACE } from './respondents.ts'
import type { Scenario } from './scenario.ts'
import { settled } from './settled.ts'

/** So slow that the mails are queued before they leave. */
const HELD_PACE = 6
const LOOK_MS = 20
const PATIENCE_MS = 300_000

const arrived = async (ids: ReadonlySet<string>, howMany: number): Promise<number> => {
  const until = performance.now() + PATIENCE_MS
  while (ids.size < howMany) {
    if (performance.now() > until) throw new Error(`${howMany - ids.size} mails did not arrive within five minutes`)
    await wait(LOOK_MS)
  }
  return howMany
}

/** Measures one sending to many partners: until all is queued, and until the mail server has every message once. */
export const mailing: Scenario = {
  name: 'mailing',
  figures: ['mails_5000_queued', 'mails_5000_handed_over'],
  run: async (stage) => {
    const ready = await stage()
    const { mail, gauges, sizes, fsync } = ready
    await setMailServer(ready, HELD_PACE)
    const before = mail.ids.size
    const draftStarted = performance.now()
    const asked = await draft(ready, sizes.mails)
    const draftSeconds = (performance.now() - draftStarted) / 1000
    await settled(ready)
    const queued = await metered(
      gauges,
      () => asked.length,
      () => send(ready, asked),
    )
    const about = { mails: asked.length, commands: queued.result, draftSeconds, ...queued.cost, fsyncMs: fsync }
    print({ name: 'mails_5000_queued', value: queued.seconds, unit: 's', budget: 2, ...about })
    const early = mail.ids.size - before
    await setMailServer(ready, FULL_PACE)
    const sent = await metered(
      gauges,
      () => asked.length,
      async () => arrived(mail.ids, before + asked.length),
    )
    print({
      name: 'mails_5000_handed_over',
      value: sent.seconds,
      unit: 's',
      budget: 20,
      messageIds: mail.ids.size - before,
      early,
      connections: mail.peakConnections(),
      perSecond: (asked.length - early) / sent.seconds,
      ...sent.cost,
      fsyncMs: fsync,
      eventsSettledSeconds: await settled(ready),
    })
    mail.clear()
  },
}
