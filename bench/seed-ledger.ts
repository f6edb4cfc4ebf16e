import type pg from 'pg'
import type { Instant } from '../src/domain/time.ts'
import { newId } from '../src/platform/ids.ts'
import { bodyText, canonical, GENESIS, hashDetail, hashLink } from '../src/platform/ledger/chain.ts'
import { bindTenant } from '../src/platform/ledger/read.ts'

const BATCH = 10_000
const STREAM = 'audit'
const SEGMENT = '2026-11'
const AT = '2026-11-20T03:00:00.000Z' as Instant
const COLUMNS = ['id', 'seq', 'subject', 'body', 'detailHash', 'prevHash', 'hash', 'salt', 'detail'] as const

/** Continues one stream of the ledger by so many entries, each a true link of the chain. */
export const seedLedger = async (client: pg.Client, tenant: string, howMany: number): Promise<void> => {
  let hash = GENESIS
  for (let from = 0; from < howMany; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, howMany - from) }, (_, no) => {
      const seq = from + no + 1
      const id = newId()
      const subject = newId()
      const salt = seq.toString(16).padStart(32, '0')
      const detail = canonical({ before: { level: seq % 5 }, after: { level: (seq + 1) % 5 }, reason: '定期の見直し' })
      const detailHash = hashDetail(salt, detail)
      const body = bodyText({
        tenant,
        stream: STREAM,
        segment: SEGMENT,
        seq,
        id,
        at: AT,
        actor: 'system:bench',
        event: 'bench.entry',
        subject: { type: 'partner', id: subject },
        detailHash,
      })
      const prevHash = hash
      hash = hashLink(prevHash, body)
      return { id, seq, subject, body, detailHash, prevHash, hash, salt, detail }
    })
    const columns = COLUMNS.map((name) => rows.map((row) => row[name]))
    await client.query('BEGIN')
    await bindTenant(client, tenant)
    await client.query(
      `INSERT INTO ledger_entries (tenant_id, id, stream, seq, segment, at, actor, event, subject_type, subject_id, body, detail_hash, prev_hash, hash)
       SELECT $1::uuid, e.id, $2, e.seq, $3, $4, 'system:bench', 'bench.entry', 'partner', e.subject, e.body, e.detail_hash, e.prev_hash, e.hash
         FROM unnest($5::uuid[], $6::bigint[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[])
           AS e(id, seq, subject, body, detail_hash, prev_hash, hash)`,
      [tenant, STREAM, SEGMENT, AT, ...columns.slice(0, 7)],
    )
    await client.query(
      `INSERT INTO ledger_details (tenant_id, entry_id, salt, detail)
       SELECT $1::uuid, e.id, e.salt, e.detail FROM unnest($2::uuid[], $3::text[], $4::text[]) AS e(id, salt, detail)`,
      [tenant, columns[0], columns[7], columns[8]],
    )
    await client.query(
      `INSERT INTO ledger_heads (tenant_id, stream, segment, seq, hash) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, stream) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
      [tenant, STREAM, SEGMENT, rows.at(-1)?.seq, hash],
    )
    await client.query('COMMIT')
  }
  await client.query('ANALYZE ledger_entries, ledger_details')
}
