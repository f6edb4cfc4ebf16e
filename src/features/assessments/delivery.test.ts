import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Person, TestApp } from '../../../test/support/app.ts'
import { startSmtpServer } from '../../../test/support/smtp.ts'
import { statementsOf } from '../../../test/support/statements.ts'
import { RECIPIENT_CHECKS, SUBSCRIBERS } from '../../app.ts'
import { systemActor } from '../../platform/context.ts'
import { roleName, rolePassword } from '../../platform/db/roles.ts'
import { createWorkerBoss } from '../../platform/jobs/boss.ts'
import { workSubscriber } from '../../platform/jobs/worker.ts'
import { handleTogether } from '../../platform/work.ts'
import { useMailServer as setMailServer } from '../notices/sending.fixture.ts'
import { sendWaiting } from '../notices/sending.jobs.ts'
import { drainEvents, partnerToAsk, startAssessments, wish } from './assessment.fixture.ts'
import { noteDeliveries } from './delivery.service.ts'

const NOTING = ['assessments.message-sent', 'assessments.message-failed']
let app: TestApp
let other: TestApp
let port: number
beforeAll(async () => {
  app = await startAssessments()
  const stranger: Person = await app.stranger()
  other = { ...app, admin: stranger }
  const server = await startSmtpServer({
    script: (recipient) =>
      recipient.startsWith('gone')
        ? { kind: 'reject', at: 'recipient', code: 550, text: '5.1.1 no such user' }
        : { kind: 'accept' },
  })
  port = server.port
  return server.close
})

/** Sends requests to partners with these addresses, one each; gives their ids in that order. */
const askAll = async (of: TestApp, addresses: readonly string[]): Promise<string[]> => {
  const partners: { partnerId: string }[] = []
  for (const email of addresses) partners.push({ partnerId: await partnerToAsk(of, `取引先 ${email}`, 0, { email }) })
  const { items } = (await of.admin.send('POST', '/assessments', { partners, ...wish })).body
  const ids = partners.map(
    ({ partnerId }) => items.find((item: { partnerId: string }) => item.partnerId === partnerId).id,
  )
  const answer = await of.admin.send('POST', '/assessments/send', { ids })
  expect(answer.body.held).toEqual([])
  return ids
}

const rows = (text: string, values: unknown[]) =>
  app.database.asAdmin(async (client) => (await client.query(text, values)).rows)

/** Lets the worker hear what became of mails, until it has heard everything. */
const hear = async (): Promise<void> => {
  const user = roleName('clock')
  const { place, roleSecret } = app.database
  const boss = await createWorkerBoss({ ...place, user, password: rolePassword(roleSecret, user) })
  for (const subscriber of SUBSCRIBERS)
    if (NOTING.includes(subscriber.name)) await workSubscriber(boss, app.engine, subscriber)
  const waiting = () => rows(`SELECT state FROM jobs.job WHERE name = ANY($1) AND state <> 'completed'`, [NOTING])
  await expect.poll(waiting, { timeout: 15_000 }).toEqual([])
  await boss.stop({ graceful: true, timeout: 20_000 })
}

const standing = async (ids: readonly string[]) => {
  const found = await rows(
    `SELECT r.id, r.state, r.delivery, r.failure, r.opened_at IS NOT NULL AS opened, c.assessment_state AS shown,
            (SELECT array_agg(e.event ORDER BY e.seq) FROM ledger_entries e
              WHERE e.tenant_id = r.tenant_id AND e.subject_id = r.id AND e.event LIKE 'assessment.%delivered') AS noted
       FROM requests r JOIN partner_current c ON c.tenant_id = r.tenant_id AND c.partner_id = r.partner_id
      WHERE r.id = ANY($1)`,
    [ids],
  )
  return ids.map((id) => {
    const { id: _id, ...rest } = found.find((row) => row.id === id)
    return rest
  })
}

const OPENED = {
  state: 'open',
  delivery: 'sent',
  failure: null,
  opened: true,
  shown: 'open',
  noted: ['assessment.delivered'],
}
const REFUSED = { ...OPENED, delivery: 'failed', failure: 'refused', noted: ['assessment.undelivered'] }

