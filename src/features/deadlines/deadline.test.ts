import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import type { Instant, PlainDate } from '../../domain/time.ts'
import { writing } from '../../platform/work.ts'
import { performDueSteps } from './deadline.jobs.ts'
import {
  cancelDeadline,
  completeDeadline,
  type DeadlineSpec,
  deadlinesOfSubject,
  extendDeadline,
  openDeadline,
} from './deadline.service.ts'

const at = (text: string) => `2026-${text}:00.000Z` as Instant
let app: TestApp
let partnerId: string
beforeAll(async () => {
  app = await startApp()
  partnerId = (await app.admin.send('POST', '/partners', { name: '期限の会社' })).body.id
})

const spec = (change: Partial<DeadlineSpec> = {}): DeadlineSpec => ({
  kind: 'assessment_answer',
  subject: { type: 'request', id: randomUUID() },
  cycleKey: '2026',
  stream: 'assessment',
  partnerId,
  ownerId: null,
  opensAt: at('11-20T00:00'),
  startsFrom: 'sent',
  dueAt: at('12-10T15:00'),
  dueLocal: '2026-12-10' as PlainDate,
  tz: 'Asia/Tokyo',
  calendarVersion: 'japan-1',
  rule: { id: 'answer', version: 1 },
  ...change,
})
const open = (change: Partial<DeadlineSpec> = {}) => {
  const made = spec(change)
  return writing(app.engine, app.admin.actor, (ctx) => openDeadline(ctx, made)).then((result) => ({
    ...result,
    spec: made,
  }))
}
const run = (now: string) => performDueSteps(app.engine, app.admin.actor.tenant, at(now))
const rowOf = async (id: string) =>
  (await app.database.asAdmin((client) => client.query('SELECT * FROM deadlines WHERE id = $1', [id]))).rows[0]
const stepsOf = async (id: string) =>
  (
    await app.database.asAdmin((client) =>
      client.query('SELECT step_no, outcome, late FROM deadline_steps WHERE deadline_id = $1 ORDER BY step_no', [id]),
    )
  ).rows
const act = (run: (ctx: Parameters<Parameters<typeof writing>[2]>[0]) => Promise<void>) =>
  writing(app.engine, app.admin.actor, run)

describe('a deadline', () => {
  it('opens once per turn, however often it is asked for', async () => {
    const first = await open()
    const again = await writing(app.engine, app.admin.actor, (ctx) => openDeadline(ctx, first.spec))
    expect(again).toEqual({ id: first.id, opened: false })
    const next = await open({ subject: first.spec.subject, cycleKey: '2027' })
    expect(next.opened).toBe(true)
  })

  it('begins, is overdue at its moment and not before, each step once', async () => {
    const { id } = await open({ opensAt: at('11-22T00:00'), dueAt: at('11-30T15:00') })
    expect((await rowOf(id)).state).toBe('scheduled')
    await run('11-21T23:59')
    expect((await rowOf(id)).state).toBe('scheduled')
    await run('11-22T00:00')
    expect((await rowOf(id)).state).toBe('open')
    await run('11-30T14:59')
    expect((await rowOf(id)).state).toBe('open')
    expect(await run('11-30T15:00')).toBe(1)
    expect(await run('11-30T15:00')).toBe(0)
    expect((await rowOf(id)).state).toBe('overdue')
    expect(await stepsOf(id)).toEqual([
      { step_no: 1, outcome: 'performed', late: false },
      { step_no: 2, outcome: 'performed', late: false },
    ])
  })

  it('is caught up step by step after an outage, marked late', async () => {
    const { id } = await open({ opensAt: at('11-22T00:00'), dueAt: at('11-23T15:00') })
    await run('12-01T00:00')
    expect((await rowOf(id)).state).toBe('overdue')
    expect((await stepsOf(id)).map((step) => step.late)).toEqual([true, true])
  })

  it('that is entered late is overdue at once', async () => {
    const { id } = await open({ opensAt: at('11-01T00:00'), dueAt: at('11-10T00:00') })
    await run('11-21T01:00')
    expect((await rowOf(id)).state).toBe('overdue')
  })

  it('runs again when it is extended, and becomes overdue a second time', async () => {
    const { id, spec } = await open({ dueAt: at('11-22T00:00') })
    await run('11-22T00:00')
    await act((ctx) => extendDeadline(ctx, id, { dueAt: at('11-25T00:00'), dueLocal: null, reason: '棚卸しのため' }))
    expect((await rowOf(id)).state).toBe('open')
    await run('11-24T23:59')
    expect((await rowOf(id)).state).toBe('open')
    await run('11-25T00:00')
    expect((await rowOf(id)).state).toBe('overdue')
    const [shown] = await writing(app.engine, app.admin.actor, (ctx) => deadlinesOfSubject(ctx, spec.subject))
    expect(shown?.dueAt).toBe(at('11-25T00:00'))
    const { rows } = await app.database.asAdmin((client) =>
      client.query(
        `SELECT e.event, d.detail FROM ledger_entries e JOIN ledger_details d ON d.entry_id = e.id WHERE e.subject_id = $1 ORDER BY e.seq`,
        [id],
      ),
    )
    expect(rows.map((row) => row.event)).toEqual([
      'deadline.opened',
      'deadline.overdue',
      'deadline.extended',
      'deadline.overdue',
    ])
    expect(JSON.parse(rows[2].detail).reason).toBe('棚卸しのため')
  })

  it.each([
    ['done', (id: string) => act((ctx) => completeDeadline(ctx, id))],
    ['cancelled', (id: string) => act((ctx) => cancelDeadline(ctx, id, '契約終了'))],
  ])('that is %s never becomes overdue and can no longer be extended', async (state, close) => {
    const { id } = await open({ dueAt: at('11-22T00:00') })
    await close(id)
    await close(id)
    await run('12-01T00:00')
    expect((await rowOf(id)).state).toBe(state)
    expect(await stepsOf(id)).toEqual([])
    const later = { dueAt: at('12-25T00:00'), dueLocal: null, reason: 'x' }
    await expect(act((ctx) => extendDeadline(ctx, id, later))).rejects.toMatchObject({ code: 'deadline.closed' })
  })

  it('that was met in time stays in time, also when we hear of it after the clock has called it overdue', async () => {
    const { id } = await open({ dueAt: at('11-22T00:00') })
    await run('11-22T00:01')
    await act((ctx) => completeDeadline(ctx, id, at('11-21T23:59')))
    const row = await rowOf(id)
    expect([row.state, row.closed_at.toISOString()]).toEqual(['done', at('11-21T23:59')])
    const { rows } = await app.database.asAdmin((client) =>
      client.query(
        `SELECT d.detail FROM ledger_entries e JOIN ledger_details d ON d.entry_id = e.id WHERE e.subject_id = $1 AND e.event = 'deadline.completed'`,
        [id],
      ),
    )
    expect(JSON.parse(rows[0].detail).after).toEqual({ state: 'done', late: false })
  })

  it.each([
    ['a due time before its beginning', () => open({ dueAt: at('11-19T00:00') }), 'deadline.due_before_opening'],
    [
      'an extension without a reason',
      async () => {
        const { id } = await open()
        await act((ctx) => extendDeadline(ctx, id, { dueAt: at('12-25T00:00'), dueLocal: null, reason: ' ' }))
      },
      'deadline.reason_needed',
    ],
  ])('refuses %s', async (_case, attempt, code) => {
    await expect(attempt()).rejects.toMatchObject({ code })
  })
})

