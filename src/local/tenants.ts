import type pg from 'pg'

/** Every organisation of the installation, in a fixed order. */
export const tenantIds = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM tenants ORDER BY id')
  return rows.map((row) => row.id)
}
