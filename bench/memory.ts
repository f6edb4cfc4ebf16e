import { setTimeout as wait } from 'node:timers/promises'
import { print } from './figure.ts'
import { ask, exchange, type Target } from './http.ts'
import { companyName, seeded } from './names.ts'
import { mixedReading } from './reading.ts'
import type { Scenario } from './scenario.ts'
import { serverMemory } from './server.ts'
import { settled } from './settled.ts'

const ROWS = 10_823
const LOOK_MS = 250

/** A ledger of companies that the register does not have yet. */
const ledgerOfNewcomers = (): Buffer => {
  const random = seeded(23)
  const lines = Array.from({ length: ROWS }, (_, no) => {
    const { name, reading } = companyName(random)
    return `M${String(no).padStart(5, '0')},${name},${reading},大阪府大阪市北区${1 + (no % 60)}-${1 + (no % 9)}`
  })
  return Buffer.from(`\ufeff${['取引先コード,取引先名,フリガナ,住所', ...lines].join('\r\n')}\r\n`)
}

const importOnce = async (target: Target): Promise<number> => {
  const started = performance.now()
  const path = `/imports?kind=partners&fileName=newcomers.csv`
  const { id } = await ask<{ id: string }>(target, { method: 'POST', path, body: ledgerOfNewcomers() })
  await ask(target, { method: 'POST', path: `/imports/${id}/commit` })
  return (performance.now() - started) / 1000
}

const exportOnce = async ({ port, token }: Target): Promise<{ seconds: number; megabytes: number }> => {
  const headers = { authorization: `Bearer ${token}` }
  const { status, ms, bytes } = await exchange(port, { path: '/partners/export?format=xlsx', headers })
  if (status !== 200) throw new Error(`the export answered ${status}`)
  return { seconds: ms / 1000, megabytes: bytes / 1e6 }
}

/** Measures the server's memory after a mixture of reading with one import and one export of the whole register in between. */
export const memory: Scenario = {
  name: 'memory',
  figures: ['server_memory_after_mixed_load'],
  run: async (stage) => {
    const ready = await stage()
    const { target, sizes, gauges, fsync } = ready
    await settled(ready)
    // A fresh server, so that its memory is that of the mixture and not of scenarios before.
    await ready.restart()
    let peak = 0
    const look = async (): Promise<void> => {
      peak = Math.max(peak, await serverMemory(target))
    }
    const watch = setInterval(() => void look().catch(() => undefined), LOOK_MS)
    const between = async () => {
      await wait(sizes.minutes * 20_000)
      const importSeconds = await importOnce(target)
      const { seconds, megabytes } = await exportOnce(target)
      return { importSeconds, exportSeconds: seconds, exportMegabytes: megabytes }
    }
    const [read, files] = await Promise.all([mixedReading(target, sizes.minutes, gauges), between()]).finally(() =>
      clearInterval(watch),
    )
    const { p95, perSecond, users } = read
    const about = { minutes: sizes.minutes, users, readsPerSecond: perSecond, readP95Ms: p95, ...files }
    const value = await serverMemory(target)
    const partners = sizes.partners
    print({
      name: 'server_memory_after_mixed_load',
      value,
      unit: 'MB rss',
      budget: 400,
      peak,
      partners,
      ...about,
      fsyncMs: fsync,
    })
    await settled(ready)
  },
}