describe('hearing what became of many mails', () => {
  it('opens each request of each organisation as its own mail went, and leaves a withdrawn one as it is', async () => {
    const [reached, gone, withdrawn, second, alsoGone] = await askAll(app, [
      'reached@a.example',
      'gone-1@a.example',
      'withdrawn@a.example',
      'second@a.example',
      'gone-2@a.example',
    ])
    const [theirs, theirsGone] = await askAll(other, ['reached@b.example', 'gone@b.example'])
    await drainEvents(app)
    for (const of of [app, other]) {
      await setMailServer(of, { port })
      await sendWaiting(app.engine, of.admin.actor.tenant, { checks: RECIPIENT_CHECKS })
    }
    await app.admin.send('POST', `/assessments/${withdrawn}/withdraw`, { reason: '取引が終わったため' })
    await hear()
    expect(await standing([reached ?? '', second ?? '', theirs ?? ''])).toEqual([OPENED, OPENED, OPENED])
    expect(await standing([gone ?? '', alsoGone ?? '', theirsGone ?? ''])).toEqual([REFUSED, REFUSED, REFUSED])
    const [left] = await standing([withdrawn ?? ''])
    expect(left).toMatchObject({ state: 'cancelled', delivery: 'queued', opened: false, shown: 'none', noted: null })
    const marks = await rows(
      `SELECT handler, count(*)::int AS n, count(DISTINCT xmin::text)::int AS times FROM handled_events WHERE tenant_id = $1 AND handler = ANY($2) GROUP BY 1 ORDER BY 1`,
      [app.admin.actor.tenant, NOTING],
    )
    expect(marks).toEqual([
      { handler: 'assessments.message-failed', n: 2, times: 1 },
      { handler: 'assessments.message-sent', n: 3, times: 1 },
    ])
  })

  it('takes as many statements for thirty as for three, and a request told of twice is opened once', async () => {
    const ids = await askAll(
      app,
      Array.from({ length: 33 }, (_, no) => `many-${no}@a.example`),
    )
    const { tenant } = app.admin.actor
    const messages = await rows(
      `SELECT m.id FROM messages m JOIN notices n ON n.tenant_id = m.tenant_id AND n.id = m.notice_id WHERE n.matter_id = ANY($1) ORDER BY m.id`,
      [ids],
    )
    const taking = (some: readonly { id: string }[]) =>
      statementsOf(app.engine.pools.clock, () =>
        handleTogether(
          app.engine,
          systemActor(tenant, 'test', 'test'),
          'test',
          some.map(({ id }) => ({ eventId: randomUUID(), correlation: 'test', ids: { messageId: id } })),
          (taken) => noteDeliveries('sent', taken),
        ),
      )
    const [few, many] = [messages.slice(0, 3), messages.slice(3)]
    const forFew = await taking([...few, ...few])
    expect((await taking(many)).length).toBe(forFew.length)
    const told = (await standing(ids)).toSorted((a, b) => b.noted.length - a.noted.length)
    const twice = { ...OPENED, noted: ['assessment.delivered', 'assessment.delivered'] }
    expect(told).toEqual([...Array(3).fill(twice), ...Array(30).fill(OPENED)])
  })

  it('notes nothing of a mail that is about something else', async () => {
    const [id = ''] = await askAll(app, ['code@a.example'])
    const before = await standing([id])
    await rows(`UPDATE notices SET kind = 'one-time-code' WHERE matter_id = $1`, [id])
    const [message] = await rows(
      'SELECT m.id FROM messages m JOIN notices n ON n.tenant_id = m.tenant_id AND n.id = m.notice_id WHERE n.matter_id = $1',
      [id],
    )
    await handleTogether(
      app.engine,
      systemActor(app.admin.actor.tenant, 'test', 'test'),
      'test',
      [message.id, randomUUID()].map((messageId) => ({
        eventId: randomUUID(),
        correlation: 'test',
        ids: { messageId },
      })),
      (taken) => noteDeliveries('failed', taken),
    )
    expect(await standing([id])).toEqual(before)
  })
})
