import { and, eq } from 'drizzle-orm'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { messages, notices } from '../notices/notice.tables.ts'
import { MATTER_TYPE } from './request.tables.ts'

/** Which request a message is about, when it is about one. */
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
    .where(and(eq(messages.tenantId, tenant), eq(messages.id, messageId)))
  // Not a condition of the query: the database would then read through all notices of requests for each message.
  return row?.matterType === MATTER_TYPE ? row : undefined
}
