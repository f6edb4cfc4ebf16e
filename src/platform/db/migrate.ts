import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import type { Connection, Place } from './bootstrap.ts'
import { OWNER, rolePassword } from './roles.ts'

const MIGRATION_LOCK = 7_305_991

/** Brings the schema up to date as its owner: one at a time, giving up after 3 s when a table stays locked. */
export const migrateSchema = async (
  where: Place,
  secret: string,
  migrationsFolder: string,
  after: (owner: Connection) => Promise<void>,
): Promise<void> => {
  const owner = { ...where, user: OWNER, password: rolePassword(secret, OWNER) }
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query("SET lock_timeout = '3s'")
    await migrate(drizzle(client), { migrationsFolder, migrationsSchema: 'migrations' })
    await after(owner)
  } finally {
    await client.end()
  }
}
