import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { assignments } from '../organizations/organization.tables.ts'
import { type MovedRows, partnerMerges } from './merge.tables.ts'
import { partnerNotes } from './note.tables.ts'
import { followUnits } from './partner.store.ts'
import { contacts, partnerEvidence, partners, partnerUnits, subcontracts, timelineEntries } from './partner.tables.ts'

export type Merge = typeof partnerMerges.$inferSelect

type Owned = typeof contacts | typeof partnerEvidence | typeof partnerNotes | typeof timelineEntries
const OWNED = { contacts, evidence: partnerEvidence, notes: partnerNotes, timeline: timelineEntries } as const

const hand = async (db: TenantTx, table: Owned, tenant: string, from: string, to: string, ids?: readonly string[]) => {
  if (ids?.length === 0) return []
  const rows = await db.execute<{ id: string }>(sql`
    UPDATE ${table} SET partner_id = ${to} WHERE tenant_id = ${tenant} AND partner_id = ${from}
    ${ids === undefined ? sql`` : sql`AND id = ANY(${sql.param([...ids])}::uuid[])`} RETURNING id`)
  return rows.rows.map((row) => row.id)
}

/** Hands all that is kept about one partner to another; gives what moved. */
export const handOver = async (db: TenantTx, tenant: string, from: string, to: string) => ({
  contacts: await hand(db, OWNED.contacts, tenant, from, to),
  evidence: await hand(db, OWNED.evidence, tenant, from, to),
  notes: await hand(db, OWNED.notes, tenant, from, to),
  timeline: await hand(db, OWNED.timeline, tenant, from, to),
})

/** Hands back what moved in a merge, as far as it is still there. */
export const handBack = async (db: TenantTx, tenant: string, from: string, to: string, moved: MovedRows) => {
  for (const key of ['contacts', 'evidence', 'notes', 'timeline'] as const)
    await hand(db, OWNED[key], tenant, from, to, moved[key])
}

/** The sub-contracts a partner takes part in. */
export const subcontractsOf = (db: TenantTx, tenant: string, partnerId: string) =>
  db
    .select()
    .from(subcontracts)
    .where(
      and(
        eq(subcontracts.tenantId, tenant),
        or(eq(subcontracts.partnerId, partnerId), eq(subcontracts.subcontractorId, partnerId)),
      ),
    )

export const removeSubcontracts = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0)
    await db.delete(subcontracts).where(and(eq(subcontracts.tenantId, tenant), inArray(subcontracts.id, [...ids])))
}

export const addSubcontracts = async (
  db: TenantTx,
  rows: readonly (typeof subcontracts.$inferInsert)[],
): Promise<void> => {
  if (rows.length > 0)
    await db
      .insert(subcontracts)
      .values([...rows])
      .onConflictDoNothing()
}

/** Adds one partner's units and people in charge to another's; gives those that were new there. */
export const shareReach = async (db: TenantTx, tenant: string, from: string, to: string, now: Instant) => {
  const units = await db.execute<{ id: string }>(sql`
    INSERT INTO ${partnerUnits} (tenant_id, partner_id, unit_id)
    SELECT tenant_id, ${to}, unit_id FROM ${partnerUnits} WHERE tenant_id = ${tenant} AND partner_id = ${from}
    ON CONFLICT DO NOTHING RETURNING unit_id AS id`)
  await followUnits(db, tenant, to)
  const people = await db.execute<{ id: string }>(sql`
    INSERT INTO ${assignments} (tenant_id, partner_id, member_id, created_at)
    SELECT tenant_id, ${to}, member_id, ${now}::timestamptz FROM ${assignments} WHERE tenant_id = ${tenant} AND partner_id = ${from}
    ON CONFLICT DO NOTHING RETURNING member_id AS id`)
  return { units: units.rows.map((row) => row.id), assignees: people.rows.map((row) => row.id) }
}

/** Takes units and people in charge away again that came by a merge. */
export const unshareReach = async (db: TenantTx, tenant: string, partnerId: string, moved: MovedRows) => {
  if (moved.units.length > 0)
    await db
      .delete(partnerUnits)
      .where(
        and(
          eq(partnerUnits.tenantId, tenant),
          eq(partnerUnits.partnerId, partnerId),
          inArray(partnerUnits.unitId, moved.units),
        ),
      )
  await followUnits(db, tenant, partnerId)
  if (moved.assignees.length > 0)
    await db
      .delete(assignments)
      .where(
        and(
          eq(assignments.tenantId, tenant),
          eq(assignments.partnerId, partnerId),
          inArray(assignments.memberId, moved.assignees),
        ),
      )
}

/** Frees the code of a partner that goes, so that the one that stays can carry it. */
export const releaseCode = async (db: TenantTx, tenant: string, id: string, code: string | null): Promise<void> => {
  await db
    .update(partners)
    .set({ code })
    .where(and(eq(partners.tenantId, tenant), eq(partners.id, id)))
}

export const insertMerge = async (db: TenantTx, row: typeof partnerMerges.$inferInsert): Promise<void> => {
  await db.insert(partnerMerges).values(row)
}

export const mergeById = async (db: TenantTx, tenant: string, id: string): Promise<Merge | undefined> => {
  const [row] = await db
    .select()
    .from(partnerMerges)
    .where(and(eq(partnerMerges.tenantId, tenant), eq(partnerMerges.id, id)))
    .for('update')
  return row
}

export const closeMerge = async (db: TenantTx, merge: Merge, now: Instant): Promise<void> => {
  await db
    .update(partnerMerges)
    .set({ undoneAt: now, updatedAt: now, version: merge.version + 1 })
    .where(and(eq(partnerMerges.tenantId, merge.tenantId), eq(partnerMerges.id, merge.id)))
}
