import type { TenantTx } from '../db/tenant.ts'

/** Runs a part of a transaction that may fail alone: its writes are undone and the transaction goes on. */
export const savepoint = <T>(tx: TenantTx, run: (inner: TenantTx) => Promise<T>): Promise<T> =>
  tx.transaction((inner) => run(inner as TenantTx))
