import type { Readable } from 'node:stream'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { findDefect, headerText, type Mailbox, type MailTransport, type OutgoingMail } from './mail-transport.ts'
import { classifyFailure, type SmtpFailure, shortResponse, verifyFailure } from './smtp-outcome.ts'

export type SmtpSettings = {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte, `starttls` required before anything is said, or `none` for a relay on the same machine or net. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly auth?: { readonly user: string; readonly password: string }
  /** PEM of the authority that signed the server's certificate, where the machine does not know it. */
  readonly certificateAuthority?: string
  /** The name this machine introduces itself by (EHLO). */
  readonly helloName?: string
  readonly maxConnections?: number
  readonly timeouts?: { readonly connectMs: number; readonly idleMs: number; readonly messageMs: number }
}

const MAX_CONNECTIONS = 5
const MESSAGES_PER_CONNECTION = 100
const IDLE_POOL_MS = 30_000
const TIMEOUTS = { connectMs: 15_000, idleMs: 60_000, messageMs: 180_000 }

type Handover = { stream?: Readable }
type TrackedMail = SendMailOptions & { handover: Handover }

/** A pooled connection to one SMTP server. Throws when a password would travel unencrypted over a network. */
export function smtpTransport(settings: SmtpSettings): MailTransport {
  const { host, port, security, auth, timeouts = TIMEOUTS } = settings
  if (auth && security === 'none' && !isLoopback(host)) throw new TypeError('An SMTP password needs TLS or STARTTLS')
  const pool = createTransport({
    pool: true,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(auth ? { auth: { user: auth.user, pass: auth.password } } : {}),
    ...(settings.certificateAuthority ? { tls: { ca: settings.certificateAuthority } } : {}),
    ...(settings.helloName ? { name: settings.helloName } : {}),
    maxConnections: settings.maxConnections ?? MAX_CONNECTIONS,
    maxMessages: MESSAGES_PER_CONNECTION,
    // The library would silently send again when a connection closes: whether to repeat is the caller's decision.
    maxRequeues: 0,
    idleTimeout: IDLE_POOL_MS,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    socketTimeout: timeouts.idleMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // Keeps the very stream that the connection reads, so that we know whether the message was read to its end.
  pool.use('stream', (mail, done) => {
    const { handover } = mail.data as Partial<TrackedMail>
    mail.message.processFunc((stream) => {
      if (handover) handover.stream = stream
      return stream
    })
    done()
  })

  return {
    async send(mail) {
      const defect = findDefect(mail)
      if (defect) return { outcome: 'permanent', response: defect, code: null }
      const handover: Handover = {}
      const message: TrackedMail = { ...compose(mail), signal: AbortSignal.timeout(timeouts.messageMs), handover }
      try {
        const { response } = await pool.sendMail(message)
        return { outcome: 'accepted', response: shortResponse(response), code: Number.parseInt(response, 10) || 250 }
      } catch (error) {
        return classifyFailure(asFailure(error), handover.stream?.readableEnded ?? false)
      }
    },
    async verify() {
      try {
        await pool.verify()
        return { ok: true }
      } catch (error) {
        const failure = asFailure(error)
        return {
          ok: false,
          reason: verifyFailure(failure),
          response: shortResponse(failure.response ?? failure.message),
        }
      }
    },
    close: () => pool.close(),
  }
}

function compose(mail: OutgoingMail): SendMailOptions {
  return {
    envelope: { from: mail.envelope.from, to: [mail.envelope.to] },
    messageId: mail.messageId,
    date: mail.date,
    from: boxOf(mail.from),
    to: boxOf(mail.to),
    ...(mail.replyTo ? { replyTo: boxOf(mail.replyTo) } : {}),
    subject: headerText(mail.subject),
    text: mail.text,
    html: mail.html,
    textEncoding: 'base64',
    xMailer: false,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': mail.lang,
    },
  }
}

function boxOf({ name, address }: Mailbox): { name: string; address: string } {
  return { name: headerText(name ?? '', 200), address }
}

function asFailure(error: unknown): SmtpFailure {
  return error instanceof Error ? error : { message: 'unexpected' }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}
