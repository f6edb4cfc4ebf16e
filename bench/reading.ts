import type { Commits } from './commits.ts'
import { print } from './figure.ts'
import { type Call, type LoadResult, load, type Target } from './load.ts'

const SECONDS = 6
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

/** Measures list, search and dashboard under the load of several people at once. */
export const measureReading = async (target: Target, commits: Commits, fsync: number): Promise<void> => {
  const calls = listCalls(await walk(target, 10))
  const at = (from: readonly Call[]) => (no: number) => from[no % from.length] ?? { path: '/partners' }
  told('list_20_users', 25, await load(target, 20, SECONDS, at(calls), commits), fsync)
  const searches = Object.values(SEARCHES).map((q) => ({ path: `/partners?limit=50&q=${encoded(q)}` }))
  told('search_20_users', 40, await load(target, 20, SECONDS, at(searches), commits), fsync)
  for (const [name, q] of Object.entries(SEARCHES)) {
    const only = [{ path: `/partners?limit=50&q=${encoded(q)}` }]
    told(`search_20_users_${name}`, 40, await load(target, 20, 2, at(only), commits), fsync)
  }
  told('dashboard_8_users', 150, await load(target, 8, SECONDS, () => ({ path: '/dashboard' }), commits), fsync)
  told('facets_8_users', 150, await load(target, 8, 3, () => ({ path: '/partners/facets' }), commits), fsync)
}

/** Keeps a mixture of reading going for some minutes; what it measures is the server's memory afterwards. */
export const mixedReading = async (target: Target, minutes: number, commits: Commits): Promise<LoadResult> => {
  const searches = Object.values(SEARCHES).map((q) => ({ path: `/partners?limit=50&q=${encoded(q)}` }))
  const calls = [...listCalls([]), ...searches, { path: '/dashboard' }]
  return load(target, 8, minutes * 60, (no) => calls[no % calls.length] ?? { path: '/dashboard' }, commits)
}
