import { and, eq, isNull } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { messages, notices } from '../notices/notice.tables.ts'
import { grants, MATTER_TYPE } from './request.tables.ts'

/** Which request a message brings to the person asked; mails to colleagues, and links that another one replaced, bring none. */
export const requestOfMessage = async (
  db: TenantTx,
  tenant: string,
  messageId: string,
): Promise<{ requestId: string; kind: string; failure: string | null } | undefined> => {
  const [row] = await db
    .select({
      requestId: notices.matterId,
      matterType: notices.matterType,
      kind: notices.kind,
      failure: messages.failure,
    })
    .from(messages)
    .innerJoin(notices, and(eq(notices.tenantId, messages.tenantId), eq(notices.id, messages.noticeId)))
    .innerJoin(
      grants,
      and(
        eq(grants.tenantId, messages.tenantId),
        eq(grants.id, messages.recipientId),
        eq(grants.role, 'lead'),
        isNull(grants.revokedAt),
      ),
    )
    .where(and(eq(messages.tenantId, tenant), eq(messages.id, messageId)))
  // Not a condition of the query: the database would then read through all notices of requests for each message.
  return row?.matterType === MATTER_TYPE ? row : undefined
}
