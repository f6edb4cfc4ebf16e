import { performance } from 'node:perf_hooks'
import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { fillWithPartners } from '../../../test/support/many-partners.ts'
import { queryGrams } from '../../domain/text/search-grams.ts'
import type { ReadCtx } from '../../platform/context.ts'
import type { Pools } from '../../platform/db/pools.ts'
import { reading } from '../../platform/work.ts'
import { showDashboard } from '../reports/dashboard.service.ts'
import { PartnerListQuery } from './partner.contract.ts'
import { browsePartners, countPartners } from './partner-list.service.ts'

const COUNT = 100_000
const FORBIDDEN = /Seq Scan on (partners|partner_current|partner_search|partner_units)\b/

let app: TestApp
let unit: string
beforeAll(async () => {
  app = await startApp()
  await fillWithPartners(app.database, app.admin.actor.tenant, COUNT)
  unit = (await app.admin.send('GET', '/units')).body.items[3].id
}, 180_000)

type Statement = { text: string; values: unknown[] }

/** The pools with an ear: keeps each statement that a unit of work sends. */
const listening = (heard: Statement[]): Pools => {
  const pool = new Proxy(app.engine.pools.app, {
    get: (target, name) =>
      name !== 'connect'
        ? Reflect.get(target, name)
        : async () => {
            const client = await target.connect()
            return new Proxy(client, {
              get: (inner, key) => {
                if (key !== 'query') {
                  const value: unknown = Reflect.get(inner, key)
                  return typeof value === 'function' ? value.bind(inner) : value
                }
                return (query: string | { text: string }, values?: unknown[]) => {
                  if (typeof query !== 'string') heard.push({ text: query.text, values: values ?? [] })
                  return inner.query(query as { text: string }, values ?? [])
                }
              },
            })
          },
  })
  return { ...app.engine.pools, app: pool }
}

/** The plans of all statements that a list sends. */
const plansOf = (query: Record<string, string>): Promise<string> => {
  const parsed = PartnerListQuery.parse(query)
  return plansOfReading((ctx) => browsePartners(ctx, parsed))
}

/** The plans of all statements that a screen's question sends, made under the role that runs them. */
const plansOfReading = async (ask: (ctx: ReadCtx) => Promise<unknown>): Promise<string> => {
  const heard: Statement[] = []
  await reading({ ...app.engine, pools: listening(heard) }, app.admin.actor, ask)
  const plans: string[] = []
  const client = await app.engine.pools.app.connect()
  try {
    await client.query(`BEGIN; SET LOCAL kizuna.tenant = '${app.admin.actor.tenant}'`)
    for (const { text, values } of heard) {
      const { rows } = await client.query<Record<string, string>>(`EXPLAIN ${text}`, values)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
    }
    await client.query('ROLLBACK')
  } finally {
    client.release()
  }
  expect(plans.length).toBeGreaterThan(1)
  return plans.join('\n\n')
}

