import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { startSmtpServer, type TestSmtpServer } from '../../../test/support/smtp.ts'
import { openEngine } from '../../engine.ts'
import { systemActor } from '../../platform/context.ts'
import type { OutgoingMail, SendResult } from '../../platform/mail/mail-transport.ts'
import { memoryOutbox, type ReplyScript, type ScriptedReply } from '../../platform/mail/outbox.ts'
import { writing } from '../../platform/work.ts'
import { settleHandOvers, takeBackForgotten } from './hand-over.service.ts'
import { queueNotice, type Recipient } from './notice.service.ts'
import { contactCheck, memberCheck } from './recipient-check.queries.ts'
import { aMatter, codeValues, partnerWithContact, useMailServer } from './sending.fixture.ts'
import { sendWaiting } from './sending.jobs.ts'

const checks = { contact: contactCheck, member: memberCheck }
const START = '2026-11-21T01:00:00.000Z'
let app: TestApp
let minute = 0
let serial = 0

beforeAll(async () => {
  app = await startApp()
  await useMailServer(app, { port: 2525 })
})

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await app.database.asAdmin((client) =>
    client.query(`UPDATE messages SET state = 'cancelled', lease_until = NULL WHERE state IN ('pending','sending')`),
  )
  later(120)
})

const later = (minutes: number) => {
  minute += minutes
  app.clock.set(new Date(Date.parse(START) + minute * 60_000).toISOString())
}

const tenant = () => app.admin.actor.tenant
const unique = (name: string) => {
  serial += 1
  return `${name}${serial}`
}
const address = () => `${unique('desk')}@partner.example`
const queue = (recipients: Recipient[], more: { dedupeKey?: string; giveUpAt?: string } = {}) =>
  writing(app.engine, app.admin.actor, (ctx) =>
    queueNotice(ctx, {
      kind: 'portal_code',
      matter: aMatter(),
      template: 'one-time-code',
      recipients,
      dedupeKey: more.dedupeKey ?? unique('key'),
      ...(more.giveUpAt === undefined ? {} : { giveUpAt: new Date(more.giveUpAt).toISOString() as never }),
    }),
  )

const send = (script?: ReplyScript) => {
  const outbox = memoryOutbox(script)
  const sent = sendWaiting(app.engine, tenant(), { checks, openServer: () => outbox.transport })
  return sent.then((count) => ({ count, delivered: outbox.delivered }))
}
const look = async (noticeId: string) =>
  (await app.admin.send('GET', `/messages?notice=${noticeId}`)).body.items as {
    id: string
    state: string
    failure: string | null
    waitingFor: string | null
    sendAfter: string
    tries: { no: number; outcome: string; response: string }[]
  }[]
const only = async (noticeId: string) => {
  const [message, ...others] = await look(noticeId)
  if (message === undefined || others.length > 0) throw new Error('expected one message')
  return message
}

const reject = (code: number): ScriptedReply => ({ kind: 'reject', at: 'message', code, text: 'no' })

