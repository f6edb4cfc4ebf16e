import type { SendResult, VerifyFailure } from './mail-transport.ts'

/** What the mail library says about a failure, as far as it matters here. */
export type SmtpFailure = {
  readonly code?: string | undefined
  readonly command?: string | undefined
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
  readonly message?: string | undefined
}

const MAX_RESPONSE_CHARS = 500
/** Replies about us and our set-up, not about this message: it may be sent once that is mended. */
const OUR_FAULT = new Set([503, 530, 534, 535, 538])

export function shortResponse(text: string | undefined): string {
  return (text ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_RESPONSE_CHARS)
}

/**
 * What became of a mail that was not accepted. Only a reply to this message can be final; a silence is harmless before
 * the message was handed over completely, and leaves its fate open afterwards.
 */
export function classifyFailure(failure: SmtpFailure, handedOver: boolean): SendResult {
  const response = shortResponse(failure.response ?? failure.message)
  const code = failure.responseCode ?? null
  const repliedToMessage = failure.code === 'EENVELOPE' || failure.code === 'EMESSAGE'
  if (code !== null && repliedToMessage) {
    const final = code >= 500 && code < 600 && !OUR_FAULT.has(code)
    return { outcome: final ? 'permanent' : 'temporary', response, code }
  }
  // The library itself refuses: no such recipient syntax, or larger than the server's announced limit.
  if (repliedToMessage) return { outcome: 'permanent', response, code }
  return { outcome: handedOver ? 'unknown' : 'temporary', response, code }
}

const VERIFY_REASONS: Readonly<Record<string, VerifyFailure>> = {
  ETIMEDOUT: 'timeout',
  EDNS: 'dns',
  ETLS: 'tls',
  EREQUIRETLS: 'tls',
  EAUTH: 'auth',
  ENOAUTH: 'auth',
  EPROTOCOL: 'protocol',
}

export function verifyFailure(failure: SmtpFailure): VerifyFailure {
  if (failure.command === 'STARTTLS') return 'tls'
  if (/certificate|ssl|tls/i.test(failure.message ?? '')) return 'tls'
  return VERIFY_REASONS[failure.code ?? ''] ?? 'connection'
}
