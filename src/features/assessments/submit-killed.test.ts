import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { ledgerReport, type ServerToKill, startServerToKill } from '../../../test/support/killed-server.ts'
import { type RawConnection, rawConnection } from '../../../test/support/raw-request.ts'
import type { HoldPoint } from '../../../test/support/server-to-kill.ts'
import type { Instant } from '../../domain/time.ts'
import { createVault } from '../../platform/auth/vault.ts'
import { plusSeconds } from '../../platform/clock.ts'
import { diskFileStore } from '../../platform/files/disk-store.ts'
import { sweep } from '../../platform/jobs/sweep.ts'
import { answerAll, ask, openPortal, type PortalClient, partnerToAsk, startAssessments } from './assessment.fixture.ts'

const ROUNDS = 3
// One organisation's ledger is written by one transaction at a time, so the one that stands before its COMMIT comes last.
const POINTS: HoldPoint[] = ['committed, not answered', 'begun', 'half written', 'before commit']
const files = mkdtempSync(join(tmpdir(), 'kizuna-killed-'))
const store = diskFileStore(files)

type Asked = { id: string; client: PortalClient; keys: string[]; point: HoldPoint }
let app: TestApp
let server: ServerToKill | undefined
let asked: Asked[][]
beforeAll(async () => {
  app = await startAssessments()
  asked = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const ofRound: Asked[] = []
    for (const point of POINTS) {
      const { id, token } = await ask(app, await partnerToAsk(app, `提出 ${round} ${point}`, 0))
      const client = await openPortal(app, token)
      ofRound.push({ id, client, keys: await answerAll(client), point })
    }
    asked.push(ofRound)
  }
}, 180_000)
afterAll(async () => {
  await server?.kill()
  rmSync(files, { recursive: true })
})

const device = ({ client }: Asked) => ({
  cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  'x-csrf-token': client.cookies.get('kizuna_portal_csrf') ?? '',
})
const submission = (one: Asked, more: Record<string, string> = {}) => ({
  path: '/portal/submission',
  headers: { ...device(one), ...more },
})
const withKey = (one: Asked) => submission(one, { 'idempotency-key': `submit ${one.id}` })

/** What a submission leaves wherever it writes: itself, the request's state, the partner's, history, ledger, event. */
const traces = ({ id }: Asked) =>
  app.database.asAdmin(async (client) => {
    const { rows } = await client.query({
      rowMode: 'array',
      text: `SELECT (SELECT count(*)::int FROM submissions s WHERE s.request_id = r.id), r.state,
          (SELECT c.assessment_state FROM partner_current c WHERE (c.tenant_id, c.partner_id) = (r.tenant_id, r.partner_id)),
          (SELECT count(*)::int FROM timeline_entries e WHERE e.event = 'assessment.submitted' AND e.partner_id = r.partner_id),
          (SELECT count(*)::int FROM ledger_entries l WHERE l.event = 'assessment.submitted' AND l.subject_id = r.id),
          (SELECT count(DISTINCT j.data->>'eventId')::int FROM jobs.job j WHERE j.data->'ids'->>'assessmentId' = r.id::text AND j.data->>'event' = 'assessment.submitted')
        FROM requests r WHERE r.id = $1`,
      values: [id],
    })
    return rows[0]
  })
const WHOLE = [1, 'submitted', 'submitted', 1, 1, 1]
const NOTHING = [0, 'open', 'open', 0, 0, 0]

const repeatAll = async (on: ServerToKill, before: readonly Asked[]) => {
  for (const one of before) {
    const first = await on.post(withKey(one))
    expect(first, one.point).toMatchObject({ status: 201, body: { no: 1 } })
    expect(await on.post(withKey(one)), one.point).toEqual(first)
    expect(await on.post(submission(one)), one.point).toMatchObject({
      status: 409,
      body: { code: 'assessment.locked', title: expect.stringContaining('ご提出いただいた内容を確認しています') },
    })
    expect(await traces(one), one.point).toEqual(WHOLE)
    const { submissionHash } = (await app.admin.send('GET', `/assessments/${one.id}`)).body
    expect(submissionHash, one.point).toBe(first.body.hash)
  }
}

const parts = async () => {
  const found = []
  for await (const blob of store.list()) found.push(blob)
  return found
}

/** A partner's file of 10 MB, of which two have arrived. */
const halfSent = async (on: ServerToKill, one: Asked): Promise<RawConnection> => {
  const sender = await rawConnection(on.url)
  const headers = { ...device(one), 'content-type': 'application/octet-stream', 'content-length': String(10 << 20) }
  const body = [Buffer.from('%PDF-1.7\n'), Buffer.alloc(2 << 20, 1)]
  const before = (await parts()).length
  await sender.send({ path: `/portal/answers/${one.keys[0]}/files?name=a.pdf`, headers, body })
  await expect.poll(async () => (await parts()).length, { timeout: 10_000 }).toBe(before + 1)
  return sender
}

it('is all or nothing wherever in a submission the server is killed, and a repetition is answered with sense', async () => {
  const startedAt = performance.now()
  const landed: HoldPoint[] = []
  let before: Asked[] = []
  for (const ofRound of asked) {
    server = await startServerToKill(app, files)
    await repeatAll(server, before)
    before = ofRound
    const [first] = ofRound
    const sender = first && (await halfSent(server, first))
    for (const one of ofRound) await server.hold(one.point, withKey(one))
    landed.push(...(await server.kill()))
    sender?.cut()
    for (const one of ofRound)
      expect(await traces(one), one.point).toEqual(one.point === 'committed, not answered' ? WHOLE : NOTHING)
    expect((await ledgerReport(app)).faults).toEqual([])
  }
  server = await startServerToKill(app, files)
  await repeatAll(server, before)
  for (const point of POINTS)
    expect(landed.filter((where) => where === point).length, point).toBeGreaterThanOrEqual(ROUNDS)
  expect((await ledgerReport(app)).faults).toEqual([])
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`submit: ${ROUNDS} servers killed, ${landed.length} submissions in flight, ${seconds} s\n`)
}, 120_000)

it('leaves of uploads cut off by a kill only bytes that belong to nothing, and these are swept after a day', async () => {
  const found = await parts()
  expect(found).toHaveLength(ROUNDS)
  const known = await app.database.asAdmin((client) => client.query('SELECT id FROM files'))
  expect(known.rows).toEqual([])
  const engine = { ...app.engine, vault: createVault(Buffer.alloc(32, 7), store) }
  const [touched = ''] = found.map(({ changedAt }) => changedAt.toISOString()).toSorted()
  await sweep(engine, plusSeconds(touched as Instant, 23 * 3600))
  expect(await parts()).toHaveLength(ROUNDS)
  await sweep(engine, plusSeconds(touched as Instant, 25 * 3600))
  expect(await parts()).toEqual([])
})
