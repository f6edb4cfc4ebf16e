import { sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import { arrayText } from '../../platform/db/array-text.ts'
import { insertMany, updateMany } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { partnerCurrent, timelineEntries } from './partner.tables.ts'

/** What a partner's level is made of and where it stands now. */
export type RatedRow = {
  id: string
  country: string
  industry: string | null
  employees: number | null
  maturity: number | null
  levelComputed: number | null
  levelEffective: number | null
  provisional: boolean
  impact: number | null
  likelihood: number | null
  overrideId: string | null
  connectionBits: number
}

export const readRatedRows = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<RatedRow[]> => {
  if (ids.length === 0) return []
  const wanted = arrayText(ids)
  // Both tables are told which rows: joined row by row, a part of the register takes twice as long.
  const done = await db.execute<RatedRow>(sql`
    SELECT c.partner_id AS id, p.country, p.industry, p.employees, c.maturity, c.level_computed AS "levelComputed",
           c.level_effective AS "levelEffective", c.provisional, c.impact, c.likelihood, c.override_id AS "overrideId",
           c.connection_bits AS "connectionBits"
      FROM partner_current c JOIN partners p ON p.tenant_id = c.tenant_id AND p.id = c.partner_id
     WHERE c.tenant_id = ${tenant} AND c.partner_id = ANY(${wanted}::uuid[])
       AND p.tenant_id = ${tenant} AND p.id = ANY(${wanted}::uuid[])
     ORDER BY c.partner_id`)
  return done.rows
}

/** Locks in the order of ids, so that two ratings of overlapping partners wait for each other instead of locking up. */
export const lockCurrent = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<void> => {
  await db.execute(sql`SELECT count(*) FROM (
    SELECT 1 FROM partner_current WHERE tenant_id = ${tenant} AND partner_id = ANY(${arrayText(ids)}::uuid[])
     ORDER BY partner_id FOR UPDATE) AS held`)
}

export type PartnerRating = Omit<RatedRow, 'country' | 'industry' | 'employees' | 'maturity'>

const RATED = [
  'levelComputed',
  'levelEffective',
  'provisional',
  'impact',
  'likelihood',
  'overrideId',
  'connectionBits',
] as const

/** Writes many ratings at once. */
export const writeRatings = async (db: TenantTx, tenant: string, ratings: readonly PartnerRating[]): Promise<void> => {
  const ids = ratings.map(({ id }) => id).sort()
  const rows = ratings.map(({ id, ...rating }) => ({ partnerId: id, ...rating }))
  await updateMany(
    db,
    partnerCurrent,
    rows,
    RATED,
    ['partnerId'],
    // Without the bounds a thousand of many partners are found by reading the whole table.
    sql`t.tenant_id = ${tenant}::uuid AND t.partner_id = n.partner_id AND t.partner_id BETWEEN ${ids[0]}::uuid AND ${ids.at(-1)}::uuid`,
  )
}

export type LevelNote = { id: string; partnerId: string; from: string; to: string }

/** Notes changed levels in the partners' histories, many at once. */
export const noteLevels = (
  db: TenantTx,
  tenantId: string,
  notes: readonly LevelNote[],
  by: string | null,
  at: Instant,
): Promise<void> =>
  insertMany(
    db,
    timelineEntries,
    notes.map(({ id, partnerId, from, to }) => ({
      tenantId,
      id,
      partnerId,
      at,
      kind: 'engagement',
      event: 'engagement.rated',
      params: { from, to },
      by,
      createdAt: at,
      updatedAt: at,
    })),
  )
