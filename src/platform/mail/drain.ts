import { setTimeout as wait } from 'node:timers/promises'

/** A clock that a test can move: milliseconds that never go back, and a wait that ends early when the signal fires. */
export type DrainClock = { now(): number; wait(ms: number, signal: AbortSignal | undefined): Promise<void> }

export type DrainOptions<Item, Result> = {
  /** Leases up to `limit` items; an empty list ends the run. No more are ever leased than can be handed over at once. */
  readonly next: (limit: number) => Promise<readonly Item[]>
  readonly send: (item: Item) => Promise<Result>
  /** Writes down what became of an item; a failure here or in `send` ends the run once all open items are through. */
  readonly record: (item: Item, result: Result) => Promise<void>
  /** Items in hand at the same time. */
  readonly connections: number
  /** No limit when left out. */
  readonly ratePerSecond?: number
  /** Stops leasing; what is in hand is finished and recorded. */
  readonly signal?: AbortSignal
  readonly clock?: DrainClock
}

const systemClock: DrainClock = {
  now: () => performance.now(),
  wait: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}).catch(() => {}),
}

/** Hands over everything `next` has to give, several at a time and no faster than allowed; answers how many were recorded. */
export async function drain<Item, Result>(options: DrainOptions<Item, Result>): Promise<number> {
  const { next, send, record, connections, signal } = options
  const turns = throttle(options.ratePerSecond, connections, options.clock ?? systemClock)
  const inHand = new Set<Promise<void>>()
  const failures: unknown[] = []
  let recorded = 0

  const handOver = async (item: Item) => {
    try {
      await record(item, await send(item))
      recorded++
    } catch (error) {
      failures.push(error)
    }
  }

  try {
    while (failures.length === 0) {
      if (inHand.size >= connections) await Promise.race(inHand)
      const allowed = await turns.ready(signal)
      if (signal?.aborted || failures.length > 0) break
      const items = await next(Math.min(connections - inHand.size, allowed))
      if (items.length === 0) break
      turns.spend(items.length)
      for (const item of items) {
        const open: Promise<void> = handOver(item).finally(() => inHand.delete(open))
        inHand.add(open)
      }
    }
  } catch (error) {
    failures.push(error)
  }
  await Promise.all(inHand)
  if (failures.length > 0) throw failures[0]
  return recorded
}

/** A token bucket: turns build up while nothing is sent, but never to more than one per connection. */
function throttle(ratePerSecond: number | undefined, capacity: number, clock: DrainClock) {
  if (ratePerSecond === undefined) return { ready: async () => capacity, spend: () => {} }
  let turns = 1
  let countedAt = clock.now()
  const count = () => {
    const now = clock.now()
    turns = Math.min(capacity, turns + ((now - countedAt) * ratePerSecond) / 1000)
    countedAt = now
  }
  return {
    async ready(signal: AbortSignal | undefined): Promise<number> {
      for (count(); turns < 1 && !signal?.aborted; count()) {
        await clock.wait(Math.ceil(((1 - turns) * 1000) / ratePerSecond), signal)
      }
      return Math.floor(turns)
    },
    spend(used: number) {
      turns -= used
    },
  }
}
