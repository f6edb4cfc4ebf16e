// Run as a child process by the tests that kill it: serves the whole product on the test's database, and stops each
// request for good at the point which the request itself names.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { PoolClient } from 'pg'
import { buildConsole } from '../../src/console.ts'
import type { Instant } from '../../src/domain/time.ts'
import { openEngine } from '../../src/engine.ts'
import { diskFileStore } from '../../src/platform/files/disk-store.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { TestDatabase } from './database.ts'

/** Where in its writing transaction a request stands when its server is killed. */
export type HoldPoint = 'begun' | 'half written' | 'before commit' | 'committed, not answered'
export type ServerOrder = Pick<TestDatabase, 'place' | 'roleSecret'> & { now: string; files: string }
export const HOLD_HEADER = 'x-hold-at'

/** Both an import and a submission write here after their own rows and before ledger and jobs. */
const HALF_WAY = '"timeline_entries"'

const holding = new AsyncLocalStorage<string | undefined>()

type Query = (...args: unknown[]) => Promise<unknown>

/** Watches the statements of one connection while it serves a request that is to be held. */
const watched = (client: PoolClient, at: string | undefined): PoolClient => {
  if (at === undefined) return client
  const send = client.query.bind(client) as Query
  let writes = false
  const reach = async (point: HoldPoint): Promise<void> => {
    if (!writes || point !== at) return
    process.stdout.write(`held ${point}\n`)
    await new Promise(() => undefined)
  }
  const query: Query = async (...args) => {
    const [first] = args
    const text = typeof first === 'string' ? first : String((first as { text?: string }).text ?? '')
    if (text.startsWith('BEGIN')) writes = !text.includes('READ ONLY')
    if (text.includes(HALF_WAY) && /^insert/i.test(text)) await reach('half written')
    if (text === 'COMMIT') await reach('before commit')
    const result = await send(...args)
    if (text.startsWith('BEGIN')) await reach('begun')
    if (text === 'COMMIT') await reach('committed, not answered')
    return result
  }
  return new Proxy(client, {
    get: (target, key) => {
      if (key === 'query') return query
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

const serve = async ({ place, roleSecret, now, files }: ServerOrder): Promise<string> => {
  const { engine } = await openEngine({
    place,
    roleSecret,
    masterKey: Buffer.alloc(32, 7),
    files: diskFileStore(files),
    log: silentLog,
    clock: { now: () => now as Instant },
  })
  for (const pool of [engine.pools.app, engine.pools.portal]) {
    const connect = pool.connect.bind(pool)
    Object.assign(pool, { connect: async () => watched(await connect(), holding.getStore()) })
  }
  const installation = { isSetupToken: () => false, founded: async () => undefined }
  const http = await buildConsole(engine, installation, {
    secure: false,
    trustProxy: false,
    portalUrl: 'http://localhost',
  })
  http.addHook('onRequest', (request, _reply, done) => {
    holding.run(request.headers[HOLD_HEADER]?.toString(), done)
  })
  return http.listen({ port: 0, host: '127.0.0.1' })
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(`serving ${await serve(JSON.parse(process.argv[2] ?? '{}') as ServerOrder)}\n`)
