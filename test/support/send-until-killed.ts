import { writeSync } from 'node:fs'
import type { PoolClient } from 'pg'
import type { Instant } from '../../src/domain/time.ts'
import { contactCheck } from '../../src/features/notices/recipient-check.queries.ts'
import { sendWaiting } from '../../src/features/notices/sending.jobs.ts'
import { createVault } from '../../src/platform/auth/vault.ts'
import { createPools } from '../../src/platform/db/pools.ts'
import { memoryFileStore } from '../../src/platform/files/memory-store.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { Engine } from '../../src/platform/work.ts'
import type { TestDatabase } from './database.ts'

/** Where in the life of a message this process kills itself; `sending` is left to the mail server of the test. */
export type KillPoint = 'before commit' | 'committed, not sent' | 'sending' | 'after 250' | 'between batches' | 'never'
export type KillOrder = Pick<TestDatabase, 'place' | 'roleSecret'> & {
  tenant: string
  now: string
  at: KillPoint
  /** How many messages pass this point unharmed first. */
  after: number
}

const order: KillOrder = JSON.parse(process.argv[2] ?? '{}')
let passed = 0

const reach = (point: KillPoint): void => {
  if (point !== order.at) return
  passed += 1
  if (passed <= order.after) return
  writeSync(1, `killed ${point}\n`)
  process.kill(process.pid, 'SIGKILL')
}

type Query = (...args: unknown[]) => Promise<unknown>

/** Watches one connection's statements: they tell in which state each message is. */
const watched = (client: PoolClient): PoolClient => {
  const send = client.query.bind(client) as Query
  let claims = false
  let settles = false
  const query: Query = async (...args) => {
    const [first] = args
    const text = typeof first === 'string' ? first : String((first as { text?: string }).text ?? '')
    if (text.startsWith('BEGIN')) [claims, settles] = [false, false]
    if (text.startsWith('UPDATE "messages"')) claims = true
    if (text.trimStart().startsWith('WITH attempts')) {
      settles = true
      reach('after 250')
    }
    const isCommit = text === 'COMMIT'
    if (isCommit && claims) reach('before commit')
    const result = await send(...args)
    if (isCommit && claims) reach('committed, not sent')
    if (isCommit && settles) reach('between batches')
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

const pools = createPools(order.place, order.roleSecret)
const connect = pools.clock.connect.bind(pools.clock)
Object.assign(pools.clock, { connect: async () => watched(await connect()) })
const engine: Engine = {
  pools,
  clock: { now: () => order.now as Instant },
  log: silentLog,
  outbox: async () => undefined,
  vault: createVault(
    Buffer.alloc(32, 7),
    memoryFileStore(() => new Date(order.now)),
  ),
}
const sent = await sendWaiting(engine, order.tenant, { checks: { contact: contactCheck } })
writeSync(1, `finished ${sent}\n`)
process.exit(0)
