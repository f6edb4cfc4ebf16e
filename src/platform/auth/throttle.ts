import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Pools } from '../db/pools.ts'
import { platformErrors } from '../errors.ts'

export type Throttle = { take: (key: string) => Promise<void>; forgive: (key: string) => Promise<void> }

/** Counts attempts per hashed key in the database, so that neither a restart nor a second server forgets them. */
export const createThrottle = (
  pools: Pools,
  name: string,
  plan: { points: number; seconds: number; blockSeconds: number },
): Throttle => {
  const limiter = new RateLimiterPostgres({
    storeClient: pools.app,
    storeType: 'pool',
    tableName: 'throttles',
    tableCreated: true,
    keyPrefix: name,
    points: plan.points,
    duration: plan.seconds,
    blockDuration: plan.blockSeconds,
    clearExpiredByTimeout: false,
  })
  const hashed = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 40)
  return {
    take: async (key) => {
      await limiter.consume(hashed(key)).catch((refusal: unknown) => {
        if (refusal instanceof RateLimiterRes)
          throw platformErrors.too_many({ seconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) })
        throw refusal
      })
    },
    forgive: async (key) => {
      await limiter.delete(hashed(key))
    },
  }
}
