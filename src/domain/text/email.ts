import { normaliseWidth } from './normalise.ts'

/** An address that can be written on an envelope: bounded, one @, no spaces or control characters. */
export type EmailAddress = string & { readonly brand: 'EmailAddress' }

/** Why an address was refused. */
export type EmailProblem = 'empty' | 'tooLong' | 'notAnAddress'

const MAX_ADDRESS = 254
const MAX_LOCAL = 64
const LOCAL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads a mail address (full-width letters and `mailto:` allowed) and gives it with its domain in lower case.
 * Dots at the end or doubled before the @ pass: Japanese carriers issued such addresses (RFC 5321 would quote them).
 */
export function parseEmail(text: string): { ok: true; value: EmailAddress } | { ok: false; reason: EmailProblem } {
  if (text.length > MAX_ADDRESS * 2) return { ok: false, reason: 'tooLong' }
  const address = normaliseWidth(text)
    .trim()
    .replace(/^mailto:/i, '')
  if (address === '') return { ok: false, reason: 'empty' }
  if (address.length > MAX_ADDRESS) return { ok: false, reason: 'tooLong' }
  const at = address.indexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1).toLowerCase()
  const labels = domain.split('.')
  const top = labels[labels.length - 1] ?? ''
  const sound =
    at > 0 &&
    local.length <= MAX_LOCAL &&
    LOCAL.test(local) &&
    !local.startsWith('.') &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    /[a-z]/.test(top) &&
    top.length > 1
  return sound ? { ok: true, value: `${local}@${domain}` as EmailAddress } : { ok: false, reason: 'notAnAddress' }
}