describe('what becomes of a message that is handed over', () => {
  it.each<
    [string, ScriptedReply, { state: string; failure: string | null; waitingFor: string | null; outcome: string }]
  >([
    ['taken', { kind: 'accept' }, { state: 'sent', failure: null, waitingFor: null, outcome: 'accepted' }],
    ['busy', reject(450), { state: 'pending', failure: null, waitingFor: 'retry', outcome: 'temporary' }],
    ['refused', reject(550), { state: 'failed', failure: 'refused', waitingFor: null, outcome: 'permanent' }],
    [
      'line lost before',
      { kind: 'disconnect', at: 'recipient' },
      { state: 'pending', failure: null, waitingFor: 'retry', outcome: 'temporary' },
    ],
    [
      'line lost after',
      { kind: 'disconnect', at: 'message' },
      { state: 'pending', failure: null, waitingFor: 'retry', outcome: 'unknown' },
    ],
  ])('%s', async (_case, reply, { outcome, ...expected }) => {
    const { noticeId } = await queue([await partnerWithContact(app, address())])
    expect((await only(noticeId)).waitingFor).toBe('turn')
    await send(() => reply)
    const message = await only(noticeId)
    expect(message).toMatchObject(expected)
    expect(message.tries.map((attempt) => [attempt.no, attempt.outcome])).toEqual([[1, outcome]])
  })

  it('goes out again after a pause as the same message, and longer pauses follow', async () => {
    const { noticeId } = await queue([await partnerWithContact(app, address())])
    const ids: (string | undefined)[] = []
    const pauses: number[] = []
    for (const wait of [1, 2, 4]) {
      const now = Date.parse(app.clock.now())
      const { delivered } = await send(() => ({ kind: 'disconnect', at: 'message' }))
      ids.push(delivered[0]?.messageId)
      pauses.push((Date.parse((await only(noticeId)).sendAfter) - now) / 60_000)
      expect((await send()).count).toBe(0)
      later(wait)
    }
    const last = await send()
    ids.push(last.delivered[0]?.messageId)
    expect(pauses).toEqual([1, 2, 4])
    expect([ids.length, new Set(ids).size]).toEqual([4, 1])
    expect((await only(noticeId)).state).toBe('sent')
  })

  it('is written down although the answer to another one at the same moment cannot be', async () => {
    const contactsOf = await Promise.all([address(), address(), address()].map((to) => partnerWithContact(app, to)))
    const { noticeId } = await queue(contactsOf)
    const unwritable = contactsOf[1]?.address
    const transport = {
      ...memoryOutbox().transport,
      send: async ({ envelope }: OutgoingMail): Promise<SendResult> => ({
        outcome: 'accepted',
        response: envelope.to === unwritable ? '250 \u0000' : '250 OK',
        code: 250,
      }),
    }
    await expect(sendWaiting(app.engine, tenant(), { checks, openServer: () => transport })).rejects.toThrow()
    expect((await look(noticeId)).map((message) => message.state).toSorted()).toEqual(['sending', 'sent', 'sent'])
  })

  it('is given up when its time is over, visibly, and can be sent again by a person', async () => {
    const giveUpAt = new Date(Date.parse(app.clock.now()) + 90_000).toISOString()
    const { noticeId } = await queue([await partnerWithContact(app, address())], { giveUpAt })
    await send(() => reject(450))
    later(1)
    await send(() => reject(450))
    const failed = await only(noticeId)
    expect([failed.state, failed.failure]).toEqual(['failed', 'gave_up'])
    const again = await app.admin.send('POST', `/messages/${failed.id}/resend`)
    expect([again.status, again.body.id]).toEqual([200, failed.id])
    await send()
    expect((await only(noticeId)).state).toBe('sent')
  })
})

describe('who gets a message is decided when it is sent', () => {
  const change = (text: string, id: string | null) =>
    app.database.asAdmin((client) => client.query(text, id === null ? [] : [id]))

  it.each([
    ['recipient_revoked', `UPDATE contacts SET revoked_at = now() WHERE id = $1`],
    ['address_missing', `UPDATE contacts SET email = NULL, phone = '03-0000-0000' WHERE id = $1`],
    [
      'partner_archived',
      `UPDATE partners SET stage = 'archived' WHERE id = (SELECT partner_id FROM contacts WHERE id = $1)`,
    ],
    ['recipient_unknown', `DELETE FROM contacts WHERE id = $1`],
  ])('never after %s', async (reason, text) => {
    const recipient = await partnerWithContact(app, address())
    const { noticeId } = await queue([recipient])
    await change(text, recipient.id)
    expect((await send()).delivered).toEqual([])
    const message = await only(noticeId)
    expect([message.state, message.failure, message.tries]).toEqual(['cancelled', reason, []])
    expect((await app.admin.send('POST', `/messages/${message.id}/resend`)).status).toBe(409)
  })

  it('also not when the contact is revoked between two tries', async () => {
    const recipient = await partnerWithContact(app, address())
    const { noticeId } = await queue([recipient])
    await send(() => reject(450))
    await change(`UPDATE contacts SET revoked_at = now() WHERE id = $1`, recipient.id)
    later(5)
    expect((await send()).delivered).toEqual([])
    expect((await only(noticeId)).failure).toBe('recipient_revoked')
  })

  it('goes to the address of that moment', async () => {
    const recipient = await partnerWithContact(app, address())
    await queue([recipient])
    await change(`UPDATE contacts SET email = 'moved@partner.example' WHERE id = $1`, recipient.id)
    expect((await send()).delivered.map((mail) => mail.envelope.to)).toEqual(['moved@partner.example'])
  })

  it('does not know other sorts of people', async () => {
    const recipient = { ...(await partnerWithContact(app, address())), type: 'passer-by' }
    const { noticeId } = await queue([recipient])
    await send()
    expect((await only(noticeId)).failure).toBe('recipient_unknown')
  })
})

