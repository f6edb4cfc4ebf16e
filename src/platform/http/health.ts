import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { withoutTenant } from '../db/directory.ts'
import type { Engine } from '../work.ts'

const MOST_SILENT_MS = 5 * 60_000

/** Adds the addresses a monitor asks: alive, ready to serve, is the clock alive, and figures. */
export const mountHealth = (http: FastifyInstance, engine: Engine): void => {
  const started = Date.parse(engine.clock.now())
  http.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  http.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = await withoutTenant(engine.pools)
      .execute(sql`SELECT 1`)
      .then(
        () => true,
        () => false,
      )
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database not reachable' })
  })
  http.get('/healthz/clock', { schema: { hide: true } }, async (_request, reply) => {
    const { rows } = await withoutTenant(engine.pools).execute<{ at: string }>(
      sql`SELECT at FROM clock_heartbeats WHERE name = 'clock'`,
    )
    const at = rows[0]?.at
    const age = at === undefined ? null : Date.parse(engine.clock.now()) - new Date(at).getTime()
    const alive = age !== null && age < MOST_SILENT_MS
    return reply
      .status(alive ? 200 : 503)
      .send({ status: alive ? 'ok' : 'silent', ageSeconds: age === null ? null : Math.round(age / 1000) })
  })
  http.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const memory = process.memoryUsage()
    const pools = Object.entries(engine.pools).flatMap(([role, pool]) => [
      `kizuna_pool_connections{role="${role}"} ${pool.totalCount}`,
      `kizuna_pool_waiting{role="${role}"} ${pool.waitingCount}`,
    ])
    const lines = [
      `kizuna_uptime_seconds ${Math.round((Date.parse(engine.clock.now()) - started) / 1000)}`,
      `kizuna_memory_rss_bytes ${memory.rss}`,
      `kizuna_memory_heap_bytes ${memory.heapUsed}`,
      ...pools,
    ]
    return reply
      .header('content-type', 'text/plain; version=0.0.4')
      .serializer(String)
      .send(`${lines.join('\n')}\n`)
  })
}
