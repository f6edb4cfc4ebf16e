import { setTimeout as wait } from 'node:timers/promises'
import { spread } from './figure.ts'
import { type Gauges, metered } from './meter.ts'

export type LoadResult = {
  p50: number
  p95: number
  p99: number
  perSecond: number
  requests: number
  users: number
  coldMs: number
  pauseMs: number
} & Record<string, number>

/** One request: the how manieth of all, and of which user; answers its milliseconds. */
type Send = (no: number, user: number) => Promise<number>

/** Lets so many users send one request after the other until `goesOn` says no: each waits `pauseMs` after an answer. */
export const press = async (
  users: number,
  pauseMs: number,
  goesOn: () => boolean,
  send: (user: number) => Promise<number>,
): Promise<number[]> => {
  const times: number[] = []
  await Promise.all(
    Array.from({ length: users }, async (_, user) => {
      await wait((pauseMs * user) / users)
      while (goesOn()) {
        times.push(await send(user))
        if (pauseMs > 0) await wait(pauseMs)
      }
    }),
  )
  return times
}

/**
 * Lets so many users send requests for some seconds, after one cold and some warm-up requests: each waits `pauseMs`
 * after an answer, as a person does who looks at it; with 0 they press as hard as they can.
 */
export const load = async (
  users: number,
  seconds: number,
  send: Send,
  gauges: Gauges,
  pauseMs: number,
): Promise<LoadResult> => {
  let no = 0
  const coldMs = await send(no, 0)
  const run = (forSeconds: number): Promise<number[]> => {
    const until = performance.now() + forSeconds * 1000
    return press(
      users,
      pauseMs,
      () => performance.now() < until,
      (user) => {
        no += 1
        return send(no, user)
      },
    )
  }
  await run(1)
  const {
    result,
    seconds: elapsed,
    cost,
  } = await metered(
    gauges,
    (times) => times.length,
    () => run(seconds),
  )
  return {
    ...spread(result),
    perSecond: Math.round(result.length / elapsed),
    requests: result.length,
    users,
    coldMs,
    pauseMs,
    ...cost,
  }
}
