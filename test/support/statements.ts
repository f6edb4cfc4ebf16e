import type { Pool, PoolClient } from 'pg'

type Send = (...args: unknown[]) => unknown

const textOf = (first: unknown): string =>
  typeof first === 'string' ? first : String((first as { text?: string }).text ?? '')

/** Runs something and gives every statement it sent over this pool, in the order sent. */
export const statementsOf = async (pool: Pool, run: () => Promise<unknown>): Promise<string[]> => {
  const seen: string[] = []
  const watched = new Set<PoolClient>()
  const watch = (client: PoolClient): void => {
    if (watched.has(client)) return
    watched.add(client)
    const send = Reflect.get(client, 'query').bind(client) as Send
    const query: Send = (...args) => {
      seen.push(textOf(args[0]))
      return send(...args)
    }
    Reflect.set(client, 'query', query)
  }
  pool.on('acquire', watch)
  try {
    await run()
  } finally {
    pool.off('acquire', watch)
    for (const client of watched) Reflect.deleteProperty(client, 'query')
  }
  return seen
}
