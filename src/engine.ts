import { join } from 'node:path'
import pg from 'pg'
import type { PgBoss } from 'pg-boss'
import { QUEUES, SUBSCRIBERS } from './app.ts'
import { createVault } from './platform/auth/vault.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { bootstrap, type Connection, type Place } from './platform/db/bootstrap.ts'
import { migrateSchema } from './platform/db/migrate.ts'
import { assertBoundRoles, closePools, createPools } from './platform/db/pools.ts'
import { roleName, rolePassword } from './platform/db/roles.ts'
import type { FileStore } from './platform/files/file-store.ts'
import { createSender, prepareJobs } from './platform/jobs/boss.ts'
import { createOutbox } from './platform/jobs/outbox.ts'
import type { Log } from './platform/log.ts'
import type { Engine } from './platform/work.ts'

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')

/** Makes roles, database and schema ready; safe to repeat at each start. */
export const prepareDatabase = async (admin: Connection, database: string, roleSecret: string): Promise<Place> => {
  await bootstrap(admin, database, roleSecret)
  const place: Place = {
    host: admin.host,
    port: admin.port,
    database,
    ...(admin.ssl === undefined ? {} : { ssl: admin.ssl }),
  }
  await migrateSchema(place, roleSecret, MIGRATIONS, async (owner) => {
    const client = new pg.Client(owner)
    await client.connect()
    try {
      await prepareJobs(owner, QUEUES, (text) => client.query(text))
    } finally {
      await client.end()
    }
  })
  return place
}

export type Running = { engine: Engine; close: () => Promise<void> }

export type EngineParts = {
  place: Place
  roleSecret: string
  masterKey: Buffer
  files: FileStore
  log: Log
  clock?: Clock
}

/** Opens the pools and the outbox of one serving process on a prepared database. */
export const openEngine = async ({
  place,
  roleSecret,
  masterKey,
  files,
  log,
  clock = systemClock,
}: EngineParts): Promise<Running> => {
  const pools = createPools(place, roleSecret)
  await assertBoundRoles(pools)
  const user = roleName('app')
  const boss: PgBoss = await createSender({ ...place, user, password: rolePassword(roleSecret, user) })
  const engine: Engine = {
    pools,
    clock,
    log,
    outbox: createOutbox(boss, SUBSCRIBERS),
    vault: createVault(masterKey, files),
  }
  return {
    engine,
    close: async () => {
      await boss.stop({ graceful: false })
      await closePools(pools)
    },
  }
}
