import pg from 'pg'
import type { DatabaseAddress } from './server.ts'

/** Makes the named database when it is missing, and returns the server's version. */
export async function ensureDatabase(admin: DatabaseAddress, name: string): Promise<string> {
  return withConnection(admin, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
    return serverVersion(client)
  })
}

/** The version as the server says it, for example '18.4'. */
export async function serverVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  return rows[0]?.server_version.split(' ')[0] ?? ''
}

/** Runs something on one connection that is closed afterwards. */
export async function withConnection<T>(address: DatabaseAddress, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: 10_000 })
  // A server that ends meanwhile reports it here as well as in the query; unheard it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}
