import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import { messages, notices } from './notice.tables.ts'

export type Message = typeof messages.$inferSelect
export type NewNotice = typeof notices.$inferInsert

export const insertNotice = async (db: TenantTx, row: NewNotice): Promise<void> => {
  await db.insert(notices).values(row)
}

type Queued = Pick<
  Message,
  'id' | 'partnerId' | 'recipientType' | 'recipientId' | 'address' | 'lang' | 'subject' | 'body' | 'dedupeKey'
>
type Common = {
  tenantId: string
  noticeId: string
  sendAfter: Instant
  giveUpAt: Instant
  correlation: string
  now: Instant
}

const column = <K extends keyof Queued>(rows: readonly Queued[], key: K) => sql.param(rows.map((row) => row[key]))

/** Queues all messages in one statement, whatever their number; answers how many were new. */
export const insertMessages = async (db: TenantTx, rows: readonly Queued[], at: Common): Promise<number> => {
  if (rows.length === 0) return 0
  const done = await db.execute(sql`
    INSERT INTO ${messages} (tenant_id, id, created_at, updated_at, notice_id, is_drill, partner_id, recipient_type, recipient_id, channel, address, lang,
                             subject, body, dedupe_key, state, send_after, give_up_at, correlation)
    SELECT ${at.tenantId}::uuid, m.id, ${at.now}::timestamptz, ${at.now}::timestamptz, ${at.noticeId}::uuid, false, m.partner_id, m.recipient_type,
           m.recipient_id, 'mail', m.address, m.lang, m.subject, m.body, m.dedupe_key, 'pending', ${at.sendAfter}::timestamptz, ${at.giveUpAt}::timestamptz,
           ${at.correlation}
      FROM unnest(${column(rows, 'id')}::uuid[], ${column(rows, 'partnerId')}::uuid[], ${column(rows, 'recipientType')}::text[],
                  ${column(rows, 'recipientId')}::uuid[], ${column(rows, 'address')}::text[], ${column(rows, 'lang')}::text[],
                  ${column(rows, 'subject')}::text[], ${column(rows, 'body')}::text[], ${column(rows, 'dedupeKey')}::text[])
        AS m(id, partner_id, recipient_type, recipient_id, address, lang, subject, body, dedupe_key)
    ON CONFLICT DO NOTHING`)
  return done.rowCount ?? 0
}

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
