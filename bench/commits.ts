import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { withConnection } from '../src/platform/postgres/connection.ts'
import type { DatabaseAddress } from '../src/platform/postgres/server.ts'
import { percentile } from './figure.ts'

/** Transactions so far: those that ended well, reading ones included, and those that wrote something. */
export type Count = { at: number; commits: number; writes: number }
export type Commits = () => Promise<Count>

// A busy backend reports its statistics at most once a second.
const REPORTED_AFTER_MS = 1100

/** Reads how many transactions the database has committed so far. */
export const commitCounter =
  (address: () => Promise<DatabaseAddress>): Commits =>
  async () => {
    await wait(REPORTED_AFTER_MS)
    return withConnection(await address(), async (client) => {
      // Only a transaction that writes is given a number, so the numbers count those; each inner one takes one more.
      const { rows } = await client.query<{ commits: string; writes: string }>(
        `SELECT xact_commit AS commits, pg_snapshot_xmax(pg_current_snapshot())::text AS writes
           FROM pg_stat_database WHERE datname = current_database()`,
      )
      return { at: performance.now(), commits: Number(rows[0]?.commits ?? 0), writes: Number(rows[0]?.writes ?? 0) }
    })
  }

/** The median milliseconds of writing 8 KiB to the disk for good, in a folder. */
export const fsyncMs = (folder: string): number => {
  const path = join(folder, 'fsync.probe')
  const file = openSync(path, 'w', 0o600)
  const times = Array.from({ length: 100 }, (_, no) => {
    const started = performance.now()
    writeSync(file, Buffer.alloc(8192, no), 0, 8192, 0)
    fsyncSync(file)
    return performance.now() - started
  })
  closeSync(file)
  rmSync(path)
  return Math.round(percentile(times, 0.5) * 1000) / 1000
}
