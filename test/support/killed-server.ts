import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { vi } from 'vitest'
import { addressOf } from '../../src/local/database.ts'
import { tenantIds } from '../../src/local/tenants.ts'
import { type LedgerReport, verifyLedger } from '../../src/platform/ledger/read-verified.ts'
import type { TestApp } from './app.ts'
import { HOLD_HEADER, type HoldPoint, type ServerOrder } from './server-to-kill.ts'

const PROGRAM = join(import.meta.dirname, 'server-to-kill.ts')

export type PostRequest = { path: string; headers: Record<string, string> }
export type ServerToKill = {
  url: string
  post: (request: PostRequest) => Promise<{ status: number; body: Record<string, unknown> }>
  /** Sends a request and resolves when it stands at the point for good. */
  hold: (point: HoldPoint, request: PostRequest) => Promise<void>
  /** kill -9 of the process; gives where its requests stood, and fails when one of them was answered. */
  kill: () => Promise<HoldPoint[]>
}

const nothingOpen = (app: TestApp) =>
  app.database.asAdmin(async (client) => {
    const open = `SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`
    return (await client.query<{ n: number }>(open)).rows[0]?.n === 0
  })

/** Starts a server of its own process on the test's database, with the test's clock standing still in it. */
export const startServerToKill = async (app: TestApp, files: string): Promise<ServerToKill> => {
  const { place, roleSecret } = app.database
  const order: ServerOrder = { place, roleSecret, now: app.clock.now(), files }
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const url = String((await once(lines, 'line'))[0]).replace('serving ', '')
  const standing: HoldPoint[] = []
  const answers: Promise<string>[] = []
  const post: ServerToKill['post'] = async ({ path, headers }) => {
    const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  return {
    url,
    post,
    hold: async (point, { path, headers }) => {
      const answer = post({ path, headers: { ...headers, [HOLD_HEADER]: point } }).then(
        ({ status, body }) => `answered ${status} ${body.code}`,
        () => 'cut off',
      )
      const [line] = await Promise.race([once(lines, 'line'), answer.then((said) => [said])])
      if (line !== `held ${point}`) throw new Error(`${path} was to be held ${point}, but: ${line}`)
      standing.push(point)
      answers.push(answer)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      for (const answer of await Promise.all(answers)) if (answer !== 'cut off') throw new Error(answer)
      // The database notices by itself that nobody is there any more.
      await vi.waitUntil(() => nothingOpen(app), { timeout: 20_000, interval: 20 })
      return standing
    },
  }
}

/** What verifying the whole ledger of a test's database finds. */
export const ledgerReport = async ({ database }: TestApp): Promise<LedgerReport> => {
  const client = new pg.Client(addressOf(database.place, 'owner', database.roleSecret))
  await client.connect()
  try {
    return await verifyLedger(client, await tenantIds(client))
  } finally {
    await client.end()
  }
}
