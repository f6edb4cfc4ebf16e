import { print } from './figure.ts'
import { type Call, type Gauges, type LoadResult, load, type Target } from './load.ts'

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
    const answer = await fetch(
      `http://127.0.0.1:${target.port}/api/v1/partners?limit=50${after === '' ? '' : `&after=${encoded(after)}`}`,
      {
        headers: { authorization: `Bearer ${target.token}` },
      },
    )
    const { next } = (await answer.json()) as { next: string | null }
    if (next === null) break
    cursors.push(next)
    after = next
  }
  return cursors
}

const told = (name: string, budget: number, { p95, ...more }: LoadResult, fsync: number): void =>
  print({ name, value: p95, unit: 'ms p95', budget, ...more, fsyncMs: fsync })

/** Measures list, search and dashboard under the load of several people at once, who look at each answer before they go on. */
export const measureReading = async (target: Target, gauges: Gauges, fsync: number): Promise<void> => {
  const at = (from: readonly Call[]) => (no: number) => from[no % from.length] ?? { path: '/partners' }
  const searched = (q: string): Call => ({ path: `/partners?limit=50&q=${encoded(q)}` })
  const lists = listCalls(await walk(target, 10))
  const searches = Object.values(SEARCHES).map(searched)
  const run = async (
    name: string,
    users: number,
    budget: number,
    calls: readonly Call[],
    seconds = SECONDS,
    pause = PAUSE_MS,
  ) => told(name, budget, await load(target, users, seconds, at(calls), gauges, pause), fsync)
  await run('list_20_users', 20, 25, lists)
  await run('search_20_users', 20, 40, searches)
  for (const [name, q] of Object.entries(SEARCHES)) await run(`search_20_users_${name}`, 20, 40, [searched(q)], 3)
  await run('dashboard_8_users', 8, 150, [{ path: '/dashboard' }])
  await run('facets_8_users', 8, 150, [{ path: '/partners/facets' }], 3)
  // How far the machine carries: nobody pauses, so these hold the budgets only with room to spare.
  await run('list_20_users_without_pause', 20, 25, lists, SECONDS, 0)
  await run('search_20_users_without_pause', 20, 40, searches, SECONDS, 0)
  await run('dashboard_8_users_without_pause', 8, 150, [{ path: '/dashboard' }], SECONDS, 0)
}

/** Keeps a mixture of reading going for some minutes; what it measures is the server's memory afterwards. */
export const mixedReading = async (target: Target, minutes: number, gauges: Gauges): Promise<LoadResult> => {
  const searches = Object.values(SEARCHES).map((q) => ({ path: `/partners?limit=50&q=${encoded(q)}` }))
  const calls = [...listCalls([]), ...searches, { path: '/dashboard' }]
  return load(target, 8, minutes * 60, (no) => calls[no % calls.length] ?? { path: '/dashboard' }, gauges, 0)
}
