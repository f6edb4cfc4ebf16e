import { and, eq, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { FACT_KEYS } from '../../domain/intake/planned-facts.ts'
import { insertMany, updateMany } from '../../platform/db/bulk.ts'
import { refusedBecause } from '../../platform/db/refusal.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { partnerNotes } from './note.tables.ts'
import { type NewPartner, unitKeyOf } from './partner.store.ts'
import {
  contacts,
  partnerCurrent,
  partnerSearch,
  partners,
  partnerTags,
  partnerUnits,
  timelineEntries,
} from './partner.tables.ts'

export type Search = { key: string; grams: string[] }
export type NewContact = typeof contacts.$inferInsert
export type NewNote = typeof partnerNotes.$inferInsert
export type NewEvent = typeof timelineEntries.$inferInsert
export type BulkPartner = { row: NewPartner; search: Search; unitIds: readonly string[] }

/** Registers many partners: facts, search keys, current state and units in a handful of statements. */
export const insertPartners = async (db: TenantTx, list: readonly BulkPartner[]): Promise<void> => {
  await insertMany(
    db,
    partners,
    list.map(({ row }) => row),
  )
  await insertMany(
    db,
    partnerSearch,
    list.map(({ row, search }) => ({ tenantId: row.tenantId, partnerId: row.id, sortKey: row.sortKey, ...search })),
  )
  await insertMany(
    db,
    partnerCurrent,
    list.map(({ row, unitIds }) => ({
      tenantId: row.tenantId,
      partnerId: row.id,
      stage: row.stage,
      sortKey: row.sortKey,
      kind: row.kind,
      country: row.country,
      provisional: false,
      assessmentState: 'none',
      connectionBits: 0,
      unitKey: unitKeyOf(unitIds),
    })),
  )
  await insertUnitsOf(db, list)
  await insertTagsOf(db, list)
}

const insertTagsOf = (db: TenantTx, list: readonly BulkPartner[]): Promise<void> =>
  insertMany(
    db,
    partnerTags,
    list.flatMap(({ row }) =>
      [...new Set(row.tags)].map((tag) => ({ tenantId: row.tenantId, partnerId: row.id, tag })),
    ),
  )

const insertUnitsOf = (db: TenantTx, list: readonly BulkPartner[]): Promise<void> =>
  insertMany(
    db,
    partnerUnits,
    list.flatMap(({ row, unitIds }) =>
      unitIds.map((unitId) => ({ tenantId: row.tenantId, partnerId: row.id, unitId })),
    ),
  )

/** What an edit in bulk writes: every fact that a ledger states, with the keys made of them; units have a table of their own. */
const WRITTEN = [
  'version',
  'updatedAt',
  ...FACT_KEYS.filter((key) => key !== 'unitIds'),
  'sortKey',
  'matchingKey',
  'variantKey',
] as const

/** Changes many partners from the versions given (one less than in each row); answers how many still had them. */
export const updatePartners = async (db: TenantTx, tenant: string, list: readonly BulkPartner[]): Promise<number> => {
  const ids = list.map(({ row }) => row.id)
  const same = sql`t.tenant_id = ${tenant}::uuid AND t.id = n.id AND t.version = n.version - 1`
  const done = await updateMany(
    db,
    partners,
    list.map(({ row }) => row),
    WRITTEN,
    ['id'],
    same,
  )
  await updateMany(
    db,
    partnerSearch,
    list.map(({ row, search }) => ({ partnerId: row.id, sortKey: row.sortKey, ...search })),
    ['key', 'grams', 'sortKey'],
    ['partnerId'],
    sql`t.tenant_id = ${tenant}::uuid AND t.partner_id = n.partner_id`,
  )
  await updateMany(
    db,
    partnerCurrent,
    list.map(({ row, unitIds }) => ({
      partnerId: row.id,
      sortKey: row.sortKey,
      kind: row.kind,
      country: row.country,
      unitKey: unitKeyOf(unitIds),
    })),
    ['sortKey', 'kind', 'country', 'unitKey'],
    ['partnerId'],
    sql`t.tenant_id = ${tenant}::uuid AND t.partner_id = n.partner_id`,
  )
  await db.delete(partnerUnits).where(and(eq(partnerUnits.tenantId, tenant), inAny(partnerUnits.partnerId, ids)))
  await insertUnitsOf(db, list)
  await db.delete(partnerTags).where(and(eq(partnerTags.tenantId, tenant), inAny(partnerTags.partnerId, ids)))
  await insertTagsOf(db, list)
  return done
}

const inAny = (column: AnyPgColumn, ids: readonly string[]) => sql`${column} = ANY(${sql.param([...ids])}::uuid[])`

export const insertContacts = (db: TenantTx, rows: readonly NewContact[]): Promise<void> =>
  insertMany(db, contacts, rows)

const tryRemoveContacts = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<boolean> => {
  try {
    await db.transaction((inner) =>
      inner.delete(contacts).where(and(eq(contacts.tenantId, tenant), inAny(contacts.id, ids))),
    )
    return true
  } catch (error) {
    if (refusedBecause(error, 'referred')) return false
    throw error
  }
}

/** Removes those of these contacts that nothing refers to, such as a request sent to one of them; gives the removed ones. */
export const removeUnusedContacts = async (
  db: TenantTx,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (ids.length === 0 || (await tryRemoveContacts(db, tenant, ids))) return new Set(ids)
  const removed = new Set<string>()
  for (const id of ids) if (await tryRemoveContacts(db, tenant, [id])) removed.add(id)
  return removed
}

export const insertNotes = (db: TenantTx, rows: readonly NewNote[]): Promise<void> => insertMany(db, partnerNotes, rows)

export const removeNotes = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0)
    await db.delete(partnerNotes).where(and(eq(partnerNotes.tenantId, tenant), inAny(partnerNotes.id, ids)))
}

export const insertEvents = (db: TenantTx, rows: readonly NewEvent[]): Promise<void> =>
  insertMany(db, timelineEntries, rows)

export const removePartners = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<void> => {
  await db.delete(partners).where(and(eq(partners.tenantId, tenant), inAny(partners.id, ids)))
}
