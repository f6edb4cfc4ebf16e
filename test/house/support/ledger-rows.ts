import type pg from 'pg'
import { createVerifier, type Fault, type LedgerRow } from '../../../src/platform/ledger/verify.ts'

type Known = { seq: number; hash: string }
export type StoredLedger = { rows: LedgerRow[]; heads: Map<string, Known> }

/** The whole ledger of one tenant as it stands in the database, read by plain SQL. */
export const storedLedger = async (client: pg.Client, tenant: string): Promise<StoredLedger> => {
  const { rows } = await client.query<LedgerRow & { seq: string }>(
    `SELECT e.tenant_id AS "tenantId", e.id, e.stream, e.seq, e.segment, e.actor, e.event, e.subject_type AS "subjectType", e.subject_id AS "subjectId",
            to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
            e.body, e.detail_hash AS "detailHash", e.prev_hash AS "prevHash", e.hash, d.salt, d.detail, d.erased_at IS NOT NULL AS erased
       FROM ledger_entries e LEFT JOIN ledger_details d ON d.tenant_id = e.tenant_id AND d.entry_id = e.id
      WHERE e.tenant_id = $1 ORDER BY e.stream, e.seq`,
    [tenant],
  )
  const heads = await client.query<{ stream: string; seq: string; hash: string }>(
    'SELECT stream, seq, hash FROM ledger_heads WHERE tenant_id = $1',
    [tenant],
  )
  return {
    rows: rows.map((row) => ({ ...row, seq: Number(row.seq) })),
    heads: new Map(heads.rows.map(({ stream, seq, hash }) => [stream, { seq: Number(seq), hash }])),
  }
}

export const verified = ({ rows, heads }: StoredLedger): { entries: number; faults: Fault[] } => {
  const verifier = createVerifier(new Map())
  for (const row of rows) verifier.take(row)
  return verifier.finish(heads)
}
