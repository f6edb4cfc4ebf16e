import { randomBytes } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/time.ts'
import { insertion } from '../db/bulk.ts'
import type { TenantTx } from '../db/tenant.ts'
import type { NewId } from '../ids.ts'
import { inStep, partsOf } from '../in-step.ts'
import { bodyText, canonical, GENESIS, hashDetail, hashLink, type LedgerRecord, segmentOf } from './chain.ts'
import { ledgerDetails, ledgerEntries, ledgerHeads, ledgerSegments } from './ledger.tables.ts'

export type FlushContext = { tenant: string; now: Instant; actor: string; newId: NewId }

type Head = { stream: string; segment: string; seq: number; hash: string }

// Heads are never removed, so a process remembers those it has seen and does not try to make them again.
const MOST_KNOWN = 10_000
const known = new Set<string>()

const makeHeads = async (tx: TenantTx, at: FlushContext, streams: string[], segment: string): Promise<void> => {
  // Sorted, so that two transactions that touch the same streams wait for each other instead of dead-locking.
  await tx
    .insert(ledgerHeads)
    .values(streams.map((stream) => ({ tenantId: at.tenant, stream, segment, seq: 0, hash: GENESIS })))
    .onConflictDoNothing()
  if (known.size > MOST_KNOWN) known.clear()
  for (const stream of streams) known.add(`${at.tenant}/${stream}`)
}

const selectHeads = (tx: TenantTx, at: FlushContext, streams: string[]) =>
  tx
    .select()
    .from(ledgerHeads)
    .where(and(eq(ledgerHeads.tenantId, at.tenant), inArray(ledgerHeads.stream, streams)))
    .orderBy(ledgerHeads.stream)
    .for('update')

const lockHeads = async (tx: TenantTx, at: FlushContext, streams: string[]): Promise<Map<string, Head>> => {
  const segment = segmentOf(at.now)
  if (streams.some((stream) => !known.has(`${at.tenant}/${stream}`))) await makeHeads(tx, at, streams, segment)
  let rows = await selectHeads(tx, at, streams)
  if (rows.length < streams.length) {
    // The transaction that made a head was rolled back after this process had seen it.
    await makeHeads(tx, at, streams, segment)
    rows = await selectHeads(tx, at, streams)
  }
  return new Map(rows.map((row) => [row.stream, row]))
}

const columnsOf = <T extends Record<string, unknown>>(rows: T[], key: keyof T) => sql.param(rows.map((row) => row[key]))

const PER_STATEMENT = 500
const SALT_BYTES = 16

type Entry = typeof ledgerEntries.$inferInsert
type KeptDetail = typeof ledgerDetails.$inferInsert

/** Links some records to the heads of their streams, which move on with them. */
const link = (
  at: FlushContext,
  heads: ReadonlyMap<string, Head>,
  records: readonly LedgerRecord[],
  closed: (typeof ledgerSegments.$inferInsert)[],
): { entries: Entry[]; details: KeptDetail[] } => {
  const segment = segmentOf(at.now)
  const salts = randomBytes(SALT_BYTES * records.length).toString('hex')
  const entries: Entry[] = []
  const details: KeptDetail[] = []
  for (const [index, { stream, event, subject, before, after, reason }] of records.entries()) {
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
    const salt = salts.slice(index * SALT_BYTES * 2, (index + 1) * SALT_BYTES * 2)
    const detail = canonical({ before: before ?? null, after: after ?? null, reason: reason ?? null })
    const detailHash = hashDetail(salt, detail)
    const seq = head.seq + 1
    const plain = { stream, segment: head.segment, seq, id, at: at.now, actor: at.actor, event, detailHash }
    const body = bodyText({ tenant: at.tenant, subject, ...plain })
    const prevHash = head.hash
    const hash = hashLink(prevHash, body)
    const about = { subjectType: subject.type, subjectId: subject.id }
    entries.push({ tenantId: at.tenant, ...plain, ...about, body, prevHash, hash })
    details.push({ tenantId: at.tenant, entryId: id, salt, detail })
    head.seq = seq
    head.hash = hash
  }
  return { entries, details }
}

/** Writes everything a transaction recorded, as its last act, so that the heads stay locked for the shortest time. */
export const flushLedger = async (tx: TenantTx, at: FlushContext, records: readonly LedgerRecord[]): Promise<void> => {
  if (records.length === 0) return
  const streams = [...new Set(records.map((record) => record.stream))].sort()
  const heads = await lockHeads(tx, at, streams)
  const closed: (typeof ledgerSegments.$inferInsert)[] = []
  // A few at a time: the texts of ten thousand entries need not stand in memory together.
  await inStep(
    partsOf(records, PER_STATEMENT),
    (part) => ({ ...link(at, heads, part, closed), moved: [...heads.values()].map((head) => ({ ...head })) }),
    // One statement: while a head is locked, everyone else who writes to its stream waits for each round trip.
    async ({ entries, details, moved }) => {
      await tx.execute(sql`
        WITH entries AS (${insertion(ledgerEntries, entries)}), details AS (${insertion(ledgerDetails, details)})
        UPDATE ${ledgerHeads} SET segment = h.segment, seq = h.seq, hash = h.hash
          FROM unnest(${columnsOf(moved, 'stream')}::text[], ${columnsOf(moved, 'segment')}::text[], ${columnsOf(moved, 'seq')}::bigint[], ${columnsOf(moved, 'hash')}::text[])
            AS h(stream, segment, seq, hash)
         WHERE ledger_heads.tenant_id = ${at.tenant}::uuid AND ledger_heads.stream = h.stream`)
    },
  )
  if (closed.length > 0) await tx.insert(ledgerSegments).values(closed)
}
