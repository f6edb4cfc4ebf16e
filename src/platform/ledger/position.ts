import { and, eq, inArray } from 'drizzle-orm'
import type { TenantTx } from '../db/tenant.ts'
import type { Stream } from './chain.ts'
import { ledgerHeads } from './ledger.tables.ts'

/** How far some streams have come, as a text to compare: while it stays the same, nothing they tell of has changed. */
export const ledgerPosition = async (db: TenantTx, tenant: string, streams: readonly Stream[]): Promise<string> => {
  const heads = await db
    .select({ stream: ledgerHeads.stream, seq: ledgerHeads.seq })
    .from(ledgerHeads)
    .where(and(eq(ledgerHeads.tenantId, tenant), inArray(ledgerHeads.stream, [...streams])))
    .orderBy(ledgerHeads.stream)
  return heads.map(({ stream, seq }) => `${stream} ${seq}`).join(', ')
}
