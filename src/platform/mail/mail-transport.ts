/** A person or desk with a mail address; the name is shown, the address is used. */
export type Mailbox = { readonly name?: string; readonly address: string }

export type OutgoingMail = {
  /** Where the servers send it and send it back: one recipient, and a bounce address of its own for every message (VERP). */
  readonly envelope: { readonly from: string; readonly to: string }
  /** With angle brackets; the same for every repetition of the same message. */
  readonly messageId: string
  readonly date: Date
  readonly from: Mailbox
  readonly to: Mailbox
  readonly replyTo?: Mailbox
  /** Language tag of the text, as in `ja` or `zh-CN`. */
  readonly lang: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/**
 * `accepted`: the server took responsibility. `temporary`: it certainly did not, trying again may help.
 * `permanent`: it refuses this message or address. `unknown`: the message was handed over, but no answer came.
 */
type SendOutcome = 'accepted' | 'temporary' | 'permanent' | 'unknown'

export type SendResult = {
  readonly outcome: SendOutcome
  /** The server's own words, shortened; they may contain the address, so they are for the record and not for logs. */
  readonly response: string
  /** The SMTP reply code where there was one. */
  readonly code: number | null
}

export type VerifyFailure = 'connection' | 'timeout' | 'dns' | 'tls' | 'auth' | 'protocol'
export type VerifyResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: VerifyFailure; readonly response: string }

/** Hands mails to a server. `send` answers for every mail and never throws for what a server or a network can do. */
export type MailTransport = {
  send(mail: OutgoingMail): Promise<SendResult>
  /** Connects, secures and signs in without sending anything. */
  verify(): Promise<VerifyResult>
  close(): void
}

const MAX_ADDRESS_CHARS = 254
const MAX_HEADER_CHARS = 998
// Dots in odd places are left alone: Japanese mobile carriers have issued such addresses.
const ADDRESS = /^[^\s\p{Cc}<>()[\]\\,;:"@]{1,64}@[^\s\p{Cc}<>()[\]\\,;:"@]+\.?[^\s\p{Cc}<>()[\]\\,;:"@]*$/u
const MESSAGE_ID = /^<[!-;=?A-Z[-~]+@[!-;=?A-Z[-~]+>$/
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

export function isMailAddress(address: string): boolean {
  return address.length <= MAX_ADDRESS_CHARS && ADDRESS.test(address)
}

/** What makes a mail unfit to be sent at all, checked before any connection is opened. */
export function findDefect(mail: OutgoingMail): string | undefined {
  const mailboxes = [mail.from, mail.to, ...(mail.replyTo ? [mail.replyTo] : [])]
  const addresses = [mail.envelope.from, mail.envelope.to, ...mailboxes.map((box) => box.address)]
  if (!addresses.every(isMailAddress)) return 'invalid_address'
  if (!MESSAGE_ID.test(mail.messageId) || mail.messageId.length > MAX_HEADER_CHARS) return 'invalid_message_id'
  if (!LANGUAGE.test(mail.lang)) return 'invalid_language'
  return undefined
}

/** Text that is safe in a header line: no line breaks, control or direction-changing characters, no half ones, bounded. */
export function headerText(text: string, maxChars = 500): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .trim()
  return [...line].slice(0, maxChars).join('')
}