describe('the clock', () => {
  it('takes more than one batch, and two clocks at once take each step once', async () => {
    const ids = await Promise.all(Array.from({ length: 120 }, () => open({ dueAt: at('12-02T00:00') })))
    const counts = await Promise.all([run('12-02T00:00'), run('12-02T00:00')])
    expect(counts.reduce((sum, count) => sum + count)).toBe(ids.length)
    for (const { id } of ids.slice(0, 5)) expect((await rowOf(id)).state).toBe('overdue')
  })

  it.each([
    ['the clock does not know', `jsonb_set(steps, '{0,do}', '"dance"')`, '12-03T00'],
    ['the database refuses', `steps || '[{"no": 9, "at": "never", "do": "overdue", "to": "owner"}]'`, '12-05T00'],
  ])('parks a deadline whose step fails five times because %s it, and the others go on', async (_case, steps, hour) => {
    const poisoned = await open({ dueAt: at(`${hour}:00`) })
    const healthy = await open({ dueAt: at(`${hour}:01`) })
    await app.database.asAdmin((client) =>
      client.query(`UPDATE deadlines SET steps = ${steps} WHERE id = $1`, [poisoned.id]),
    )
    for (const minute of ['02', '03', '05', '10', '30']) await run(`${hour}:${minute}`)
    expect((await rowOf(healthy.id)).state).toBe('overdue')
    expect(await stepsOf(poisoned.id)).toEqual([])
    const parked = await rowOf(poisoned.id)
    expect([parked.state, parked.attempts, parked.parked_at !== null, parked.next_step_at]).toEqual([
      'open',
      5,
      true,
      null,
    ])
    expect(await run('12-06T00:00')).toBe(0)
  })
})

describe('the list of what is due', () => {
  it('shows open and overdue ones of a partner, the nearest first, to those who see the partner', async () => {
    const own = (await app.admin.send('POST', '/partners', { name: '一覧の会社' })).body.id
    const far = await open({ partnerId: own, dueAt: at('12-20T00:00') })
    const near = await open({ partnerId: own, dueAt: at('12-15T00:00') })
    const done = await open({ partnerId: own })
    await act((ctx) => completeDeadline(ctx, done.id))
    const idsFor = async (path: string) =>
      (await app.admin.send('GET', path)).body.items.map((row: { id: string }) => row.id)
    expect(await idsFor(`/deadlines?partner=${own}`)).toEqual([near.id, far.id])
    expect(await idsFor(`/deadlines?partner=${own}&state=done`)).toEqual([done.id])
    const first = (await app.admin.send('GET', `/deadlines?partner=${own}&limit=1`)).body
    expect(await idsFor(`/deadlines?partner=${own}&limit=1&after=${first.next}`)).toEqual([far.id])
    for (const person of [await app.person('procurement', 'assigned'), await app.stranger()])
      expect((await person.send('GET', `/deadlines?partner=${own}`)).body.items).toEqual([])
  })
})
