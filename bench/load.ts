import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Commits } from './commits.ts'
import type { Cpu } from './cpu.ts'
import { percentile } from './figure.ts'

export type Call = { method?: 'GET' | 'POST' | 'PUT'; path: string; body?: unknown }
export type Target = { port: number; token: string }

/** Sends one request to the server on this machine and answers the milliseconds until its last byte. */
export const timed = (target: Target, agent: Agent, { method = 'GET', path, body }: Call): Promise<number> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const payload = body === undefined ? undefined : JSON.stringify(body)
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: target.port,
        path: `/api/v1${path}`,
        method,
        agent,
        headers: {
          authorization: `Bearer ${target.token}`,
          ...(payload === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        },
      },
      (answer) => {
        answer.resume()
        answer.once('end', () => {
          const status = answer.statusCode ?? 0
          if (status >= 400) reject(new Error(`${method} ${path} answered ${status}`))
          else resolve(performance.now() - started)
        })
      },
    )
    outgoing.once('error', reject)
    outgoing.end(payload)
  })

/** What is read beside the times of the requests. */
export type Gauges = { commits: Commits; cpu: Cpu }

export type LoadResult = {
  p50: number
  p95: number
  p99: number
  perSecond: number
  requests: number
  users: number
  coldMs: number
  commitsPerRequest: number
  serverCpuMs: number
  databaseCpuMs: number
  pauseMs: number
}

/**
 * Lets so many users send requests for some seconds, after one cold and some warm-up requests: each waits `pauseMs`
 * after an answer, as a person does who looks at it; with 0 they press as hard as they can.
 */
export const load = async (
  target: Target,
  users: number,
  seconds: number,
  callOf: (no: number) => Call,
  { commits, cpu }: Gauges,
  pauseMs: number,
): Promise<LoadResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: users })
  let no = 0
  const coldMs = await timed(target, agent, callOf(no))
  const run = async (until: number, times: number[]): Promise<void> => {
    await Promise.all(
      Array.from({ length: users }, async (_, user) => {
        await wait((pauseMs * user) / users)
        while (performance.now() < until) {
          no += 1
          times.push(await timed(target, agent, callOf(no)))
          if (pauseMs > 0) await wait(pauseMs)
        }
      }),
    )
  }
  await run(performance.now() + 1000, [])
  const times: number[] = []
  const before = await commits()
  const cpuBefore = cpu()
  const started = performance.now()
  await run(started + seconds * 1000, times)
  const elapsed = (performance.now() - started) / 1000
  const cpuAfter = cpu()
  const done = (await commits()) - before
  const each = (total: number): number => Math.round((total / Math.max(1, times.length)) * 100) / 100
  agent.destroy()
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    perSecond: Math.round(times.length / elapsed),
    requests: times.length,
    users,
    coldMs: Math.round(coldMs * 10) / 10,
    commitsPerRequest: each(done),
    serverCpuMs: each(cpuAfter.server - cpuBefore.server),
    databaseCpuMs: each(cpuAfter.database - cpuBefore.database),
    pauseMs,
  }
}
