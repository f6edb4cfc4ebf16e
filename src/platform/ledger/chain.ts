import { createHash } from 'node:crypto'
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

export type Link = { seq: number; hash: string }
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

const sha256 = (...parts: string[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

export const hashDetail = (salt: string, detail: string): string => sha256(salt, detail)
export const bodyText = (body: Body): string => canonical({ v: 1, ...body })
export const hashLink = (prevHash: string, body: string): string => sha256('kizuna.ledger.v1\n', prevHash, body)
