import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Instant } from '../../domain/time.ts'

export type FixedStream =
  | 'org'
  | 'access'
  | 'catalog'
  | 'partner'
  | 'assessment'
  | 'agreement'
  | 'audit'
  | 'action'
  | 'notice'
export type Stream = FixedStream | `incident/${string}` | `evidence/${string}`

export type Subject = { type: string; id: string }
export type Detail = { before?: unknown; after?: unknown; reason?: string }
export type LedgerRecord = { stream: Stream; event: string; subject: Subject } & Detail

export type Body = {
  tenant: string
  stream: string
  segment: string
  seq: number
  id: string
  at: Instant
  actor: string
  event: string
  subject: Subject
  detailHash: string
}

export const GENESIS = '0'.repeat(64)
export const segmentOf = (at: Instant): string => at.slice(0, 7)

/** RFC 8785 text of a value; refuses what JSON cannot say exactly, because a hash over it would prove nothing. */
export const canonical = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('the ledger cannot write a value that is not JSON')
  return text
}

const sha256 = (...parts: string[]): string => hash('sha256', parts.join(''))

export const hashDetail = (salt: string, detail: string): string => sha256(salt, detail)

const quote = (text: string): string => JSON.stringify(text)

/** RFC 8785 text of an entry's body, written out because verifying a million entries spends most of its time here. */
export const bodyText = (body: Body): string => {
  const { actor, at, detailHash, event, id, segment, seq, stream, subject, tenant } = body
  const about = `{"id":${quote(subject.id)},"type":${quote(subject.type)}}`
  return (
    `{"actor":${quote(actor)},"at":${quote(at)},"detailHash":${quote(detailHash)},"event":${quote(event)},` +
    `"id":${quote(id)},"segment":${quote(segment)},"seq":${seq},"stream":${quote(stream)},"subject":${about},` +
    `"tenant":${quote(tenant)},"v":1}`
  )
}
export const hashLink = (prevHash: string, body: string): string => sha256('kizuna.ledger.v1\n', prevHash, body)
