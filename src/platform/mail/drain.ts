export type HandedOver<Item, Result> = { readonly item: Item; readonly result: Result }

export type Turn<Item, Result> = (
  done: readonly HandedOver<Item, Result>[],
  limit: number,
) => Promise<{ readonly items: readonly Item[]; readonly end: boolean }>

export type DrainOptions<Item, Result> = {
  /**
   * Writes down what became of the items that are through and leases at most `limit` others, all at once; `end` says
   * that nothing more waits. No more are ever leased than can be handed over at once.
   */
  readonly turn: Turn<Item, Result>
  readonly send: (item: Item) => Promise<Result>
  /** Items in hand at the same time. */
  readonly connections: number
  /** Whether items that are through wait for the rest in hand, but no longer than the last turn took: writing them down apart would cost another. */
  readonly gather?: boolean
  /** Stops leasing; what is in hand is finished and written down. */
  readonly signal?: AbortSignal
}

/**
 * Hands over everything there is, several at a time; answers how many were written down. While one turn is written,
 * the items that come through wait for the next: the slower the writing, the more it takes at once. A failure ends the
 * run once all items in hand are through.
 */
export const drain = async <Item, Result>(options: DrainOptions<Item, Result>): Promise<number> => {
  const { turn, send, connections, gather = false, signal } = options
  const through: HandedOver<Item, Result>[] = []
  const failures: unknown[] = []
  let woken = Promise.withResolvers<void>()
  let allThrough = (): void => undefined
  let [open, recorded, end, turnMs] = [0, 0, false, 0]

  const handOver = async (item: Item): Promise<void> => {
    try {
      through.push({ item, result: await send(item) })
    } catch (error) {
      failures.push(error)
    }
    open -= 1
    woken.resolve()
    if (open === 0) allThrough()
  }

  const restInHand = (): Promise<void> =>
    new Promise((resolve) => {
      const late = setTimeout(resolve, turnMs)
      allThrough = () => {
        clearTimeout(late)
        resolve()
      }
    })

  const stopping = (): boolean => end || failures.length > 0 || signal?.aborted === true

  for (;;) {
    if (through.length === 0 && (stopping() || open === connections)) {
      if (open === 0) break
      woken = Promise.withResolvers()
      await woken.promise
      continue
    }
    if (gather && through.length > 0 && open > 0) await restInHand()
    const done = through.splice(0)
    const started = performance.now()
    try {
      const next = await turn(done, stopping() ? 0 : connections - open)
      recorded += done.length
      end ||= next.end
      open += next.items.length
      for (const item of next.items) void handOver(item)
    } catch (error) {
      failures.push(error)
    }
    turnMs = performance.now() - started
  }
  if (failures.length > 0) throw failures[0]
  return recorded
}
