import type pg from 'pg'
import { bindTenant } from '../src/platform/ledger/read.ts'

/** Works inside one transaction of the organisation. */
export const inOrganisation = async <T>(client: pg.Client, tenant: string, run: () => Promise<T>): Promise<T> => {
  await client.query('BEGIN')
  await bindTenant(client, tenant)
  const result = await run()
  await client.query('COMMIT')
  return result
}
