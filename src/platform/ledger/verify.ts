import type { Instant } from '../../domain/time.ts'
import { bodyText, GENESIS, hashDetail, hashLink } from './chain.ts'

export type LedgerRow = {
  tenantId: string
  id: string
  stream: string
  seq: number
  segment: string
  at: Instant
  actor: string
  event: string
  subjectType: string
  subjectId: string
  body: string
  detailHash: string
  prevHash: string
  hash: string
  salt: string | null
  detail: string | null
  erased: boolean
}

export type Fault = { stream: string; seq: number; column: string }
type Known = { seq: number; hash: string }

const columnFault = (row: LedgerRow): string | undefined => {
  const rebuilt = bodyText({
    tenant: row.tenantId,
    stream: row.stream,
    segment: row.segment,
    seq: row.seq,
    id: row.id,
    at: row.at,
    actor: row.actor,
    event: row.event,
    subject: { type: row.subjectType, id: row.subjectId },
    detailHash: row.detailHash,
  })
  if (hashLink(row.prevHash, row.body) !== row.hash) return rebuilt === row.body ? 'hash' : 'body'
  if (rebuilt !== row.body) return differing(row)
  if (row.erased) return row.detail === null ? undefined : 'detail'
  if (row.salt === null || row.detail === null) return 'detail'
  return hashDetail(row.salt, row.detail) === row.detailHash ? undefined : 'detail'
}

const differing = (row: LedgerRow): string => {
  const told: unknown = JSON.parse(row.body)
  const body = typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : {}
  const plain = {
    tenant: row.tenantId,
    stream: row.stream,
    segment: row.segment,
    seq: row.seq,
    id: row.id,
    at: row.at,
    actor: row.actor,
    event: row.event,
    detailHash: row.detailHash,
  }
  return Object.entries(plain).find(([key, value]) => body[key] !== value)?.[0] ?? 'subject'
}

/** A checker that takes the rows of one tenant ordered by stream and number and names each stream, number and column that does not fit. */
export const createVerifier = (dropped: ReadonlyMap<string, Known>) => {
  const faults: Fault[] = []
  const last = new Map<string, Known>()
  let count = 0
  const take = (row: LedgerRow): void => {
    count += 1
    const before = last.get(row.stream) ?? dropped.get(row.stream) ?? { seq: 0, hash: GENESIS }
    if (row.seq !== before.seq + 1) faults.push({ stream: row.stream, seq: row.seq, column: 'seq' })
    else if (row.prevHash !== before.hash) faults.push({ stream: row.stream, seq: row.seq, column: 'prevHash' })
    const column = columnFault(row)
    if (column !== undefined) faults.push({ stream: row.stream, seq: row.seq, column })
    last.set(row.stream, { seq: row.seq, hash: row.hash })
  }
  /** Compares the newest link of each stream with its head: rows cut off at the end show here. */
  const finish = (heads: ReadonlyMap<string, Known>): { entries: number; streams: number; faults: Fault[] } => {
    for (const [stream, head] of heads) {
      const known = last.get(stream) ?? dropped.get(stream) ?? { seq: 0, hash: GENESIS }
      if (known.seq !== head.seq || known.hash !== head.hash) faults.push({ stream, seq: head.seq, column: 'head' })
    }
    for (const stream of last.keys()) if (!heads.has(stream)) faults.push({ stream, seq: 0, column: 'head' })
    return { entries: count, streams: heads.size, faults }
  }
  return { take, finish }
}
