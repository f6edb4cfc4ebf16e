import type pg from 'pg'
import type { Pools } from '../db/pools.ts'

/** Somebody who asked within this time is still at it: the next request follows soon. */
const CALM_MS = 500

const isLent = (pool: pg.Pool): boolean => pool.totalCount > pool.idleCount

/** Tells whether somebody waits for an answer of this process, or did a moment ago. */
export const watchRequests = ({ app, portal }: Pools): (() => boolean) => {
  let last = Number.NEGATIVE_INFINITY
  for (const pool of [app, portal])
    pool.on('release', () => {
      last = performance.now()
    })
  return () => isLent(app) || isLent(portal) || performance.now() - last < CALM_MS
}
