import { and, eq } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { members } from '../organizations/organization.tables.ts'
import { contacts, partners } from '../partners/partner.tables.ts'

/** Whether a recipient may be written to at this moment, and at which address. */
export type Verdict =
  | { ok: true; address: string }
  | { ok: false; reason: 'recipient_unknown' | 'recipient_revoked' | 'partner_archived' | 'address_missing' }
export type RecipientCheck = (db: TenantTx, tenant: string, recipientId: string) => Promise<Verdict>

/** A partner's contact: not revoked, the partner not archived, with a mail address. */
export const contactCheck: RecipientCheck = async (db, tenant, id) => {
  const [row] = await db
    .select({ email: contacts.email, revokedAt: contacts.revokedAt, stage: partners.stage })
    .from(contacts)
    .innerJoin(partners, and(eq(partners.tenantId, contacts.tenantId), eq(partners.id, contacts.partnerId)))
    .where(and(eq(contacts.tenantId, tenant), eq(contacts.id, id)))
  if (row === undefined) return { ok: false, reason: 'recipient_unknown' }
  if (row.revokedAt !== null) return { ok: false, reason: 'recipient_revoked' }
  if (row.stage === 'archived') return { ok: false, reason: 'partner_archived' }
  return row.email === null ? { ok: false, reason: 'address_missing' } : { ok: true, address: row.email }
}

/** A member of our own organisation: still active. */
export const memberCheck: RecipientCheck = async (db, tenant, id) => {
  const [row] = await db
    .select({ email: members.emailNorm, status: members.status })
    .from(members)
    .where(and(eq(members.tenantId, tenant), eq(members.id, id)))
  if (row === undefined) return { ok: false, reason: 'recipient_unknown' }
  return row.status === 'active' ? { ok: true, address: row.email } : { ok: false, reason: 'recipient_revoked' }
}
