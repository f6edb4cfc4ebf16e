import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { units } from '../organizations/organization.tables.ts'
import { partnerNotes } from './note.tables.ts'
import type { Partner } from './partner.store.ts'
import { contacts, partners, partnerUnits } from './partner.tables.ts'

export type PartnerKeys = {
  codes: readonly string[]
  numbers: readonly string[]
  variants: readonly string[]
}
export type WholePartner = {
  partner: Partner
  unitIds: string[]
  contacts: { name: string; email: string | null; phone: string | null }[]
  notes: string[]
}

// As a subquery the keys are hashed once; as a constant list, planning alone looks at each of ten thousand.
const any = (column: AnyPgColumn, values: readonly string[]): SQL =>
  sql`${column} IN (SELECT unnest(${sql.param([...values])}::text[]))`

/** Every partner that a row could mean by code, corporate number or name, and all that have borne another name. */
export const partnersByKeys = (db: TenantTx, tenant: string, keys: PartnerKeys) =>
  db
    .select()
    .from(partners)
    .where(
      and(
        eq(partners.tenantId, tenant),
        or(
          any(partners.code, keys.codes),
          any(partners.corporateNumber, keys.numbers),
          any(partners.variantKey, keys.variants),
          sql`${partners.formerNames} <> '[]'::jsonb`,
        ),
      ),
    )
    .orderBy(partners.id)

export const partnersByIds = (db: TenantTx, tenant: string, ids: readonly string[]): Promise<Partner[]> =>
  db
    .select()
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), sql`${partners.id} = ANY(${sql.param([...ids])}::uuid[])`))

/** All partners as far as payments know them, archived ones left out. */
export const partnersToCompare = (db: TenantTx, tenant: string) =>
  db
    .select({
      id: partners.id,
      code: partners.code,
      corporateNumber: partners.corporateNumber,
      name: partners.name,
      reading: partners.reading,
      nameEn: partners.nameEn,
      formerNames: partners.formerNames,
    })
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), sql`${partners.stage} <> 'archived'`))

/** Adds units and contacts, and notes if wanted, to partners already read. */
export const completePartners = async (
  db: TenantTx,
  tenant: string,
  list: readonly Partner[],
  also: { notes: boolean },
): Promise<WholePartner[]> => {
  const ids = sql.param(list.map(({ id }) => id))
  const joined = await db
    .select({ partnerId: partnerUnits.partnerId, unitId: partnerUnits.unitId })
    .from(partnerUnits)
    .where(and(eq(partnerUnits.tenantId, tenant), sql`${partnerUnits.partnerId} = ANY(${ids}::uuid[])`))
    .orderBy(partnerUnits.unitId)
  const people = await db
    .select({
      partnerId: contacts.partnerId,
      name: contacts.name,
      email: contacts.email,
      // As registered: a ledger writes it that way again.
      phone: sql<string | null>`coalesce(nullif(${contacts.phoneText}, ''), ${contacts.phone})`,
    })
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenant), sql`${contacts.partnerId} = ANY(${ids}::uuid[])`))
  const notes = also.notes
    ? await db
        .select({ partnerId: partnerNotes.partnerId, body: partnerNotes.body })
        .from(partnerNotes)
        .where(and(eq(partnerNotes.tenantId, tenant), sql`${partnerNotes.partnerId} = ANY(${ids}::uuid[])`))
    : []
  const whole = new Map(
    list.map((partner): [string, WholePartner] => [partner.id, { partner, unitIds: [], contacts: [], notes: [] }]),
  )
  for (const { partnerId, unitId } of joined) whole.get(partnerId)?.unitIds.push(unitId)
  for (const { partnerId, ...person } of people) whole.get(partnerId)?.contacts.push(person)
  for (const { partnerId, body } of notes) whole.get(partnerId)?.notes.push(body)
  return [...whole.values()]
}

/** Which of these partners nobody has touched since they were made: first version, one line of history, nothing asked of them, nothing refers to them. */
export const untouchedPartners = async (db: TenantTx, tenant: string, ids: readonly string[]): Promise<Set<string>> => {
  const found = await db.execute<{ id: string }>(sql`
    SELECT p.id FROM partners p
     WHERE p.tenant_id = ${tenant} AND p.id = ANY(${sql.param([...ids])}::uuid[]) AND p.version = 1
       AND (SELECT count(*) FROM timeline_entries e WHERE e.tenant_id = p.tenant_id AND e.partner_id = p.id) = 1
       AND EXISTS (SELECT 1 FROM partner_current c WHERE c.tenant_id = p.tenant_id AND c.partner_id = p.id AND c.assessment_state = 'none')
       AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.tenant_id = p.tenant_id AND a.partner_id = p.id)
       AND NOT EXISTS (SELECT 1 FROM partner_evidence v WHERE v.tenant_id = p.tenant_id AND v.partner_id = p.id)
       AND NOT EXISTS (SELECT 1 FROM subcontracts s WHERE s.tenant_id = p.tenant_id AND (s.partner_id = p.id OR s.subcontractor_id = p.id))`)
  return new Set(found.rows.map(({ id }) => id))
}

const KEPT = { contacts, notes: partnerNotes } as const

/** The versions of those of these contacts or notes that are still there; one never changed has the first. */
export const versionsOf = async (
  db: TenantTx,
  tenant: string,
  what: keyof typeof KEPT,
  ids: readonly string[],
): Promise<Map<string, number>> => {
  const table = KEPT[what]
  const rows = await db
    .select({ id: table.id, version: table.version })
    .from(table)
    .where(and(eq(table.tenantId, tenant), sql`${table.id} = ANY(${sql.param([...ids])}::uuid[])`))
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** Units of the tenant by the names a ledger may use for them. */
export const unitNames = async (
  db: TenantTx,
  tenant: string,
): Promise<{ id: string; name: string; nameEn: string }[]> =>
  db.select({ id: units.id, name: units.name, nameEn: units.nameEn }).from(units).where(eq(units.tenantId, tenant))
