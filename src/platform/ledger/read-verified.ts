import type pg from 'pg'
import type { Checkpoint } from './checkpoint.ts'
import { bindTenant, inSnapshot, readEntries, readLedger, type TenantLedger } from './read.ts'
import { createVerifier, type LedgerRow } from './verify.ts'

export type TenantFault = { tenant: string; stream: string; seq: number; column: string }
export type Dropped = { tenant: string; stream: string; throughSeq: number }

/** What verifying a whole ledger found: an empty list of faults means that every link holds. */
export type LedgerReport = {
  entries: number
  streams: number
  faults: TenantFault[]
  /** Whole months that retention removed: stated, since only the closing link of the month still vouches for them. */
  dropped: Dropped[]
  /** How many links of a checkpoint were found unchanged; null when none was given. */
  checkpointLinks: number | null
}

export type LedgerCheck = {
  open: (ledger: TenantLedger) => { take: (row: LedgerRow) => void; finish: () => void }
  report: () => LedgerReport
}

const keyOf = (tenant: string, stream: string, seq: number): string => `${tenant} ${stream} ${seq}`

/** Makes a check over the tenants of a database or of an exported file, one after the other, and over a checkpoint's links. */
export const createLedgerCheck = (checkpoint?: Checkpoint): LedgerCheck => {
  const report: LedgerReport = { entries: 0, streams: 0, faults: [], dropped: [], checkpointLinks: null }
  const wanted = new Map((checkpoint?.heads ?? []).map((head) => [keyOf(head.tenant, head.stream, head.seq), head]))
  if (checkpoint) report.checkpointLinks = 0

  const open: LedgerCheck['open'] = ({ tenant, heads, segments, first }) => {
    const dropped = new Map<string, { seq: number; hash: string }>()
    const closing = new Map<string, string>()
    for (const { stream, lastSeq, lastHash } of segments) {
      closing.set(keyOf(tenant, stream, lastSeq), lastHash)
      const kept = first.get(stream) ?? Number.POSITIVE_INFINITY
      if (lastSeq < kept && lastSeq > (dropped.get(stream)?.seq ?? 0))
        dropped.set(stream, { seq: lastSeq, hash: lastHash })
    }
    const verifier = createVerifier(dropped)
    const compare = (stream: string, seq: number, hash: string): void => {
      const key = keyOf(tenant, stream, seq)
      const closed = closing.get(key)
      if (closed !== undefined && closed !== hash) report.faults.push({ tenant, stream, seq, column: 'segment' })
      const link = wanted.get(key)
      if (link === undefined) return
      wanted.delete(key)
      if (link.hash === hash) report.checkpointLinks = (report.checkpointLinks ?? 0) + 1
      else report.faults.push({ tenant, stream, seq, column: 'checkpoint' })
    }
    for (const [stream, { seq, hash }] of dropped) {
      report.dropped.push({ tenant, stream, throughSeq: seq })
      compare(stream, seq, hash)
    }
    return {
      take: (row) => {
        verifier.take(row)
        if (closing.size > 0 || wanted.size > 0) compare(row.stream, row.seq, row.hash)
      },
      finish: () => {
        const found = verifier.finish(new Map(heads.map(({ stream, seq, hash }) => [stream, { seq, hash }])))
        report.entries += found.entries
        report.streams += found.streams
        for (const fault of found.faults) report.faults.push({ tenant, ...fault })
      },
    }
  }

  return {
    open,
    report: () => {
      const gone = new Map(report.dropped.map(({ tenant, stream, throughSeq }) => [`${tenant} ${stream}`, throughSeq]))
      for (const { tenant, stream, seq } of wanted.values()) {
        const removed = gone.get(`${tenant} ${stream}`) ?? 0
        if (seq > removed) report.faults.push({ tenant, stream, seq, column: 'checkpoint' })
      }
      wanted.clear()
      return report
    },
  }
}

/** Verifies the tenants inside the transaction that is open on the connection. */
export const verifyTenants = async (
  client: pg.Client,
  tenants: readonly string[],
  checkpoint?: Checkpoint,
): Promise<LedgerReport> => {
  const check = createLedgerCheck(checkpoint)
  for (const tenant of tenants) {
    await bindTenant(client, tenant)
    const { take, finish } = check.open(await readLedger(client, tenant))
    for await (const rows of readEntries(client, tenant)) for (const row of rows) take(row)
    finish()
  }
  return check.report()
}

/** Verifies a whole database as it stands at one moment; the connection's role must be bound by row-level security to each tenant in turn. */
export const verifyLedger = (
  client: pg.Client,
  tenants: readonly string[],
  checkpoint?: Checkpoint,
): Promise<LedgerReport> => inSnapshot(client, () => verifyTenants(client, tenants, checkpoint))
