import type { FileStore } from './file-store.ts'

export type SweepOptions = {
  readonly now: Date
  /** Files untouched for less than this many milliseconds are left alone: their upload may still be running. */
  readonly graceMs: number
  /** Answers which of these ids the caller's records know. */
  readonly attached: (ids: readonly string[]) => Promise<ReadonlySet<string>>
}

const BATCH = 500

/** Removes files that no record has claimed, and the upload notes of those that one has; answers how many files went. */
export async function sweepUnattached(store: FileStore, { now, graceMs, attached }: SweepOptions): Promise<number> {
  let removed = 0
  let batch: string[] = []
  const flush = async () => {
    const known = await attached(batch)
    for (const id of batch) {
      if (known.has(id)) {
        await store.removeNote(id)
      } else {
        await store.remove(id)
        removed++
      }
    }
    batch = []
  }
  for await (const blob of store.list()) {
    if (now.getTime() - blob.changedAt.getTime() < graceMs) continue
    batch.push(blob.id)
    if (batch.length === BATCH) await flush()
  }
  if (batch.length > 0) await flush()
  return removed
}
