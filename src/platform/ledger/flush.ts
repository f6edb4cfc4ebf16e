import { randomBytes } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../db/tenant.ts'
import type { NewId } from '../ids.ts'
import { bodyText, canonical, GENESIS, hashDetail, hashLink, type LedgerRecord, segmentOf } from './chain.ts'
import { ledgerDetails, ledgerEntries, ledgerHeads, ledgerSegments } from './ledger.tables.ts'

export type FlushContext = { tenant: string; now: Instant; actor: string; newId: NewId }

type Head = { stream: string; segment: string; seq: number; hash: string }

const lockHeads = async (tx: TenantTx, at: FlushContext, streams: string[]): Promise<Map<string, Head>> => {
  const segment = segmentOf(at.now)
  // Sorted, so that two transactions that touch the same streams wait for each other instead of dead-locking.
  await tx
    .insert(ledgerHeads)
    .values(streams.map((stream) => ({ tenantId: at.tenant, stream, segment, seq: 0, hash: GENESIS })))
    .onConflictDoNothing()
  const rows = await tx
    .select()
    .from(ledgerHeads)
    .where(and(eq(ledgerHeads.tenantId, at.tenant), inArray(ledgerHeads.stream, streams)))
    .orderBy(ledgerHeads.stream)
    .for('update')
  return new Map(rows.map((row) => [row.stream, row]))
}

const columnsOf = <T extends Record<string, unknown>>(rows: T[], key: keyof T) => sql.param(rows.map((row) => row[key]))

/** Writes everything a transaction recorded, as its last act, so that the heads stay locked for the shortest time. */
export const flushLedger = async (tx: TenantTx, at: FlushContext, records: readonly LedgerRecord[]): Promise<void> => {
  if (records.length === 0) return
  const streams = [...new Set(records.map((record) => record.stream))].sort()
  const heads = await lockHeads(tx, at, streams)
  const segment = segmentOf(at.now)
  const closed: (typeof ledgerSegments.$inferInsert)[] = []
  const entries: (typeof ledgerEntries.$inferInsert)[] = []
  const details: { entryId: string; salt: string; detail: string }[] = []
  for (const { stream, event, subject, before, after, reason } of records) {
    const head = heads.get(stream)
    if (!head) throw new Error(`ledger head of ${stream} is missing`)
    if (head.segment < segment) {
      if (head.seq > 0) {
        closed.push({
          tenantId: at.tenant,
          stream,
          segment: head.segment,
          lastSeq: head.seq,
          lastHash: head.hash,
          closedAt: at.now,
        })
      }
      head.segment = segment
    }
    const id = at.newId()
    const salt = randomBytes(16).toString('hex')
    const detail = canonical({ before: before ?? null, after: after ?? null, reason: reason ?? null })
    const detailHash = hashDetail(salt, detail)
    const seq = head.seq + 1
    const body = bodyText({
      tenant: at.tenant,
      stream,
      segment: head.segment,
      seq,
      id,
      at: at.now,
      actor: at.actor,
      event,
      subject,
      detailHash,
    })
    const hash = hashLink(head.hash, body)
    entries.push({
      tenantId: at.tenant,
      id,
      stream,
      seq,
      segment: head.segment,
      at: at.now,
      actor: at.actor,
      event,
      subjectType: subject.type,
      subjectId: subject.id,
      body,
      detailHash,
      prevHash: head.hash,
      hash,
    })
    details.push({ entryId: id, salt, detail })
    head.seq = seq
    head.hash = hash
  }
  if (closed.length > 0) await tx.insert(ledgerSegments).values(closed)
  await tx.execute(sql`
    INSERT INTO ${ledgerEntries} (tenant_id, id, stream, seq, segment, at, actor, event, subject_type, subject_id, body, detail_hash, prev_hash, hash)
    SELECT ${at.tenant}::uuid, e.id, e.stream, e.seq, e.segment, ${at.now}::timestamptz, ${at.actor}, e.event, e.subject_type, e.subject_id, e.body, e.detail_hash, e.prev_hash, e.hash
      FROM unnest(${columnsOf(entries, 'id')}::uuid[], ${columnsOf(entries, 'stream')}::text[], ${columnsOf(entries, 'seq')}::bigint[],
                  ${columnsOf(entries, 'segment')}::text[], ${columnsOf(entries, 'event')}::text[], ${columnsOf(entries, 'subjectType')}::text[],
                  ${columnsOf(entries, 'subjectId')}::uuid[], ${columnsOf(entries, 'body')}::text[], ${columnsOf(entries, 'detailHash')}::text[],
                  ${columnsOf(entries, 'prevHash')}::text[], ${columnsOf(entries, 'hash')}::text[])
        AS e(id, stream, seq, segment, event, subject_type, subject_id, body, detail_hash, prev_hash, hash)`)
  await tx.execute(sql`
    INSERT INTO ${ledgerDetails} (tenant_id, entry_id, salt, detail)
    SELECT ${at.tenant}::uuid, d.entry_id, d.salt, d.detail
      FROM unnest(${columnsOf(details, 'entryId')}::uuid[], ${columnsOf(details, 'salt')}::text[], ${columnsOf(details, 'detail')}::text[]) AS d(entry_id, salt, detail)`)
  const moved = [...heads.values()]
  await tx.execute(sql`
    UPDATE ${ledgerHeads} SET segment = h.segment, seq = h.seq, hash = h.hash
      FROM unnest(${columnsOf(moved, 'stream')}::text[], ${columnsOf(moved, 'segment')}::text[], ${columnsOf(moved, 'seq')}::bigint[], ${columnsOf(moved, 'hash')}::text[])
        AS h(stream, segment, seq, hash)
     WHERE ledger_heads.tenant_id = ${at.tenant}::uuid AND ledger_heads.stream = h.stream`)
}
