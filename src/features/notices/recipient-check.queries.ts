import { and, eq, inArray } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { members } from '../organizations/organization.tables.ts'
import { contacts, partners } from '../partners/partner.tables.ts'

/** Whether a recipient may be written to at this moment, and at which address. */
export type Verdict =
  | { ok: true; address: string }
  | { ok: false; reason: 'recipient_unknown' | 'recipient_revoked' | 'partner_archived' | 'address_missing' }
/** Asks for many recipients at once; one that is not in the answer is unknown. */
export type RecipientCheck = (
  db: TenantTx,
  tenant: string,
  recipientIds: readonly string[],
) => Promise<ReadonlyMap<string, Verdict>>

const contactVerdict = (row: { email: string | null; revokedAt: string | null; stage: string }): Verdict => {
  if (row.revokedAt !== null) return { ok: false, reason: 'recipient_revoked' }
  if (row.stage === 'archived') return { ok: false, reason: 'partner_archived' }
  return row.email === null ? { ok: false, reason: 'address_missing' } : { ok: true, address: row.email }
}

/** A partner's contact: not revoked, the partner not archived, with a mail address. */
export const contactCheck: RecipientCheck = async (db, tenant, ids) => {
  const rows = await db
    .select({ id: contacts.id, email: contacts.email, revokedAt: contacts.revokedAt, stage: partners.stage })
    .from(contacts)
    .innerJoin(partners, and(eq(partners.tenantId, contacts.tenantId), eq(partners.id, contacts.partnerId)))
    .where(and(eq(contacts.tenantId, tenant), inArray(contacts.id, [...ids])))
  return new Map(rows.map((row) => [row.id, contactVerdict(row)]))
}

/** A member of our own organisation: still active. */
export const memberCheck: RecipientCheck = async (db, tenant, ids) => {
  const rows = await db
    .select({ id: members.id, email: members.emailNorm, status: members.status })
    .from(members)
    .where(and(eq(members.tenantId, tenant), inArray(members.id, [...ids])))
  return new Map<string, Verdict>(
    rows.map(({ id, email, status }) => [
      id,
      status === 'active' ? { ok: true, address: email } : { ok: false, reason: 'recipient_revoked' },
    ]),
  )
}
