import { and, asc, eq, sql } from 'drizzle-orm'
import type { PlainDate } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { units } from '../organizations/organization.tables.ts'
import { partnerNotes } from './note.tables.ts'
import { contacts, partnerEvidence, partnerUnits, subcontracts } from './partner.tables.ts'

/** The units that work with a partner. */
export const unitsOf = (db: TenantTx, tenant: string, partnerId: string) =>
  db
    .select({ id: units.id, name: units.name })
    .from(partnerUnits)
    .innerJoin(units, and(eq(units.tenantId, partnerUnits.tenantId), eq(units.id, partnerUnits.unitId)))
    .where(and(eq(partnerUnits.tenantId, tenant), eq(partnerUnits.partnerId, partnerId)))
    .orderBy(asc(partnerUnits.unitId))

type Counts = {
  contacts: number
  evidence: number
  evidenceExpiring: number
  subcontractors: number
  notes: number
}

/** How much is kept about a partner, counted in one statement; `until` ends the notice period before expiry. */
export const countRecords = async (
  db: TenantTx,
  tenant: string,
  partnerId: string,
  until: PlainDate,
): Promise<Counts> => {
  const of = (table: typeof contacts | typeof partnerEvidence | typeof subcontracts | typeof partnerNotes) =>
    sql`SELECT count(*)::int FROM ${table} WHERE ${table.tenantId} = ${tenant} AND ${table.partnerId} = ${partnerId}`
  const found = await db.execute<Counts>(sql`SELECT
    (${of(contacts)} AND ${contacts.revokedAt} IS NULL) AS "contacts",
    (${of(partnerEvidence)}) AS "evidence",
    (${of(partnerEvidence)} AND ${partnerEvidence.expiresOn} <= ${until}) AS "evidenceExpiring",
    (${of(subcontracts)}) AS "subcontractors",
    (${of(partnerNotes)}) AS "notes"`)
  return found.rows[0] ?? { contacts: 0, evidence: 0, evidenceExpiring: 0, subcontractors: 0, notes: 0 }
}
