import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import { insertMany, insertNew } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { messages, notices } from './notice.tables.ts'

export type Message = typeof messages.$inferSelect
export type NewNotice = typeof notices.$inferInsert

export const insertNotices = (db: TenantTx, rows: readonly NewNotice[]): Promise<void> => insertMany(db, notices, rows)

/** Queues messages a thousand a statement, except those that were queued before; answers the ids of the new ones. */
export const insertMessages = (
  db: TenantTx,
  rows: readonly (typeof messages.$inferInsert)[],
): Promise<ReadonlySet<string>> => insertNew(db, messages, rows)

/** Changes a message that is still as it was read; false when the clock or someone else was faster. */
export const setMessage = async (
  db: TenantTx,
  before: Pick<Message, 'tenantId' | 'id' | 'version' | 'state'>,
  change: Partial<Message>,
  now: Instant,
): Promise<boolean> => {
  const done = await db
    .update(messages)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(
      and(
        eq(messages.tenantId, before.tenantId),
        eq(messages.id, before.id),
        eq(messages.version, before.version),
        eq(messages.state, before.state),
      ),
    )
  return done.rowCount === 1
}

/** Queues the same text once more as a message of its own. */
export const copyMessage = async (
  db: TenantTx,
  message: Message,
  next: { id: string; giveUpAt: Instant; correlation: string; now: Instant },
): Promise<void> => {
  await db.insert(messages).values({
    ...message,
    id: next.id,
    version: 1,
    dedupeKey: `${message.dedupeKey}:again:${next.id}`,
    state: 'pending',
    sendAfter: next.now,
    giveUpAt: next.giveUpAt,
    leaseUntil: null,
    leaseNo: 0,
    attempts: 0,
    correlation: next.correlation,
    messageId: null,
    sentAt: null,
    failure: null,
    createdAt: next.now,
    updatedAt: next.now,
  })
}

/** Cancels what waits; what is being sent right now may finish but is not tried again. */
export const cancelWaiting = async (
  db: TenantTx,
  tenant: string,
  matter: { type: string; id: string },
  failure: string,
  now: Instant,
): Promise<number> => {
  const ofMatter = sql`messages.tenant_id = ${tenant} AND notices.tenant_id = ${tenant} AND notices.id = messages.notice_id
       AND notices.matter_type = ${matter.type} AND notices.matter_id = ${matter.id}`
  await db.execute(
    sql`UPDATE ${messages} SET give_up_at = ${now} FROM ${notices} WHERE ${ofMatter} AND messages.state = 'sending'`,
  )
  const done = await db.execute(sql`
    UPDATE ${messages} SET state = 'cancelled', failure = ${failure}, version = messages.version + 1, updated_at = ${now}
      FROM ${notices} WHERE ${ofMatter} AND messages.state = 'pending'`)
  return done.rowCount ?? 0
}
