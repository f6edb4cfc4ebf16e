import pg from 'pg'
import { ALL_ROLE_NAMES, OWNER, rolePassword } from './roles.ts'

export type Connection = { host: string; port: number; user: string; password: string; database: string; ssl?: boolean }

/** Where a database is, without saying as whom. */
export type Place = Pick<Connection, 'host' | 'port' | 'database' | 'ssl'>

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Makes sure that the five roles and the database exist; safe to repeat at every start. */
export const bootstrap = async (admin: Connection, database: string, secret: string): Promise<void> => {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    const known = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [
      ALL_ROLE_NAMES,
    ])
    const existing = new Set(known.rows.map((row) => row.rolname))
    const roles = ALL_ROLE_NAMES.map((name) => {
      const verb = existing.has(name) ? 'ALTER' : 'CREATE'
      const password = client.escapeLiteral(rolePassword(secret, name))
      return `${verb} ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${password};`
    })
    await client.query(roles.join('\n'))
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (found.rowCount === 0) {
      await client.query(
        `CREATE DATABASE ${quoted(database)} OWNER ${OWNER} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
      )
      await client.query(`REVOKE ALL ON DATABASE ${quoted(database)} FROM PUBLIC`)
    }
    await client.query(
      `GRANT CONNECT ON DATABASE ${quoted(database)} TO ${ALL_ROLE_NAMES.join(', ')};
       GRANT CREATE ON DATABASE ${quoted(database)} TO ${OWNER}`,
    )
  } finally {
    await client.end()
  }
  await openSchema({ ...admin, database })
}

const openSchema = async (admin: Connection): Promise<void> => {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT ALL ON SCHEMA public TO ${OWNER}`)
  } finally {
    await client.end()
  }
}
