import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { Place } from '../../src/platform/db/bootstrap.ts'
import type { TestServer } from './global-database.ts'

export type TestDatabase = {
  place: Place
  roleSecret: string
  asAdmin: <T>(run: (client: pg.Client) => Promise<T>) => Promise<T>
}

/** A database of this test file alone, cloned from the template and dropped at the end. */
export const cloneDatabase = async (server: TestServer = inject('server')): Promise<TestDatabase> => {
  const name = `t_${randomBytes(6).toString('hex')}`
  const withClient = async <T>(database: string, run: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ ...server.admin, database })
    await client.connect()
    try {
      return await run(client)
    } finally {
      await client.end()
    }
  }
  await withClient('postgres', (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${server.template} ALLOW_CONNECTIONS true IS_TEMPLATE false`),
  )
  afterAll(() => withClient('postgres', (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)))
  const place: Place = { host: server.admin.host, port: server.admin.port, database: name }
  return { place, roleSecret: server.roleSecret, asAdmin: (run) => withClient(name, run) }
}
