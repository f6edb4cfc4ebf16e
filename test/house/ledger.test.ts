import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stream } from '../../src/platform/ledger/chain.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { type StoredLedger, storedLedger, verified } from './support/ledger-rows.ts'
import { openProbe, prepareProbe, tracesOf, writeProbe } from './support/probe.ts'

let app: TestApp
let tenant: string
let probe: Awaited<ReturnType<typeof openProbe>>
beforeAll(async () => {
  app = await startApp()
  tenant = app.admin.actor.tenant
  await app.database.asAdmin((client) => prepareProbe(app.database, client))
  probe = await openProbe(app.database)
})
afterAll(() => probe.close())

const traces = (id: string) => app.database.asAdmin((client) => tracesOf(client, id))
const stored = (): Promise<StoredLedger> => app.database.asAdmin((client) => storedLedger(client, tenant))

/** What verification says after the database was changed behind the application's back; the change is undone. */
const faultsAfter = (change: string) =>
  app.database.asAdmin(async (client) => {
    await client.query('BEGIN')
    await client.query(change)
    const ledger = await storedLedger(client, tenant)
    await client.query('ROLLBACK')
    return verified(ledger).faults
  })

describe('a unit of work', () => {
  it('keeps the change, its entries and its job together', async () => {
    const id = randomUUID()
    await writeProbe(probe.engine, tenant, id, ['org', 'partner'])
    expect(await traces(id)).toEqual([1, 2, 2, 1])
  })
  it('leaves nothing of it after a failure', async () => {
    const id = randomUUID()
    const failing = writeProbe(probe.engine, tenant, id, ['org'], () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(await traces(id)).toEqual([0, 0, 0, 0])
  })
  it('fails when a statement inside it failed and the error was swallowed', async () => {
    const id = randomUUID()
    const swallowing = writeProbe(probe.engine, tenant, id, [], async (ctx) => {
      await ctx.db.execute(sql`SELECT 1 / 0`).catch(() => undefined)
    })
    await expect(swallowing).rejects.toThrow()
    expect(await traces(id)).toEqual([0, 0, 0, 0])
    const silent = app.engine.pools.app.connect().then(async (client) => {
      await client.query('BEGIN')
      await client.query('SELECT 1 / 0').catch(() => undefined)
      const answer = (await client.query('COMMIT')).command
      client.release()
      return answer
    })
    expect(await silent).toBe('ROLLBACK')
  })
})

describe('a change behind the application’s back', () => {
  const AT = `tenant_id = '%' AND stream = 'partner' AND seq = 3`
  const where = () => AT.replace('%', tenant)
  const detail = () => `entry_id = (SELECT id FROM ledger_entries WHERE ${where()})`
  beforeAll(async () => {
    for (let n = 0; n < 5; n += 1) await writeProbe(probe.engine, tenant, randomUUID(), ['partner'])
  })

  it('is not seen where there is none', async () => {
    expect(verified(await stored()).faults).toEqual([])
  })
  const flip = (column: string) =>
    `${column} = overlay(${column} placing (CASE WHEN substr(${column}, 5, 1) = '0' THEN '1' ELSE '0' END) from 5 for 1)`
  it.each([
    ['body', `body = overlay(body placing '~' from 20 for 1)`],
    ['hash', flip('hash')],
    ['prevHash', flip('prev_hash')],
    ['detailHash', flip('detail_hash')],
    ['event', `event = event || 'x'`],
    ['actor', `actor = actor || 'x'`],
    ['at', `at = at + interval '1 millisecond'`],
    ['segment', `segment = '2026-10'`],
    ['subject', `subject_type = 'other'`],
    ['subject', `subject_id = gen_random_uuid()`],
    ['seq', `seq = 300`],
  ])('is found in %s and named with stream and number: %s', async (column, change) => {
    const faults = await faultsAfter(`UPDATE ledger_entries SET ${change} WHERE ${where()}`)
    expect(faults).toContainEqual({ stream: 'partner', seq: change.startsWith('seq') ? 300 : 3, column })
  })
  it.each([
    [
      'one byte of the detail',
      () => `UPDATE ledger_details SET detail = overlay(detail placing ' ' from 2 for 0) WHERE ${detail()}`,
    ],
    ['another salt', () => `UPDATE ledger_details SET salt = 'ff' WHERE ${detail()}`],
    ['a lost detail', () => `DELETE FROM ledger_details WHERE ${detail()}`],
    ['a detail emptied without saying so', () => `UPDATE ledger_details SET detail = NULL WHERE ${detail()}`],
    ['an erased detail that is still there', () => `UPDATE ledger_details SET erased_at = now() WHERE ${detail()}`],
  ])('is found in the detail: %s', async (_, change) => {
    expect(await faultsAfter(change())).toEqual([{ stream: 'partner', seq: 3, column: 'detail' }])
  })
  it('is none when a person’s data was erased as the rules say', async () => {
    expect(await faultsAfter(`UPDATE ledger_details SET detail = NULL, erased_at = now() WHERE ${detail()}`)).toEqual(
      [],
    )
  })
  it('is found where a row is missing in the middle or at the end', async () => {
    expect(await faultsAfter(`DELETE FROM ledger_entries WHERE ${where()}`)).toContainEqual({
      stream: 'partner',
      seq: 4,
      column: 'seq',
    })
    const last = (await stored()).heads.get('partner')?.seq ?? 0
    const newest = `tenant_id = '${tenant}' AND stream = 'partner' AND seq = ${last}`
    expect(await faultsAfter(`DELETE FROM ledger_entries WHERE ${newest}`)).toEqual([
      { stream: 'partner', seq: last, column: 'head' },
    ])
  })
})

describe('many writers at once', () => {
  it('keep every link whole and never block each other for good', async () => {
    const before = await stored()
    const orders: Stream[][] = [
      ['notice', 'agreement'],
      ['agreement', 'notice'],
    ]
    const writers = Array.from({ length: 10 }, async (_, writer) => {
      for (let n = 0; n < 10; n += 1) await writeProbe(probe.engine, tenant, randomUUID(), orders[writer % 2])
    })
    await Promise.all(writers)
    const now = await stored()
    expect(verified(now).faults).toEqual([])
    expect(now.rows.length - before.rows.length).toBe(200)
    expect([now.heads.get('notice')?.seq, now.heads.get('agreement')?.seq]).toEqual([100, 100])
  })
})

type Said = Map<string, string>

/** Starts a process of writers, kills it with SIGKILL as soon as it has said enough, and gives the last word on each unit of work. */
const killedWhen = (stops: string[], enough: (words: string[]) => boolean): Promise<Said> =>
  new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'support', 'probe-process.ts')
    const { place, roleSecret } = app.database
    const database = JSON.stringify({ place, roleSecret })
    const child = spawn(process.execPath, [script, database, tenant, stops.join()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said: Said = new Map()
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word = '', id = ''] = line.split(' ')
      said.set(id, word)
      if (enough([...said.values()])) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', (_, signal) => (signal === 'SIGKILL' ? resolve(said) : reject(new Error('the writers ended'))))
  })

const STATES = ['begun', 'written', 'committed']
const count = (words: Iterable<string>, wanted: string) => [...words].filter((word) => word === wanted).length

describe('a process killed while it writes', () => {
  it('leaves all of a unit of work or nothing, and all that it called committed', async () => {
    const stops = STATES.flatMap((state) => [state, state, state])
    const still = killedWhen(stops, (words) => STATES.every((state) => count(words, state) === 3))
    // These are hit while they write their entries and commit.
    const racing = [8, 20].map((enough) =>
      killedWhen(['never', 'never', 'never'], (words) => count(words, 'committed') >= enough),
    )
    const told = await Promise.all([still, ...racing])
    const [first] = told
    for (const state of STATES) expect(count(first?.values() ?? [], state), `killed while ${state}`).toBe(3)
    await app.database.asAdmin(async (client) => {
      for (const [id, word] of told.flatMap((said) => [...said])) {
        const left = (await tracesOf(client, id)).join()
        const whole = { begun: ['0,0,0,0'], written: ['0,0,0,0', '1,2,2,1'], committed: ['1,2,2,1'] }[word]
        expect(whole, word).toContain(left)
      }
    })
    expect(verified(await stored()).faults).toEqual([])
  })
})
