import type pg from 'pg'
import type { Instant } from '../../domain/time.ts'
import { isUuid } from '../ids.ts'
import type { LedgerRow } from './verify.ts'

export type Head = { tenant: string; stream: string; segment: string; seq: number; hash: string }
export type ClosedSegment = {
  tenant: string
  stream: string
  segment: string
  lastSeq: number
  lastHash: string
  closedAt: string
}

/** The ledger of one tenant as it stood at one moment. */
export type TenantLedger = {
  tenant: string
  heads: Head[]
  segments: ClosedSegment[]
  /** The lowest number still kept of each stream: what lies before it was dropped by retention. */
  first: ReadonlyMap<string, number>
}

const BATCH = 4000

const ISO = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const ENTRIES = `
  SELECT e.id, e.stream, e.seq, e.segment, ${ISO('e.at')}, e.actor, e.event, e.subject_type, e.subject_id,
         e.body, e.detail_hash, e.prev_hash, e.hash, d.salt, d.detail, d.erased_at IS NOT NULL
    FROM ledger_entries e
    LEFT JOIN ledger_details d ON d.tenant_id = e.tenant_id AND d.entry_id = e.id
   WHERE e.tenant_id = $1
   ORDER BY e.stream, e.seq`

/** Binds the transaction of a connection to one tenant: row-level security then shows that tenant's rows only. */
export const bindTenant = async (client: pg.Client, tenant: string): Promise<void> => {
  if (!isUuid(tenant)) throw new Error('a tenant is named by its UUID')
  await client.query("SELECT set_config('kizuna.tenant', $1, true)", [tenant])
}

/** Opens one read-only view of the whole database: what is written meanwhile stays out of sight. */
export const inSnapshot = async <T>(client: pg.Client, run: () => Promise<T>): Promise<T> => {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    return await run()
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
  }
}

/** Reads the heads, closed months and lowest numbers of the tenant that the transaction is bound to. */
export const readLedger = async (client: pg.Client, tenant: string): Promise<TenantLedger> => {
  const heads = await client.query<Omit<Head, 'tenant' | 'seq'> & { seq: string }>(
    'SELECT stream, segment, seq, hash FROM ledger_heads WHERE tenant_id = $1 ORDER BY stream',
    [tenant],
  )
  const segments = await client.query<Omit<ClosedSegment, 'tenant' | 'lastSeq'> & { lastSeq: string }>(
    `SELECT stream, segment, last_seq AS "lastSeq", last_hash AS "lastHash", ${ISO('closed_at')} AS "closedAt"
       FROM ledger_segments WHERE tenant_id = $1 ORDER BY stream, segment`,
    [tenant],
  )
  const first = await client.query<{ stream: string; seq: string }>(
    `SELECT h.stream, (SELECT min(seq) FROM ledger_entries e WHERE e.tenant_id = $1 AND e.stream = h.stream) AS seq
       FROM ledger_heads h WHERE h.tenant_id = $1`,
    [tenant],
  )
  return {
    tenant,
    heads: heads.rows.map((row) => ({ ...row, tenant, seq: Number(row.seq) })),
    segments: segments.rows.map((row) => ({ ...row, tenant, lastSeq: Number(row.lastSeq) })),
    first: new Map(first.rows.filter((row) => row.seq !== null).map((row) => [row.stream, Number(row.seq)])),
  }
}

// Stored to the millisecond; anything finer was not written by us and must not be rounded away.
const instantOf = (text: string): Instant => text.replace(/(\.\d{3})000Z$/, '$1Z') as Instant

type Cells = [
  id: string,
  stream: string,
  seq: string,
  segment: string,
  at: string,
  actor: string,
  event: string,
  subjectType: string,
  subjectId: string,
  body: string,
  detailHash: string,
  prevHash: string,
  hash: string,
  salt: string | null,
  detail: string | null,
  erased: boolean,
]

const rowOf = (tenantId: string, cells: Cells): LedgerRow => ({
  tenantId,
  id: cells[0],
  stream: cells[1],
  seq: Number(cells[2]),
  segment: cells[3],
  at: instantOf(cells[4]),
  actor: cells[5],
  event: cells[6],
  subjectType: cells[7],
  subjectId: cells[8],
  body: cells[9],
  detailHash: cells[10],
  prevHash: cells[11],
  hash: cells[12],
  salt: cells[13],
  detail: cells[14],
  erased: cells[15],
})

/** Streams a tenant's entries by stream and number, a batch in memory and one on its way, inside the caller's transaction. */
export async function* readEntries(client: pg.Client, tenant: string): AsyncGenerator<LedgerRow[]> {
  await client.query(`DECLARE ledger_rows NO SCROLL CURSOR FOR ${ENTRIES.replace('$1', client.escapeLiteral(tenant))}`)
  const fetchNext = () =>
    client.query<Cells>({ text: `FETCH ${BATCH} FROM ledger_rows`, rowMode: 'array' }).then(
      (answer) => ({ rows: answer.rows }),
      (error: unknown) => ({ error }),
    )
  let coming = fetchNext()
  for (;;) {
    const got = await coming
    if ('error' in got) throw got.error
    if (got.rows.length === 0) break
    // The database reads the next batch while this one is hashed.
    coming = fetchNext()
    yield got.rows.map((cells) => rowOf(tenant, cells))
  }
  await client.query('CLOSE ledger_rows')
}
