import type pg from 'pg'

export type Table = {
  schema: 'public' | 'jobs'
  name: string
  columns: string[]
  /** Whether its rows belong to tenants and are read one tenant at a time. */
  perTenant: boolean
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const qualified = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string =>
  `${quoted(schema)}.${quoted(name)}`

/** Every table of the application, and the jobs that are waiting, running or failed. */
export const listTables = async (client: pg.Client): Promise<Table[]> => {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name, c.relrowsecurity AS "perTenant",
            array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE (n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition)
         OR (n.nspname = 'jobs' AND c.relname = 'job')
      GROUP BY 1, 2, 3
      ORDER BY 1 DESC, 2`,
  )
  return rows
}

/** The migrations the database has had, oldest first. */
export const listMigrations = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ hash: string }>('SELECT hash FROM migrations.__drizzle_migrations ORDER BY id')
  return rows.map((row) => row.hash)
}

export const jobsVersion = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ version: number }>('SELECT version FROM jobs.version')
  return Number(rows[0]?.version ?? 0)
}

/** The names of the queues in which jobs wait, run or have failed. */
export const listQueues = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    "SELECT DISTINCT name FROM jobs.job WHERE state <> 'completed' ORDER BY name",
  )
  return rows.map((row) => row.name)
}
