import { Agent } from 'node:http'
import { print } from './figure.ts'
import { ask, type Call, type Target, timed } from './http.ts'
import { type LoadResult, load } from './load.ts'
import type { Gauges } from './meter.ts'
import type { Scenario } from './scenario.ts'

const SECONDS = 6
const PAUSE_MS = 1000
const encoded = encodeURIComponent

/** What twenty people do with the list: first page, further pages, filters and orders. */
const listCalls = (cursors: readonly string[]): Call[] => [
  { path: '/partners?limit=50' },
  { path: '/partners?limit=50&level=4,3' },
  { path: '/partners?limit=50&cell=22&sort=level' },
  { path: '/partners?limit=50&stage=live&sort=due' },
  { path: '/partners?limit=50&overseas=true' },
  ...cursors.map((after) => ({ path: `/partners?limit=50&after=${encoded(after)}` })),
]

/** Two characters (some hits), one character, nothing to find, and a word that thousands have. */
const SEARCHES = { few: '東芝', one: '東', none: '鷲尾龍', many: '東京', words: '東京 電機' } as const

const walk = async (target: Target, pages: number): Promise<string[]> => {
  const cursors: string[] = []
  for (let after = ''; cursors.length < pages; ) {
    const path = `/partners?limit=50${after === '' ? '' : `&after=${encoded(after)}`}`
    const { next } = await ask<{ next: string | null }>(target, { path })
    if (next === null) break
    cursors.push(next)
    after = next
  }
  return cursors
}

const told = (name: string, budget: number, { p95, ...more }: LoadResult, fsync: number): void =>
  print({ name, value: p95, unit: 'ms p95', budget, ...more, fsyncMs: fsync })

const reader = (target: Target, users: number, calls: readonly Call[]) => {
  const agent = new Agent({ keepAlive: true, maxSockets: users })
  return (no: number) => timed(target, agent, calls[no % calls.length] ?? { path: '/partners' })
}

const searched = (q: string): Call => ({ path: `/partners?limit=50&q=${encoded(q)}` })
const everySearch = Object.values(SEARCHES).map(searched)
const DASHBOARD: Call = { path: '/dashboard' }

/** Measures list, search and dashboard under the load of several people at once, who look at each answer before they go on. */
export const reading: Scenario = {
  name: 'reading',
  figures: ['list_20_users', 'search_20_users', 'dashboard_8_users', 'facets_8_users'],
  run: async (stage) => {
    const { target, gauges, fsync } = await stage()
    const lists = listCalls(await walk(target, 10))
    const run = async (
      name: string,
      users: number,
      budget: number,
      calls: readonly Call[],
      { seconds = SECONDS, pauseMs = PAUSE_MS } = {},
    ) => told(name, budget, await load(users, seconds, reader(target, users, calls), gauges, pauseMs), fsync)
    await run('list_20_users', 20, 25, lists)
    await run('search_20_users', 20, 40, everySearch)
    for (const [name, q] of Object.entries(SEARCHES))
      await run(`search_20_users_${name}`, 20, 40, [searched(q)], { seconds: 3 })
    await run('dashboard_8_users', 8, 150, [DASHBOARD])
    await run('facets_8_users', 8, 150, [{ path: '/partners/facets' }], { seconds: 3 })
    // How far the machine carries: nobody pauses, so these hold the budgets only with room to spare.
    const hard = { pauseMs: 0 }
    await run('list_20_users_without_pause', 20, 25, lists, hard)
    await run('search_20_users_without_pause', 20, 40, everySearch, hard)
    await run('dashboard_8_users_without_pause', 8, 150, [DASHBOARD], hard)
  },
}

/** Keeps a mixture of reading going for some minutes. */
export const mixedReading = (target: Target, minutes: number, gauges: Gauges): Promise<LoadResult> => {
  const calls = [...listCalls([]), ...everySearch, DASHBOARD]
  return load(8, minutes * 60, reader(target, 8, calls), gauges, 0)
}
