import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import { insertion, updateMany } from '../../platform/db/bulk.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'
import type { NewId } from '../../platform/ids.ts'
import type { Message } from './notice.store.ts'
import { messageAttempts, messages } from './notice.tables.ts'

type Outcome = typeof messageAttempts.$inferSelect.outcome

/** Takes waiting messages whose time has come; what another sender holds is passed over. */
export const lockWaiting = (db: TenantTx, tenant: string, now: Instant, limit: number): Promise<Message[]> =>
  db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.tenantId, tenant),
        eq(messages.state, 'pending'),
        eq(messages.isDrill, false),
        sql`${messages.sendAfter} <= ${now}`,
      ),
    )
    .orderBy(messages.sendAfter)
    .limit(limit)
    .for('update', { skipLocked: true })

export const writeMessage = async (
  db: TenantTx,
  before: Pick<Message, 'tenantId' | 'id' | 'version'>,
  change: Partial<Message>,
  now: Instant,
): Promise<void> => {
  await db
    .update(messages)
    .set({ ...change, version: before.version + 1, updatedAt: now })
    .where(and(eq(messages.tenantId, before.tenantId), eq(messages.id, before.id)))
}

/** Puts waiting messages into the hands of one sender, until the lease ends. */
export const writeLeases = async (
  db: TenantTx,
  tenant: string,
  rows: readonly Message[],
  leaseUntil: Instant,
  now: Instant,
): Promise<void> => {
  const leases = rows.map(({ id, version, attempts, address, leaseNo, messageId }) => {
    const lease = { address, leaseNo, messageId, leaseUntil, state: 'sending' as const }
    return { id, ...lease, attempts: attempts + 1, version: version + 1, updatedAt: now }
  })
  await updateMany(
    db,
    messages,
    leases,
    ['state', 'address', 'leaseNo', 'attempts', 'leaseUntil', 'messageId', 'version', 'updatedAt'],
    ['id'],
    // Their ids are told once more: where the database has not counted the table yet, it would else read all of it.
    sql`t.tenant_id = ${tenant}::uuid AND t.id = n.id AND t.id = ANY(${sql.param(rows.map(({ id }) => id))}::uuid[])`,
  )
}

/** Writes that the server took messages over; answers those that had not been taken over by another sender since. */
export const markSent = async (
  db: TenantTx,
  tenant: string,
  accepted: readonly { id: string; messageId: string; no: number; response: string }[],
  now: Instant,
): Promise<{ id: string; noticeId: string }[]> => {
  if (accepted.length === 0) return []
  const own = { tenantId: tenant, at: now, outcome: 'accepted' as const, createdAt: now, updatedAt: now }
  const ids = sql.param(accepted.map((one) => one.messageId))
  const attempts = accepted.map(({ id, messageId, no, response }) => ({ ...own, id, messageId, no, response }))
  // Asked for by what it is not: `IN ('sending', 'pending')` would let the index of all that waits be read through.
  const { rows } = await db.execute<{ id: string; noticeId: string }>(sql`
    WITH attempts AS (${insertion(messageAttempts, attempts)} ON CONFLICT DO NOTHING)
    UPDATE ${messages} AS m SET state = 'sent', sent_at = ${now}, lease_until = NULL, failure = NULL,
           version = m.version + 1, updated_at = ${now}
      FROM unnest(${ids}::uuid[], ${sql.param(accepted.map((one) => one.no))}::int[]) AS h(id, no)
     WHERE m.tenant_id = ${tenant}::uuid AND m.id = h.id AND m.id = ANY(${ids}::uuid[]) AND m.lease_no = h.no
       AND m.state NOT IN ('sent', 'delivered', 'failed', 'cancelled')
    RETURNING m.id, m.notice_id AS "noticeId"`)
  return rows
}

/** Gets a message for the result of one hand-over, and holds it until that is written. */
export const lockMessage = async (db: TenantTx, tenant: string, id: string): Promise<Message | undefined> => {
  const [row] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.tenantId, tenant), eq(messages.id, id)))
    .for('update')
  return row
}

/** Messages whose sender never came back with a result. */
export const lockForgotten = (db: TenantTx, tenant: string, now: Instant, limit: number): Promise<Message[]> =>
  db
    .select()
    .from(messages)
    .where(and(eq(messages.tenantId, tenant), eq(messages.state, 'sending'), sql`${messages.leaseUntil} <= ${now}`))
    .orderBy(messages.sendAfter)
    .limit(limit)
    .for('update', { skipLocked: true })

/** Writes what became of one hand-over; the same hand-over is never written twice. */
export const insertAttempt = async (
  db: TenantTx,
  attempt: {
    newId: NewId
    tenantId: string
    messageId: string
    no: number
    at: Instant
    outcome: Outcome
    response: string
  },
): Promise<void> => {
  const { newId, at, ...row } = attempt
  await db
    .insert(messageAttempts)
    .values({ ...row, at, id: newId(), createdAt: at, updatedAt: at })
    .onConflictDoNothing()
}

/** Lets one worker at a time count and claim for an organisation, however many run. */
export const holdPace = async (db: TenantTx, tenant: string): Promise<void> => {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`mail-pace.${tenant}`}, 0))`)
}

/** How many messages were or are being handed over since a moment: what the pace is measured by. */
export const handedOverSince = async (db: TenantTx, tenant: string, since: Instant): Promise<number> => {
  const { rows } = await db.execute<{ n: number }>(sql`
    SELECT ((SELECT count(*) FROM message_attempts WHERE tenant_id = ${tenant} AND at > ${since})
          + (SELECT count(*) FROM messages WHERE tenant_id = ${tenant} AND state = 'sending'))::int AS n`)
  return rows[0]?.n ?? 0
}

/** How many messages a tenant still has to send or to hear of by now. */
export const countDue = async (db: TenantTx, tenant: string, now: Instant): Promise<number> => {
  const { rows } = await db.execute<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM messages WHERE tenant_id = ${tenant} AND state IN ('pending','sending') AND send_after <= ${now} LIMIT 1) AS due`)
  return rows[0]?.n ?? 0
}
