import { afterEach, describe, expect, it } from 'vitest'
import { startSmtpServer } from '../../../test/support/smtp.ts'
import type { MailTransport, OutgoingMail } from './mail-transport.ts'
import { memoryOutbox, type ReplyScript, type ScriptedReply } from './outbox.ts'
import { smtpTransport } from './smtp-transport.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A transport and a look at what its server got, as message ids. */
type Rig = { transport: MailTransport; arrived: () => Promise<(string | undefined)[]> }

const rigs: [string, (script: ReplyScript, idleMs?: number) => Promise<Rig>][] = [
  [
    'in memory',
    async (script) => {
      const { transport, delivered } = memoryOutbox(script)
      return { transport, arrived: async () => delivered.map((mail) => mail.messageId) }
    },
  ],
  [
    'over SMTP',
    async (script, idleMs = 10_000) => {
      const server = await startSmtpServer({ script })
      const transport = smtpTransport({
        host: '127.0.0.1',
        port: server.port,
        security: 'none',
        timeouts: { connectMs: 10_000, idleMs, messageMs: 20_000 },
      })
      closing.push(() => transport.close(), server.close)
      const idOf = async (mail: (typeof server.received)[number]) => (await mail.parse()).messageId
      return { transport, arrived: () => Promise.all(server.received.map(idOf)) }
    },
  ],
]

let count = 0
function mailTo(to: string, change: Partial<OutgoingMail> = {}): OutgoingMail {
  count++
  return {
    envelope: { from: `bounce+${count}@kizuna.example`, to },
    messageId: `<${count}@kizuna.example>`,
    date: new Date('2026-11-21T00:00:00Z'),
    from: { name: '絆 事務局', address: 'kizuna@kizuna.example' },
    to: { address: to },
    lang: 'ja',
    subject: 'ご回答のお願い',
    text: '本文\n',
    html: '<p>本文</p>',
    ...change,
  }
}

const reject = (at: 'recipient' | 'message', code: number): ScriptedReply => ({ kind: 'reject', at, code, text: 'no' })

describe.each(rigs)('mail transport %s', (_name, rig) => {
  it.each<[string, ScriptedReply, string, number | null, boolean]>([
    ['accepted', { kind: 'accept' }, 'accepted', 250, true],
    ['mailbox busy', reject('recipient', 450), 'temporary', 450, false],
    ['no such user', reject('recipient', 550), 'permanent', 550, false],
    ['greylisted after the message', reject('message', 451), 'temporary', 451, false],
    ['shutting down', reject('message', 421), 'temporary', 421, false],
    ['refused as spam', reject('message', 554), 'permanent', 554, false],
    ['line lost before the message', { kind: 'disconnect', at: 'recipient' }, 'temporary', null, false],
    ['silence before the message', { kind: 'hang', at: 'recipient' }, 'temporary', null, false],
    ['line lost after the message', { kind: 'disconnect', at: 'message' }, 'unknown', null, true],
    ['silence after the message', { kind: 'hang', at: 'message' }, 'unknown', null, true],
  ])('%s', async (_case, reply, outcome, code, arrives) => {
    const { transport, arrived } = await rig(() => reply, reply.kind === 'hang' ? 500 : undefined)
    const mail = mailTo('to@partner.example')
    const result = await transport.send(mail)
    expect({ outcome: result.outcome, code: result.code }).toEqual({ outcome, code })
    expect(result.response).not.toBe('')
    expect(await arrived()).toEqual(arrives ? [mail.messageId] : [])
  })

  it('goes on after every kind of failure, and never repeats by itself', async () => {
    const replies: ScriptedReply[] = [
      reject('recipient', 550),
      reject('message', 451),
      { kind: 'disconnect', at: 'message' },
      { kind: 'disconnect', at: 'recipient' },
      { kind: 'accept' },
    ]
    const { transport, arrived } = await rig((_to, attempt) => replies[attempt] ?? { kind: 'accept' })
    const mails = replies.map(() => mailTo('to@partner.example'))
    const outcomes: string[] = []
    for (const mail of mails) outcomes.push((await transport.send(mail)).outcome)
    expect(outcomes).toEqual(['permanent', 'temporary', 'unknown', 'temporary', 'accepted'])
    expect(await arrived()).toEqual([mails[2]?.messageId, mails[4]?.messageId])
  })

  it.each<[string, Partial<OutgoingMail>]>([
    [
      'a line break in the recipient',
      { envelope: { from: 'a@b.example', to: 'a@b.example\r\nRCPT TO:<c@d.example>' } },
    ],
    ['two recipients', { envelope: { from: 'a@b.example', to: 'a@b.example,c@d.example' } }],
    ['no recipient', { envelope: { from: 'a@b.example', to: '' } }],
    ['a line break in the sender', { from: { address: 'a@b.example\r\nBcc: c@d.example' } }],
    ['a line break in the reply address', { replyTo: { address: 'a@b.example\nX: y' } }],
    ['a line break in the message id', { messageId: '<1@b.example>\r\nBcc: c@d.example' }],
    ['a line break in the language', { lang: 'ja\r\nBcc: c@d.example' }],
  ])('refuses %s without asking the server', async (_case, change) => {
    const { transport, arrived } = await rig(() => ({ kind: 'accept' }))
    expect(await transport.send(mailTo('to@partner.example', change))).toMatchObject({
      outcome: 'permanent',
      code: null,
    })
    expect(await arrived()).toEqual([])
  })

  it('hands over to the odd addresses that Japanese carriers have issued', async () => {
    const { transport } = await rig(() => ({ kind: 'accept' }))
    expect((await transport.send(mailTo('a..b.@carrier.example'))).outcome).toBe('accepted')
  })

  it('verifies', async () => {
    expect(await (await rig(() => ({ kind: 'accept' }))).transport.verify()).toEqual({ ok: true })
  })
})
