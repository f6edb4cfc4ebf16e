import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/time.ts'
import { insertMany, updateMany } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import {
  partnerCurrent,
  partnerSearch,
  partners,
  partnerTags,
  partnerUnits,
  timelineEntries,
} from './partner.tables.ts'
import { scopeWhere } from './scope.queries.ts'

export type Partner = typeof partners.$inferSelect
export type NewPartner = typeof partners.$inferInsert
export type Current = typeof partnerCurrent.$inferSelect

/** Gets a partner inside the reader's scope; anything else is as if it did not exist. */
export const getPartner = async (
  db: TenantTx,
  tenant: string,
  scope: Scope,
  id: string,
): Promise<{ partner: Partner; current: Current } | undefined> => {
  const [row] = await db
    .select({ partner: partners, current: partnerCurrent })
    .from(partners)
    .innerJoin(
      partnerCurrent,
      and(eq(partnerCurrent.tenantId, partners.tenantId), eq(partnerCurrent.partnerId, partners.id)),
    )
    .where(and(eq(partners.tenantId, tenant), eq(partners.id, id), scopeWhere(scope, tenant, partners.id)))
  return row
}

export const partnerByCode = async (db: TenantTx, tenant: string, code: string): Promise<string | undefined> => {
  const [row] = await db
    .select({ id: partners.id })
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), eq(partners.code, code)))
  return row?.id
}

export const insertPartner = async (
  db: TenantTx,
  row: NewPartner,
  search: { key: string; grams: string[] },
  unitIds: readonly string[],
): Promise<void> => {
  await db.insert(partners).values(row)
  await db.insert(partnerSearch).values({ tenantId: row.tenantId, partnerId: row.id, sortKey: row.sortKey, ...search })
  await db.insert(partnerCurrent).values({
    tenantId: row.tenantId,
    partnerId: row.id,
    stage: row.stage,
    sortKey: row.sortKey,
    kind: row.kind,
    country: row.country,
    provisional: false,
    assessmentState: 'none',
    unitKey: unitKeyOf(unitIds),
  })
  await insertUnits(db, row.tenantId, row.id, unitIds)
  await insertTags(db, row.tenantId, row.id, row.tags)
}

const insertTags = async (
  db: TenantTx,
  tenantId: string,
  partnerId: string,
  tags: readonly string[],
): Promise<void> => {
  if (tags.length > 0)
    await db.insert(partnerTags).values([...new Set(tags)].map((tag) => ({ tenantId, partnerId, tag })))
}

const replaceTags = async (db: TenantTx, tenant: string, partnerId: string, tags: readonly string[]): Promise<void> => {
  await db.delete(partnerTags).where(and(eq(partnerTags.tenantId, tenant), eq(partnerTags.partnerId, partnerId)))
  await insertTags(db, tenant, partnerId, tags)
}

const insertUnits = async (
  db: TenantTx,
  tenantId: string,
  partnerId: string,
  unitIds: readonly string[],
): Promise<void> => {
  if (unitIds.length > 0)
    await db.insert(partnerUnits).values(unitIds.map((unitId) => ({ tenantId, partnerId, unitId })))
}

export const replaceUnits = async (
  db: TenantTx,
  tenantId: string,
  partnerId: string,
  unitIds: readonly string[],
): Promise<void> => {
  await db.delete(partnerUnits).where(and(eq(partnerUnits.tenantId, tenantId), eq(partnerUnits.partnerId, partnerId)))
  await insertUnits(db, tenantId, partnerId, unitIds)
  await followUnits(db, tenantId, partnerId)
}

/** The units of a partner as lists and dashboards keep them. */
export const unitKeyOf = (unitIds: readonly string[]): string => [...unitIds].sort().join(' ')

/** Repeats a partner's units beside its current state, where lists and dashboards count them. */
export const followUnits = async (db: TenantTx, tenant: string, partnerId: string): Promise<void> => {
  await db.execute(sql`
    UPDATE ${partnerCurrent} SET unit_key = coalesce((
      SELECT string_agg(${partnerUnits.unitId}::text, ' ' ORDER BY ${partnerUnits.unitId}) FROM ${partnerUnits}
       WHERE ${partnerUnits.tenantId} = ${tenant} AND ${partnerUnits.partnerId} = ${partnerId}), '')
     WHERE ${partnerCurrent.tenantId} = ${tenant} AND ${partnerCurrent.partnerId} = ${partnerId}`)
}

/** Changes a partner that still has the version the editor saw; false when someone was faster. */
export const updatePartner = async (
  db: TenantTx,
  before: Partner,
  change: Partial<NewPartner>,
  search: { key: string; grams: string[] },
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(partners)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(
      and(eq(partners.tenantId, before.tenantId), eq(partners.id, before.id), eq(partners.version, before.version)),
    )
  if (done.rowCount !== 1) return false
  const at = { tenant: before.tenantId, partner: before.id }
  const { sortKey, stage, kind, country } = { ...before, ...change }
  await db
    .update(partnerSearch)
    .set({ ...search, sortKey })
    .where(and(eq(partnerSearch.tenantId, at.tenant), eq(partnerSearch.partnerId, at.partner)))
  if (change.tags !== undefined && change.tags.join('\n') !== before.tags.join('\n'))
    await replaceTags(db, at.tenant, at.partner, change.tags)
  await setCurrent(db, at.tenant, at.partner, { sortKey, stage, kind, country })
  return true
}

export const setCurrent = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  change: Partial<typeof partnerCurrent.$inferInsert>,
): Promise<void> => {
  await db
    .update(partnerCurrent)
    .set(change)
    .where(and(eq(partnerCurrent.tenantId, tenant), eq(partnerCurrent.partnerId, partnerId)))
}

/** Changes what lists show of many partners at once; every row holds the same columns. */
export const setCurrents = async (
  db: TenantTx,
  tenant: string,
  rows: readonly ({ partnerId: string } & Partial<typeof partnerCurrent.$inferInsert>)[],
): Promise<void> => {
  const [first] = rows
  if (first === undefined) return
  const columns = (Object.keys(first) as (keyof typeof first)[]).filter((key) => key !== 'partnerId')
  await updateMany(
    db,
    partnerCurrent,
    rows,
    columns,
    ['partnerId'],
    sql`t.tenant_id = ${tenant}::uuid AND t.partner_id = n.partner_id`,
  )
}

export const countUnits = async (db: TenantTx, tenant: string, unitIds: readonly string[]): Promise<number> => {
  if (unitIds.length === 0) return 0
  const done = await db.execute<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM units WHERE tenant_id = ${tenant} AND id = ANY(${sql.param([...unitIds])}::uuid[])`,
  )
  return done.rows[0]?.n ?? 0
}

export const insertTimeline = (db: TenantTx, rows: readonly (typeof timelineEntries.$inferInsert)[]): Promise<void> =>
  insertMany(db, timelineEntries, rows)

export const partnersIn = (db: TenantTx, tenant: string, scope: Scope, ids: readonly string[]): Promise<Partner[]> =>
  db
    .select()
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), inArray(partners.id, [...ids]), scopeWhere(scope, tenant, partners.id)))
    // Those who change many change them in one order, so that two of them wait for each other instead of locking up.
    .orderBy(partners.id)
