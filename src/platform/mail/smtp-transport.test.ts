import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { startSmtpServer, type TestSmtpOptions } from '../../../test/support/smtp.ts'
import type { OutgoingMail } from './mail-transport.ts'
import { renderMail } from './render-mail.ts'
import { type SmtpSettings, smtpTransport } from './smtp-transport.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function setUp(server: TestSmtpOptions = {}, settings: Partial<SmtpSettings> = {}) {
  const smtp = await startSmtpServer(server)
  const transport = smtpTransport({
    host: '127.0.0.1',
    port: smtp.port,
    security: server.security ?? 'none',
    timeouts: { connectMs: 10_000, idleMs: 10_000, messageMs: 20_000 },
    ...settings,
  })
  closing.push(() => transport.close(), smtp.close)
  return { smtp, transport }
}

function mail(change: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    envelope: { from: 'bounce+7f3a@kizuna.example', to: 'tanaka@partner.example' },
    messageId: '<7f3a@kizuna.example>',
    date: new Date('2026-11-21T03:04:05Z'),
    from: { name: '絆 事務局', address: 'kizuna@kizuna.example' },
    to: { name: '田中 花子', address: 'tanaka@partner.example' },
    replyTo: { address: 'desk@buyer.example' },
    lang: 'ja',
    subject: 'セキュリティ調査へのご回答のお願い（株式会社東和精機・2026年度・第1回）',
    text: 'いつもお世話になっております。\n',
    html: '<p>いつもお世話になっております。</p>',
    ...change,
  }
}

