import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import type { KillOrder, KillPoint } from '../../../test/support/send-until-killed.ts'
import { startSmtpServer, type TestSmtpServer } from '../../../test/support/smtp.ts'
import { writing } from '../../platform/work.ts'
import { queueNotice, type Recipient } from './notice.service.ts'
import { aMatter, partnerWithContact, useMailServer } from './sending.fixture.ts'
import { CONNECTIONS } from './sending.jobs.ts'

const SCRIPT = join(import.meta.dirname, '../../../test/support/send-until-killed.ts')
const POINTS: KillPoint[] = ['before commit', 'committed, not sent', 'sending', 'after 250', 'between batches']
const ROUNDS = 3
// The list of what must arrive, written by hand and not taken from the database.
const PLANNED = Array.from({ length: 80 }, (_, number) => `desk-${number}@partner.example`)

let app: TestApp
let server: TestSmtpServer
let sender: ChildProcess | undefined
let killWhileSending = 0
const landed: string[] = []

beforeAll(async () => {
  app = await startApp()
  server = await startSmtpServer({
    script: () => {
      if (killWhileSending > 0) {
        killWhileSending -= 1
        if (killWhileSending === 0) {
          landed.push('sending')
          sender?.kill('SIGKILL')
          return { kind: 'hang', at: 'recipient' }
        }
      }
      return { kind: 'accept' }
    },
  })
  await useMailServer(app, server)
  return server.close
})

/** Runs a sender of its own in another process until it is killed or has nothing left; each run is ten minutes later than the one before. */
const runSender = async (at: KillPoint, after: number, run: number): Promise<string> => {
  const now = new Date(Date.parse('2026-11-21T02:00:00Z') + run * 600_000).toISOString()
  const { place, roleSecret } = app.database
  const order: KillOrder = { place, roleSecret, tenant: app.admin.actor.tenant, now, at, after }
  killWhileSending = at === 'sending' ? after + 1 : 0
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] })
  sender = child
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk
  })
  let complained = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complained += chunk
  })
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)))
  if (signal === null && !said.startsWith('finished')) throw new Error(complained)
  const killed = /^killed (.+)$/m.exec(said)?.[1]
  if (killed !== undefined) landed.push(killed)
  return signal === 'SIGKILL' ? 'killed' : said.trim()
}

type Attempt = { message_id: string; outcome: string }

it('hands over each message at least once and repeats at most one per connection and kill, each repetition written down', {
  timeout: 180_000,
}, async () => {
  const startedAt = performance.now()
  const recipients: Recipient[] = []
  for (const address of PLANNED) recipients.push(await partnerWithContact(app, address))
  await writing(app.engine, app.admin.actor, (ctx) =>
    queueNotice(ctx, {
      kind: 'portal_code',
      matter: aMatter(),
      template: 'one-time-code',
      recipients,
      dedupeKey: 'kill',
    }),
  )
  let run = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const point of POINTS) {
      run += 1
      expect(await runSender(point, round, run), `${point}, round ${round}`).toBe('killed')
    }
  }
  expect(await runSender('never', 0, run + 1)).toMatch(/^finished \d+$/)

  for (const point of POINTS)
    expect(landed.filter((where) => where === point).length, point).toBeGreaterThanOrEqual(ROUNDS)
  const kills = POINTS.length * ROUNDS
  const copies = new Map<string, number>()
  const reached = new Set<string>()
  for (const mail of server.received) {
    const id = (await mail.parse()).messageId ?? ''
    copies.set(id, (copies.get(id) ?? 0) + 1)
    reached.add(mail.envelope.to)
  }
  expect([...reached].sort()).toEqual(PLANNED.toSorted())
  expect(copies.size).toBe(PLANNED.length)
  const repeated = server.received.length - copies.size
  expect(repeated).toBeLessThanOrEqual(kills * CONNECTIONS)

  const { rows } = await app.database.asAdmin((client) =>
    client.query<Attempt & { state: string }>(
      `SELECT m.message_id, m.state, a.outcome FROM messages m JOIN message_attempts a ON a.tenant_id = m.tenant_id AND a.message_id = m.id`,
    ),
  )
  expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['sent']))
  for (const [id, count] of copies) {
    const outcomes = rows.filter((row) => row.message_id === id).map((row) => row.outcome)
    expect(
      outcomes.filter((outcome) => outcome === 'accepted'),
      id,
    ).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'unknown').length, id).toBeGreaterThanOrEqual(count - 1)
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${kills} kills, ${PLANNED.length} messages, ${repeated} repeated, ${seconds} s\n`)
})
