import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import type { PlainDate } from '../../domain/time.ts'
import { HOME_ZONE } from '../../platform/clock.ts'
import { among } from '../../platform/db/among.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { members, tenants, units } from '../organizations/organization.tables.ts'
import { contacts, partnerCurrent, partnerEvidence, partners, partnerUnits } from '../partners/partner.tables.ts'
import { scopeWhere } from '../partners/scope.queries.ts'

export type Contact = typeof contacts.$inferSelect

/** The partners of a list that the reader may see, with what decides what is asked of them. */
export const partnersToAsk = (db: TenantTx, tenant: string, scope: Scope, ids: readonly string[]) =>
  db
    .select({
      id: partners.id,
      name: partners.name,
      nameEn: partners.nameEn,
      level: partnerCurrent.levelEffective,
      provisional: partnerCurrent.provisional,
      connectionBits: partnerCurrent.connectionBits,
      stage: partnerCurrent.stage,
    })
    .from(partners)
    .innerJoin(
      partnerCurrent,
      and(eq(partnerCurrent.tenantId, partners.tenantId), eq(partnerCurrent.partnerId, partners.id)),
    )
    .where(and(eq(partners.tenantId, tenant), among(partners.id, ids), scopeWhere(scope, tenant, partners.id)))
    .orderBy(asc(partners.sortKey), asc(partners.id))

/** People of these partners who can be reached, the one for security first. */
export const contactsToAsk = async (
  db: TenantTx,
  tenant: string,
  partnerIds: readonly string[],
): Promise<Map<string, Contact[]>> => {
  const rows = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenant), inArray(contacts.partnerId, [...partnerIds]), isNull(contacts.revokedAt)))
    .orderBy(asc(contacts.id))
  const rank = (contact: Contact) =>
    (contact.email === null ? 10 : 0) + Math.max(0, ['security', 'main', 'executive', 'other'].indexOf(contact.role))
  const map = new Map<string, Contact[]>()
  for (const row of rows) map.set(row.partnerId, [...(map.get(row.partnerId) ?? []), row])
  for (const list of map.values()) list.sort((a, b) => rank(a) - rank(b))
  return map
}

export const evidenceOf = (db: TenantTx, tenant: string, partnerIds: readonly string[]) =>
  db
    .select({
      partnerId: partnerEvidence.partnerId,
      kind: partnerEvidence.kind,
      grade: partnerEvidence.grade,
      expiresOn: partnerEvidence.expiresOn,
    })
    .from(partnerEvidence)
    .where(and(eq(partnerEvidence.tenantId, tenant), inArray(partnerEvidence.partnerId, [...partnerIds])))

/** Who asks: the company and the person whom the partner may turn to. */
export const askerOf = async (db: TenantTx, tenant: string, memberId: string) => {
  const [company] = await db.select({ name: tenants.name, tz: tenants.tz }).from(tenants).where(eq(tenants.id, tenant))
  const [member] = await db
    .select({ name: members.name, email: members.emailNorm })
    .from(members)
    .where(and(eq(members.tenantId, tenant), eq(members.id, memberId)))
  return { company: company ?? { name: '', tz: HOME_ZONE }, member }
}

export const buyerName = async (db: TenantTx, tenant: string): Promise<string> => {
  const [row] = await db.select({ name: tenants.name }).from(tenants).where(eq(tenants.id, tenant))
  return row?.name ?? ''
}

export const partnerName = async (db: TenantTx, tenant: string, partnerId: string): Promise<string> => {
  const [row] = await db
    .select({ name: partners.name })
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), eq(partners.id, partnerId)))
  return row?.name ?? ''
}

/** The day a partner is looked at next, as lists show it. */
export const nextDueOf = async (db: TenantTx, tenant: string, partnerId: string): Promise<PlainDate | null> => {
  const [row] = await db
    .select({ nextDue: partnerCurrent.nextDue })
    .from(partnerCurrent)
    .where(and(eq(partnerCurrent.tenantId, tenant), eq(partnerCurrent.partnerId, partnerId)))
  return row?.nextDue ?? null
}

/** Whether a partner was put into the archive by a person, not by a merge. */
export const isArchived = async (db: TenantTx, tenant: string, partnerId: string): Promise<boolean> => {
  const [row] = await db
    .select({ stage: partners.stage, mergedInto: partners.mergedInto })
    .from(partners)
    .where(and(eq(partners.tenantId, tenant), eq(partners.id, partnerId)))
  return row?.stage === 'archived' && row.mergedInto === null
}

export const contactById = async (db: TenantTx, tenant: string, id: string): Promise<Contact | undefined> => {
  const [row] = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenant), eq(contacts.id, id)))
  return row
}

/** The people of a request's partner who may be written to, the one asked first. */
export const peopleToAsk = async (
  db: TenantTx,
  { tenantId, partnerId, contactId }: { tenantId: string; partnerId: string; contactId: string | null },
): Promise<Contact[]> => {
  const people = (await contactsToAsk(db, tenantId, [partnerId])).get(partnerId) ?? []
  return [...people.filter(({ id }) => id === contactId), ...people.filter(({ id }) => id !== contactId)]
}

/** The contacts with these ids who may still be written to. */
export const contactsById = async (
  db: TenantTx,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Contact>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenant), among(contacts.id, ids), isNull(contacts.revokedAt)))
  return new Map(rows.map((row) => [row.id, row]))
}

/** The name of the first unit that works with each of these partners. */
export const unitsOfPartners = async (
  db: TenantTx,
  tenant: string,
  partnerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await db
    .selectDistinctOn([partnerUnits.partnerId], { partnerId: partnerUnits.partnerId, name: units.name })
    .from(partnerUnits)
    .innerJoin(units, and(eq(units.tenantId, partnerUnits.tenantId), eq(units.id, partnerUnits.unitId)))
    .where(and(eq(partnerUnits.tenantId, tenant), inArray(partnerUnits.partnerId, [...partnerIds])))
    .orderBy(partnerUnits.partnerId, asc(units.id))
  return new Map(rows.map(({ partnerId, name }) => [partnerId, name]))
}
