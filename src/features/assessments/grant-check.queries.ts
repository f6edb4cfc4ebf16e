import { and, eq, inArray } from 'drizzle-orm'
import type { RecipientCheck, Verdict } from '../notices/recipient-check.queries.ts'
import { contacts } from '../partners/partner.tables.ts'
import { grants } from './request.tables.ts'

type Holder = {
  address: string | null
  revokedAt: string | null
  contactId: string | null
  contact: { email: string | null; revokedAt: string | null } | null
}

const verdictOn = ({ address, revokedAt, contactId, contact }: Holder): Verdict => {
  const personGone = contactId !== null && (contact === null || contact.revokedAt !== null)
  if (revokedAt !== null || personGone) return { ok: false, reason: 'recipient_revoked' }
  // A contact's address may have been corrected since the link was given; a colleague has only the one of the link.
  const present = contact === null ? address : contact.email
  return present === null ? { ok: false, reason: 'address_missing' } : { ok: true, address: present }
}

/** Whether the holders of links may still be written to: neither the link nor the person behind it was revoked. */
export const grantCheck: RecipientCheck = async (db, tenant, ids) => {
  const rows = await db
    .select({
      id: grants.id,
      address: grants.address,
      revokedAt: grants.revokedAt,
      contactId: grants.contactId,
      contact: { id: contacts.id, email: contacts.email, revokedAt: contacts.revokedAt },
    })
    .from(grants)
    .leftJoin(contacts, and(eq(contacts.tenantId, grants.tenantId), eq(contacts.id, grants.contactId)))
    .where(and(eq(grants.tenantId, tenant), inArray(grants.id, [...ids])))
  return new Map(rows.map((row) => [row.id, verdictOn(row)]))
}
