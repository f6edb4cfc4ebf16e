import { and, asc, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../../domain/access/access.ts'
import { readMomentCursor, writeMomentCursor } from '../../platform/db/moment-cursor.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { scopeWhere } from '../partners/scope.queries.ts'
import type { Message } from './notice.store.ts'
import { type MessageState, messageAttempts, messages, notices } from './notice.tables.ts'

export type MessageFilter = {
  notice?: string | undefined
  partner?: string | undefined
  matter?: string | undefined
  state?: readonly MessageState[] | undefined
}

const narrowed = (tenant: string, scope: Scope, { notice, partner, matter, state }: MessageFilter): SQL | undefined =>
  and(
    eq(messages.tenantId, tenant),
    scopeWhere(scope, tenant, messages.partnerId),
    notice === undefined ? undefined : eq(messages.noticeId, notice),
    partner === undefined ? undefined : eq(messages.partnerId, partner),
    state === undefined ? undefined : inArray(messages.state, [...state]),
    matter === undefined
      ? undefined
      : sql`${messages.noticeId} IN (SELECT ${notices.id} FROM ${notices} WHERE ${notices.tenantId} = ${tenant} AND ${notices.matterId} = ${matter})`,
  )

/** Gets one message with its sealed text if it is in the reader's part of the network. */
export const messageInScope = async (
  db: TenantTx,
  tenant: string,
  scope: Scope,
  id: string,
): Promise<Message | undefined> => {
  const [row] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.tenantId, tenant), eq(messages.id, id), scopeWhere(scope, tenant, messages.partnerId)))
  return row
}

const olderThan = (text: string | undefined): SQL | undefined => {
  const cursor = readMomentCursor(text)
  if (cursor === null) return undefined
  return or(lt(messages.createdAt, cursor.at), and(eq(messages.createdAt, cursor.at), lt(messages.id, cursor.id)))
}

export const listMessages = async (
  db: TenantTx,
  tenant: string,
  scope: Scope,
  { after, limit, ...filter }: MessageFilter & { after?: string | undefined; limit: number },
) => {
  const rows = await db
    .select({
      id: messages.id,
      noticeId: messages.noticeId,
      kind: notices.kind,
      matterType: notices.matterType,
      matterId: notices.matterId,
      partnerId: messages.partnerId,
      recipientType: messages.recipientType,
      recipientId: messages.recipientId,
      address: messages.address,
      lang: messages.lang,
      subject: messages.subject,
      state: messages.state,
      failure: messages.failure,
      sendAfter: messages.sendAfter,
      giveUpAt: messages.giveUpAt,
      sentAt: messages.sentAt,
      attempts: messages.attempts,
      messageId: messages.messageId,
      createdAt: messages.createdAt,
    })
    .from(messages)
    .innerJoin(notices, and(eq(notices.tenantId, messages.tenantId), eq(notices.id, messages.noticeId)))
    .where(and(narrowed(tenant, scope, filter), olderThan(after)))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items, next: more ? writeMomentCursor({ at: last.createdAt, id: last.id }) : null }
}

export const attemptsOf = (db: TenantTx, tenant: string, messageIds: readonly string[]) =>
  db
    .select({
      messageId: messageAttempts.messageId,
      no: messageAttempts.no,
      at: messageAttempts.at,
      outcome: messageAttempts.outcome,
      response: messageAttempts.response,
    })
    .from(messageAttempts)
    .where(and(eq(messageAttempts.tenantId, tenant), inArray(messageAttempts.messageId, [...messageIds])))
    .orderBy(asc(messageAttempts.no))

export const countStates = async (db: TenantTx, tenant: string, scope: Scope, filter: MessageFilter) => {
  const { state: _any, ...rest } = filter
  return db
    .select({ state: messages.state, count: sql<number>`count(*)::int` })
    .from(messages)
    .where(narrowed(tenant, scope, rest))
    .groupBy(messages.state)
    .orderBy(asc(messages.state))
}

/** How many messages of the organisation wait to be sent. */
export const countWaiting = async (db: TenantTx, tenant: string): Promise<number> => {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(messages)
    .where(and(eq(messages.tenantId, tenant), eq(messages.state, 'pending')))
  return row?.count ?? 0
}
