import { findDefect, type MailTransport, type OutgoingMail, type SendResult } from './mail-transport.ts'

/** What a server in a test does with a mail, and when: as it hears the recipient, or after it has the whole message. */
export type ScriptedReply =
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject'; readonly at: 'recipient' | 'message'; readonly code: number; readonly text: string }
  | { readonly kind: 'disconnect' | 'hang'; readonly at: 'recipient' | 'message' }

/** Chooses a reply by recipient and by how often that recipient was tried before (0 for the first time). */
export type ReplyScript = (recipient: string, attempt: number) => ScriptedReply

export type Outbox = {
  readonly transport: MailTransport
  /** The mails that the server has, in the order they came: also those whose answer was lost. */
  readonly delivered: readonly OutgoingMail[]
}

/** A mail server in memory for tests: keeps what it is given and answers by a script. */
export function memoryOutbox(script: ReplyScript = () => ({ kind: 'accept' })): Outbox {
  const delivered: OutgoingMail[] = []
  const attempts = new Map<string, number>()

  const answer = (mail: OutgoingMail): SendResult => {
    const defect = findDefect(mail)
    if (defect) return { outcome: 'permanent', response: defect, code: null }
    const attempt = attempts.get(mail.envelope.to) ?? 0
    attempts.set(mail.envelope.to, attempt + 1)
    const reply = script(mail.envelope.to, attempt)
    if (reply.kind === 'reject') {
      const outcome = reply.code >= 500 ? 'permanent' : 'temporary'
      return { outcome, response: `${reply.code} ${reply.text}`, code: reply.code }
    }
    if (reply.kind !== 'accept' && reply.at === 'recipient') {
      return { outcome: 'temporary', response: reply.kind, code: null }
    }
    delivered.push(mail)
    if (reply.kind === 'accept') return { outcome: 'accepted', response: '250 OK', code: 250 }
    return { outcome: 'unknown', response: reply.kind, code: null }
  }

  return {
    delivered,
    transport: { send: async (mail) => answer(mail), verify: async () => ({ ok: true }), close: () => {} },
  }
}
