import { and, eq } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import type { RecipientCheck } from '../notices/recipient-check.queries.ts'
import { contacts } from '../partners/partner.tables.ts'
import { grants } from './request.tables.ts'

const contactRevoked = async (db: TenantTx, tenant: string, id: string): Promise<boolean> => {
  const [row] = await db
    .select({ revokedAt: contacts.revokedAt })
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenant), eq(contacts.id, id)))
  return row === undefined || row.revokedAt !== null
}

/** Whether the holder of a link may still be written to: neither the link nor the person behind it was revoked. */
export const grantCheck: RecipientCheck = async (db, tenant, id) => {
  const [row] = await db
    .select({ address: grants.address, revokedAt: grants.revokedAt, contactId: grants.contactId })
    .from(grants)
    .where(and(eq(grants.tenantId, tenant), eq(grants.id, id)))
  if (row === undefined) return { ok: false, reason: 'recipient_unknown' }
  if (row.revokedAt !== null) return { ok: false, reason: 'recipient_revoked' }
  if (row.contactId !== null && (await contactRevoked(db, tenant, row.contactId)))
    return { ok: false, reason: 'recipient_revoked' }
  return row.address === null ? { ok: false, reason: 'address_missing' } : { ok: true, address: row.address }
}
