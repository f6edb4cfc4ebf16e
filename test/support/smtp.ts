import { once } from 'node:events'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { ReplyScript, ScriptedReply } from '../../src/platform/mail/outbox.ts'
import { localhostCertificate } from './certificate.ts'

type ReceivedMail = {
  readonly envelope: { readonly from: string; readonly to: string }
  readonly source: string
  readonly parse: () => Promise<ParsedMail>
}

export type TestSmtpServer = {
  readonly port: number
  /** Every message that arrived completely, also those whose answer was withheld. */
  readonly received: readonly ReceivedMail[]
  readonly stats: { connections: number; peakConnections: number }
  /** The authority to trust when the server speaks TLS. */
  readonly certificateAuthority: string
  readonly close: () => Promise<void>
}

export type TestSmtpOptions = {
  readonly script?: ReplyScript
  readonly security?: 'tls' | 'starttls' | 'none'
  readonly auth?: { readonly user: string; readonly password: string }
}

/** A real SMTP server on 127.0.0.1 that keeps what it gets and answers by a script. */
export async function startSmtpServer(options: TestSmtpOptions = {}): Promise<TestSmtpServer> {
  const { script = () => ({ kind: 'accept' }) as const, security = 'none', auth } = options
  const certificate = localhostCertificate()
  const received: ReceivedMail[] = []
  const attempts = new Map<string, number>()
  const replies = new Map<string, ScriptedReply>()
  const stats = { connections: 0, peakConnections: 0 }
  let open = 0

  const hangUp = (session: SMTPServerSession) => {
    for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy()
  }
  const act = (
    at: 'recipient' | 'message',
    reply: ScriptedReply,
    session: SMTPServerSession,
    go: (error?: Error) => void,
  ) => {
    if (reply.kind === 'accept' || reply.at !== at) return go()
    if (reply.kind === 'reject') return go(Object.assign(new Error(reply.text), { responseCode: reply.code }))
    if (reply.kind === 'disconnect') hangUp(session)
  }

  const server = new SMTPServer({
    ...certificate,
    secure: security === 'tls',
    disabledCommands: [...(security === 'starttls' ? [] : ['STARTTLS']), ...(auth ? [] : ['AUTH'])],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    lenientAddressParsing: true,
    closeTimeout: 1,
    onAuth(given, _session, done) {
      if (given.username === auth?.user && given.password === auth?.password)
        return done(null, { user: given.username })
      return done(Object.assign(new Error('Authentication failed'), { responseCode: 535 }))
    },
    onConnect(_session, done) {
      stats.connections++
      open++
      stats.peakConnections = Math.max(stats.peakConnections, open)
      done()
    },
    onClose() {
      open--
    },
    onRcptTo({ address }, session, done) {
      const attempt = attempts.get(address) ?? 0
      attempts.set(address, attempt + 1)
      const reply = script(address, attempt)
      replies.set(session.id, reply)
      act('recipient', reply, session, done)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks)
        const { mailFrom, rcptTo } = session.envelope
        const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo[0]?.address ?? '' }
        const reply = replies.get(session.id) ?? { kind: 'accept' }
        if (reply.kind !== 'reject')
          received.push({ envelope, source: source.toString(), parse: () => simpleParser(source) })
        act('message', reply, session, done)
      })
    },
  })
  // A client that gives up is part of many scripts, not a failure of the server.
  server.on('error', () => {})
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('The test SMTP server has no port')

  return {
    port: address.port,
    received,
    stats,
    certificateAuthority: certificate.cert,
    close: () =>
      new Promise((resolve) => {
        for (const connection of server.connections) connection._socket.destroy()
        server.close(() => resolve())
      }),
  }
}