describe('a mail', () => {
  it('names nobody in subject and Message-ID, returns to an address of its own and repeats its text as a page', async () => {
    const recipient = await partnerWithContact(app, address())
    const link = 'https://portal.tourei.example/p#abc.def_ghi'
    await queue([{ ...recipient, variables: { ...codeValues(), addressee: '<b>花子</b> 様', code: link, link } }])
    const [mail] = (await send()).delivered
    expect(mail?.subject).toBe('【東嶺電機】画面を開くための確認番号')
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}\.test@tourei\.example>$/)
    expect(mail?.envelope.from).toMatch(/^security\+[0-9a-f]{32}@tourei\.example$/)
    expect(mail?.text).toContain('<b>花子</b> 様')
    expect(mail?.html).toContain('&lt;b&gt;花子&lt;/b&gt; 様')
    expect(mail?.html).toContain(`<a href="${link}">${link}</a>`)
  })

  it('is kept sealed: neither code nor link stands in the table', async () => {
    await queue([await partnerWithContact(app, address())])
    const { rows } = await app.database.asAdmin((client) => client.query('SELECT * FROM messages'))
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('482913')
  })

  it('is refused while a value is missing', async () => {
    const { code, ...rest } = codeValues()
    const recipient = { ...(await partnerWithContact(app, address())), variables: rest }
    await expect(queue([recipient])).rejects.toMatchObject({
      code: 'notice.value_missing',
      params: { variable: 'code' },
    })
    expect(code).toBe('482913')
  })
})

describe('queueing', () => {
  it('twice with the same key sends once', async () => {
    const recipient = await partnerWithContact(app, address())
    expect(await queue([recipient], { dedupeKey: 'same' })).toMatchObject({ queued: 1, repeated: 0 })
    expect(await queue([recipient], { dedupeKey: 'same' })).toMatchObject({ queued: 0, repeated: 1 })
    expect((await send()).count).toBe(1)
  })

  it('of 5,000 messages takes at most 2 s', async () => {
    const recipient = await partnerWithContact(app, address())
    const many = Array.from({ length: 5000 }, () => ({ ...recipient, id: crypto.randomUUID() }))
    const startedAt = performance.now()
    const { queued } = await queue(many)
    const seconds = (performance.now() - startedAt) / 1000
    process.stdout.write(`5000 messages queued: ${seconds.toFixed(2)} s\n`)
    expect(queued).toBe(5000)
  })
})

describe('pace and server', () => {
  it('hands over no more than its pace allows, and the rest later', async () => {
    await useMailServer(app, { port: 2525 }, 30)
    await queue(await Promise.all(Array.from({ length: 12 }, () => partnerWithContact(app, address()))))
    const counts = []
    for (let window = 0; window < 4; window += 1) {
      counts.push((await send()).count)
      later(1 / 6)
      app.clock.set(new Date(Date.parse(app.clock.now()) + 1).toISOString())
    }
    await useMailServer(app, { port: 2525 }, 60_000)
    expect(counts).toEqual([5, 5, 2, 0])
  })

  it('keeps to the pace with all workers together', async () => {
    const { place, roleSecret } = app.database
    const { vault, log } = app.engine
    const masterKey = Buffer.alloc(32, 7)
    const other = await openEngine({ place, roleSecret, masterKey, files: vault.files, log, clock: app.clock })
    closing.push(other.close)
    await useMailServer(app, { port: 2525 }, 60)
    await queue(await Promise.all(Array.from({ length: 25 }, () => partnerWithContact(app, address()))))
    const counts = []
    for (let window = 0; window < 3; window += 1) {
      const sent = await Promise.all(
        [app.engine, other.engine, other.engine].map((engine) => {
          const openServer = () => memoryOutbox().transport
          return sendWaiting(engine, tenant(), { checks, openServer })
        }),
      )
      counts.push(sent.reduce((sum, count) => sum + count, 0))
      later(1 / 6)
      app.clock.set(new Date(Date.parse(app.clock.now()) + 1).toISOString())
    }
    await useMailServer(app, { port: 2525 }, 60_000)
    expect(counts).toEqual([10, 10, 5])
  })

  it('stops at the first sign that the server is away and spares the other messages', async () => {
    const { noticeId } = await queue(
      await Promise.all(Array.from({ length: 20 }, () => partnerWithContact(app, address()))),
    )
    await useMailServer(app, { port: 1 })
    expect(await sendWaiting(app.engine, tenant(), { checks })).toBeLessThanOrEqual(5)
    const states = await look(noticeId)
    expect(states.every((message) => message.state === 'pending')).toBe(true)
    expect(states.filter((message) => message.waitingFor === 'turn').length).toBeGreaterThanOrEqual(15)
    const server = await started()
    await useMailServer(app, server)
    later(2)
    expect(await sendWaiting(app.engine, tenant(), { checks })).toBe(20)
    expect(server.received).toHaveLength(20)
    await useMailServer(app, { port: 2525 })
  })
})

