import { sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import { withoutTenant } from '../db/directory.ts'
import type { Engine } from '../work.ts'

/** The same engine with its clock held at one moment. */
export const engineAt = (engine: Engine, now: Instant): Engine => ({ ...engine, clock: { now: () => now } })

/** Every organisation of the installation, in a steady order. */
export const everyTenant = async (engine: Engine): Promise<string[]> => {
  const { rows } = await withoutTenant(engine.pools).execute<{ id: string }>(sql`SELECT id FROM tenants ORDER BY id`)
  return rows.map((row) => row.id)
}
