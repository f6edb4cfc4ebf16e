import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { partnerCurrent, partners } from './partner.tables.ts'

/** What a partner's level is made of and where it stands now. */
const ratedColumns = {
  id: partnerCurrent.partnerId,
  country: partners.country,
  industry: partners.industry,
  employees: partners.employees,
  maturity: partnerCurrent.maturity,
  levelComputed: partnerCurrent.levelComputed,
  levelEffective: partnerCurrent.levelEffective,
  provisional: partnerCurrent.provisional,
  impact: partnerCurrent.impact,
  likelihood: partnerCurrent.likelihood,
  overrideId: partnerCurrent.overrideId,
  connectionBits: partnerCurrent.connectionBits,
}

const ratedRows = (db: TenantTx, tenant: string, ids: readonly string[]) =>
  db
    .select(ratedColumns)
    .from(partnerCurrent)
    .innerJoin(partners, and(eq(partners.tenantId, partnerCurrent.tenantId), eq(partners.id, partnerCurrent.partnerId)))
    .where(
      and(eq(partnerCurrent.tenantId, tenant), sql`${partnerCurrent.partnerId} = ANY(${sql.param([...ids])}::uuid[])`),
    )
    .orderBy(partnerCurrent.partnerId)

export type RatedRow = Awaited<ReturnType<typeof ratedRows>>[number]

export const readRatedRows = (db: TenantTx, tenant: string, ids: readonly string[]): Promise<RatedRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : ratedRows(db, tenant, ids)

/** Locks in the order of ids, so that two ratings of overlapping partners wait for each other instead of locking up. */
export const lockCurrent = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<void> => {
  await db.execute(
    sql`SELECT 1 FROM partner_current WHERE tenant_id = ${tenant} AND partner_id = ANY(${sql.param([...ids])}::uuid[]) ORDER BY partner_id FOR UPDATE`,
  )
}

export type PartnerRating = Omit<RatedRow, 'country' | 'industry' | 'employees' | 'maturity'>

/** Writes many ratings in one statement. */
export const writeRatings = async (db: TenantTx, tenant: string, ratings: readonly PartnerRating[]): Promise<void> => {
  const ids = ratings.map(({ id }) => id).sort()
  const column = <K extends keyof PartnerRating>(key: K) => sql.param(ratings.map((rating) => rating[key]))
  await db.execute(sql`UPDATE partner_current AS c SET level_computed = r.level_computed, level_effective = r.level_effective,
      provisional = r.provisional, impact = r.impact, likelihood = r.likelihood, override_id = r.override_id, connection_bits = r.connection_bits
    FROM unnest(${column('id')}::uuid[], ${column('levelComputed')}::int[], ${column('levelEffective')}::int[], ${column('provisional')}::bool[],
      ${column('impact')}::int[], ${column('likelihood')}::int[], ${column('overrideId')}::uuid[], ${column('connectionBits')}::int[])
      AS r(id, level_computed, level_effective, provisional, impact, likelihood, override_id, connection_bits)
    WHERE c.tenant_id = ${tenant} AND c.partner_id = r.id
      -- Without the bounds a thousand of many partners are found by reading the whole table.
      AND c.partner_id BETWEEN ${ids[0]}::uuid AND ${ids.at(-1)}::uuid`)
}

export type LevelNote = { id: string; partnerId: string; from: string; to: string }

/** Notes changed levels in the partners' histories, many in one statement. */
export const noteLevels = async (
  db: TenantTx,
  tenant: string,
  notes: readonly LevelNote[],
  by: string | null,
  now: Instant,
): Promise<void> => {
  if (notes.length === 0) return
  const column = (key: keyof LevelNote) => sql.param(notes.map((note) => note[key]))
  await db.execute(sql`INSERT INTO timeline_entries (tenant_id, id, partner_id, at, kind, event, params, by, created_at, updated_at)
    SELECT ${tenant}::uuid, n.id, n.partner_id, ${now}::timestamptz, 'engagement', 'engagement.rated',
      jsonb_build_object('from', n.before, 'to', n.after), ${by}::uuid, ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${column('id')}::uuid[], ${column('partnerId')}::uuid[], ${column('from')}::text[], ${column('to')}::text[])
      AS n(id, partner_id, before, after)`)
}