describe('a list of 100,000 partners', () => {
  it.each([
    [{}, 'partner_current_reading'],
    [{ sort: 'level' }, 'partner_current_level'],
    [{ sort: 'due' }, 'partner_current_due'],
    [{ cell: '21' }, 'partner_current_cell'],
    [{ unit: 'one' }, 'partner_units'],
    [{ q: '東芝' }, 'partner_current_tenant_id_partner_id_pk'],
    [{ q: '東' }, 'partner_current_tenant_id_partner_id_pk'],
    [{ q: '東', level: '4' }, 'partner_current_tenant_id_partner_id_pk'],
    [{ q: '東', sort: 'level' }, 'partner_current_tenant_id_partner_id_pk'],
    [{ stage: 'archived' }, 'partner_current_list'],
  ])('%j comes from the index %s', async (query, index) => {
    const plans = await plansOf('unit' in query ? { unit } : query)
    expect(plans).not.toMatch(FORBIDDEN)
    expect(plans).toContain(index)
    if ('q' in query) expect(plans).not.toContain('partner_current_reading')
  })

  it.each(['reading', 'level', 'due'])('turns to a late page by %s through the index', async (sort) => {
    let after: string | undefined
    for (let turn = 0; turn < 3; turn += 1) {
      const page = await app.admin.send(
        'GET',
        `/partners?sort=${sort}&limit=200${after === undefined ? '' : `&after=${after}`}`,
      )
      after = page.body.next
    }
    const plans = await plansOf({ sort, ...(after === undefined ? {} : { after }) })
    expect(plans).not.toMatch(FORBIDDEN)
    expect(plans).toMatch(/Index Cond: .*ROW\(/)
  })
})

/** The plan of what stands inside a function of the search, which no role may read itself. */
const planInside = (name: string, given: Record<string, string>): Promise<string> =>
  app.database.asAdmin(async (client) => {
    await client.query(`SELECT set_config('kizuna.tenant', $1, false)`, [app.admin.actor.tenant])
    const body = await client.query<{ prosrc: string }>('SELECT prosrc FROM pg_proc WHERE proname = $1', [name])
    const filled = Object.entries(given).reduce(
      (text, [parameter, value]) => text.replaceAll(new RegExp(`\\b${parameter}\\b`, 'g'), value),
      body.rows[0]?.prosrc ?? '',
    )
    const { rows } = await client.query<Record<string, string>>(`EXPLAIN ${filled}`)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })

const list = (texts: readonly string[]): string => `ARRAY[${texts.map((text) => `'${text}'`).join()}]::text[]`

describe('search among 100,000 partners', () => {
  const anywhere = { after_key: 'NULL::text', after_id: 'NULL::uuid', most: '102' }
  const behind = { ...anywhere, after_key: `'中央精密'`, after_id: `'01900000-0000-7000-8000-000000000001'::uuid` }
  it.each([
    ['東芝', 1],
    ['東', 1],
    ['東京', 1],
    ['東京電機第二', 1],
    ['存在しない会社', 0],
  ])('%s reads the index of pairs', async (text, least) => {
    const query = queryGrams(text)
    if (query.kind === 'all') throw new Error('nothing asked')
    const words = { wanted: list(query.grams), patterns: list([`%${text}%`]) }
    const plans = [await planInside('partner_search_ids', words)]
    for (const place of [anywhere, behind]) plans.push(await planInside('partner_search_page', { ...words, ...place }))
    for (const plan of plans) {
      expect(plan).not.toMatch(FORBIDDEN)
      expect(plan).toContain('partner_search_grams')
      // The tenant is asked for once and not once a hit.
      expect(plan).toMatch(/Filter: .*tenant_id = \(InitPlan/)
    }
    const found = await app.admin.send('GET', `/partners?q=${encodeURIComponent(text)}`)
    expect(found.body.items.length).toBeGreaterThanOrEqual(least)
  })
})

describe('the dashboard over 100,000 partners', () => {
  it('counts along the small index of standings and reads only what is late or waits', async () => {
    const plans = await plansOfReading(showDashboard)
    expect(plans).not.toMatch(/Seq Scan on (partners|partner_search|partner_units|partner_evidence)\b/)
    expect(plans).toMatch(/Index Only Scan using partner_current_standing/)
    expect(plans).toContain('partner_current_reviews')
  })
})

describe('how long it takes', () => {
  it('is printed, never asserted', async () => {
    const calls: [string, string][] = [
      ['list', '/partners'],
      ['level', '/partners?sort=level'],
      ['due', '/partners?sort=due'],
      ['cell', '/partners?cell=21'],
      ['unit', `/partners?unit=${unit}`],
      ['東芝', `/partners?q=${encodeURIComponent('東芝')}`],
      ['one letter', `/partners?q=${encodeURIComponent('東')}`],
      ['many hits', `/partners?q=${encodeURIComponent('東京')}`],
      ['no hit', `/partners?q=${encodeURIComponent('存在しない')}`],
      ['facets', '/partners/facets'],
      ['facets 東京', `/partners/facets?q=${encodeURIComponent('東京')}`],
      ['dashboard', '/dashboard'],
      ['views', '/partner-views'],
      ['duplicates', '/partners/duplicates'],
    ]
    const CALLS = 6
    const figures: string[] = []
    for (const [name, path] of calls) {
      const times: number[] = []
      for (let call = 0; call < CALLS; call += 1) {
        const start = performance.now()
        expect((await app.admin.send('GET', path)).status).toBe(200)
        times.push(performance.now() - start)
      }
      const sorted = times.sort((a, b) => a - b)
      figures.push(`${name}: middle ${sorted[CALLS / 2]?.toFixed(1)} ms, longest ${sorted.at(-1)?.toFixed(1)} ms`)
    }
    process.stdout.write(`${figures.join('\n')}\n`)
    const counted = await reading(app.engine, app.admin.actor, (ctx) => countPartners(ctx, {}))
    expect(counted.total).toBe(96_000)
  })
})
