import { and, eq, isNull } from 'drizzle-orm'
import { among } from '../../platform/db/among.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { messages, notices } from '../notices/notice.tables.ts'
import { grants, MATTER_TYPE } from './request.tables.ts'

type AboutRequest = { requestId: string; kind: string; failure: string | null }

/** Which requests messages bring to the person asked, by the message; mails to colleagues, and links that another one replaced, bring none. */
export const requestsOfMessages = async (
  db: TenantTx,
  tenant: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, AboutRequest>> => {
  const rows = await db
    .select({
      id: messages.id,
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
    .where(and(eq(messages.tenantId, tenant), among(messages.id, messageIds)))
  // Not a condition of the query: the database would then read through all notices of requests for a few messages.
  return new Map(rows.filter(({ matterType }) => matterType === MATTER_TYPE).map((row) => [row.id, row]))
}