describe('a mail as it arrives', () => {
  it('carries envelope, names, subject, both texts and the headers that keep robots quiet', async () => {
    const { smtp, transport } = await setUp()
    expect((await transport.send(mail())).outcome).toBe('accepted')
    const [got] = smtp.received
    expect(got?.envelope).toEqual({ from: 'bounce+7f3a@kizuna.example', to: 'tanaka@partner.example' })
    const parsed = await got?.parse()
    expect(parsed).toMatchObject({
      subject: mail().subject,
      messageId: '<7f3a@kizuna.example>',
      date: new Date('2026-11-21T03:04:05Z'),
      text: 'いつもお世話になっております。\n',
      html: expect.stringContaining('<p>いつもお世話になっております。</p>'),
    })
    expect(parsed?.from?.value).toEqual([{ name: '絆 事務局', address: 'kizuna@kizuna.example' }])
    expect(parsed?.replyTo?.value).toEqual([{ name: '', address: 'desk@buyer.example' }])
    expect(parsed?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(parsed?.headers.get('content-language')).toBe('ja')
    expect(parsed?.headers.has('x-mailer')).toBe(false)
  })

  it('has header lines of plain ASCII, none longer than the standard allows', async () => {
    const { smtp, transport } = await setUp()
    await transport.send(mail({ subject: '長い件名'.repeat(60) }))
    const source = smtp.received[0]?.source ?? ''
    const headers = source.slice(0, source.indexOf('\r\n\r\n')).split('\r\n')
    expect(headers.length).toBeGreaterThan(10)
    for (const line of headers) expect(line).toMatch(/^[ -~\t]{0,120}$/)
    expect((await smtp.received[0]?.parse())?.subject).toBe('長い件名'.repeat(60))
  })

  it.each([
    ['subject', { subject: 'お知らせ\r\nBcc: victim@x.example\r\n\r\n<p>hello' }],
    ['subject, ASCII', { subject: 'News\nBcc: victim@x.example' }],
    ['name of the sender', { from: { name: 'A\r\nBcc: victim@x.example', address: 'kizuna@kizuna.example' } }],
    ['name of the recipient', { to: { name: 'A"\r\nBcc: victim@x.example', address: 'tanaka@partner.example' } }],
    [
      'name that looks like an address',
      { to: { name: 'victim@x.example>, <b@x.example', address: 'tanaka@partner.example' } },
    ],
  ])('does not let a hostile %s add a header or a recipient', async (_where, change) => {
    const { smtp, transport } = await setUp()
    expect((await transport.send(mail(change))).outcome).toBe('accepted')
    const parsed = await smtp.received[0]?.parse()
    expect(parsed?.headers.has('bcc')).toBe(false)
    expect(parsed?.text).toBe(mail().text)
    expect([parsed?.to].flat().flatMap((to) => to?.value.map((box) => box.address))).toEqual(['tanaka@partner.example'])
    expect(smtp.received[0]?.envelope.to).toBe('tanaka@partner.example')
  })

  it('survives a large message and a dot on a line of its own', async () => {
    const { smtp, transport } = await setUp()
    const rendered = renderMail({ lang: 'ja', subject: '件名', paragraphs: ['.', '..', 'あ'.repeat(200_000)] })
    expect((await transport.send(mail(rendered))).outcome).toBe('accepted')
    expect((await smtp.received[0]?.parse())?.text).toBe(rendered.text)
  })
})

describe('connection', () => {
  const auth = { user: 'kizuna', password: '合言葉' }

  it.each(['tls', 'starttls'] as const)('signs in over %s with a private authority', async (security) => {
    const { smtp, transport } = await setUp({ security, auth })
    const trusting = smtpTransport({
      host: 'localhost',
      port: smtp.port,
      security,
      auth,
      certificateAuthority: smtp.certificateAuthority,
    })
    closing.push(() => trusting.close())
    expect(await trusting.verify()).toEqual({ ok: true })
    expect((await trusting.send(mail())).outcome).toBe('accepted')
    expect(await transport.verify()).toMatchObject({ ok: false, reason: 'tls' })
    expect((await transport.send(mail())).outcome).toBe('temporary')
    expect(smtp.received).toHaveLength(1)
  })

  it('never says a word to a server that cannot do STARTTLS', async () => {
    const { smtp, transport } = await setUp({}, { security: 'starttls' })
    expect(await transport.verify()).toMatchObject({ ok: false, reason: 'tls' })
    expect((await transport.send(mail())).outcome).toBe('temporary')
    expect(smtp.received).toEqual([])
  })

  it('keeps mails whose password is wrong: that is our mistake, not the recipient’s', async () => {
    const { transport } = await setUp({ auth }, { auth: { user: 'kizuna', password: 'wrong' } })
    expect(await transport.verify()).toMatchObject({ ok: false, reason: 'auth' })
    expect(await transport.send(mail())).toMatchObject({ outcome: 'temporary', code: 535 })
  })

  it('keeps mails when sign-in is demanded and none is set', async () => {
    const { transport } = await setUp({ auth })
    expect(await transport.send(mail())).toMatchObject({ outcome: 'temporary', code: 530 })
  })

  it('refuses to send a password in the clear over a network', () => {
    const settings = { host: 'mail.example', port: 25, security: 'none', auth } as const
    expect(() => smtpTransport(settings)).toThrow(/needs TLS/)
    expect(() => smtpTransport({ ...settings, host: '127.0.0.1.mail.example' })).toThrow(/needs TLS/)
  })

  it('tells a closed port from a silent server', async () => {
    const { transport, smtp } = await setUp()
    await smtp.close()
    expect(await transport.verify()).toMatchObject({ ok: false, reason: 'connection' })
    expect((await transport.send(mail())).outcome).toBe('temporary')
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const waiting = smtpTransport({
      host: '127.0.0.1',
      port: address !== null && typeof address === 'object' ? address.port : 0,
      security: 'none',
      timeouts: { connectMs: 100, idleMs: 100, messageMs: 5_000 },
    })
    closing.push(
      () => waiting.close(),
      () => silent.close(),
    )
    expect(await waiting.verify()).toMatchObject({ ok: false, reason: 'timeout' })
    expect((await waiting.send(mail())).outcome).toBe('temporary')
  })

  it('gives up on a message whose server trickles on for ever', async () => {
    const script = () => ({ kind: 'hang', at: 'message' }) as const
    const { transport } = await setUp({ script }, { timeouts: { connectMs: 5_000, idleMs: 60_000, messageMs: 1_000 } })
    expect((await transport.send(mail())).outcome).toBe('unknown')
  })

  it('opens no more than five connections for any number of mails', async () => {
    const { smtp, transport } = await setUp()
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, number) => transport.send(mail({ messageId: `<${number}@kizuna.example>` }))),
    )
    expect(new Set(results.map((result) => result.outcome))).toEqual(new Set(['accepted']))
    expect(smtp.stats.peakConnections).toBe(5)
    expect(smtp.received).toHaveLength(40)
  })
})