const started = async (): Promise<TestSmtpServer> => {
  const server = await startSmtpServer()
  closing.push(server.close)
  return server
}

describe('a sender that does not come back', () => {
  const actor = () => systemActor(tenant(), 'sender', 'test')
  const accepted: SendResult = { outcome: 'accepted', response: '250 OK', code: 250 }
  const leased = async () => {
    const { noticeId } = await queue([await partnerWithContact(app, address())])
    const { id } = await only(noticeId)
    const held = Promise.withResolvers<SendResult>()
    const transport = { ...memoryOutbox().transport, send: () => held.promise }
    const run = sendWaiting(app.engine, tenant(), { checks, openServer: () => transport })
    await expect.poll(async () => (await only(noticeId)).state).toBe('sending')
    const finish = () => {
      held.resolve(accepted)
      return run
    }
    return { noticeId, id, finish }
  }
  const takeBack = () => writing(app.engine, actor(), takeBackForgotten)

  it('keeps its message while the lease runs, then it waits again with the attempt marked unknown', async () => {
    const { noticeId, finish } = await leased()
    later(4)
    expect(await takeBack()).toBe(0)
    later(2)
    expect(await takeBack()).toBe(1)
    const message = await only(noticeId)
    expect([message.state, message.tries.map((attempt) => attempt.outcome)]).toEqual(['pending', ['unknown']])
    await finish()
    expect((await only(noticeId)).state).toBe('sent')
  })

  it('changes nothing with a late failure once someone else has the message', async () => {
    const { noticeId, id, finish } = await leased()
    later(6)
    await takeBack()
    await send(() => ({ kind: 'accept' }))
    await writing(app.engine, actor(), (ctx) =>
      settleHandOvers(ctx, [{ id, leaseNo: 1, result: { outcome: 'permanent', response: '550 no', code: 550 } }]),
    )
    const message = await only(noticeId)
    expect([message.state, message.tries.map((attempt) => attempt.outcome)]).toEqual(['sent', ['unknown', 'accepted']])
    await finish()
  })
})

describe('seeing and steering messages', () => {
  it('belongs to those who see the partner', async () => {
    const recipient = await partnerWithContact(app, address())
    const { noticeId } = await queue([recipient])
    const { id } = await only(noticeId)
    const outsider = await app.person('procurement', 'assigned')
    for (const person of [outsider, await app.stranger()]) {
      expect((await person.send('GET', `/messages?notice=${noticeId}`)).body).toMatchObject({ items: [], counts: [] })
      expect((await person.send('POST', `/messages/${id}/resend`)).status).toBe(404)
      expect((await person.send('POST', `/messages/${id}/cancel`)).status).toBe(404)
    }
    const auditor = await app.person('auditor')
    expect((await auditor.send('GET', `/messages?partner=${recipient.partnerId}`)).body.items).toHaveLength(1)
    expect((await auditor.send('POST', `/messages/${id}/cancel`)).status).toBe(403)
  })

  it('cancels what waits and nothing else', async () => {
    const { noticeId } = await queue([await partnerWithContact(app, address())])
    const { id } = await only(noticeId)
    expect((await app.admin.send('POST', `/messages/${id}/cancel`)).status).toBe(204)
    expect((await app.admin.send('POST', `/messages/${id}/cancel`)).body.code).toBe('notice.not_waiting')
    expect((await send()).count).toBe(0)
  })

  it('sends a second copy of a sent message only as a new one', async () => {
    const { noticeId } = await queue([await partnerWithContact(app, address())])
    const first = (await send()).delivered[0]
    const { id } = await only(noticeId)
    expect((await app.admin.send('POST', `/messages/${id}/resend`)).body.id).not.toBe(id)
    const second = (await send()).delivered[0]
    expect(second?.text).toBe(first?.text)
    expect(second?.messageId).not.toBe(first?.messageId)
    expect((await look(noticeId)).map((message) => message.state)).toEqual(['sent', 'sent'])
  })
})
