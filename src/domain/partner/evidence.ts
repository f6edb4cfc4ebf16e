import { Temporal } from 'temporal-polyfill'
import type { PlainDate } from '../time.ts'
import type { EvidenceKind } from './evidence-kind.ts'

/** The grades a kind comes in; a kind that is not listed has none. */
const GRADES: Partial<Record<EvidenceKind, readonly string[]>> = {
  soc2: ['type1', 'type2'],
  scs: ['3', '4'],
  security_action: ['1', '2'],
}

const CERTIFICATES: Readonly<Record<EvidenceKind, string | null>> = {
  isms: 'iso-27001',
  privacy_mark: 'privacy-mark',
  soc2: 'soc-2',
  iso27017: 'iso-27017',
  ismap: 'ismap',
  jama_sheet: 'jama-japia',
  scs: 'scs',
  security_action: 'security-action',
  other: null,
}

/** The policy's name of a certificate on the shelf, star included; null for papers the policy has no rule for. */
export function certificateKey(kind: EvidenceKind, grade: string): string | null {
  const key = CERTIFICATES[kind]
  return kind === 'scs' || kind === 'security_action' ? `${key}-${grade}` : key
}

/** Days before expiry from which evidence counts as running out. */
export const EXPIRY_NOTICE_DAYS = 90

/** True when the grade is one the kind comes in, or empty for a kind without grades. */
export function gradeFits(kind: EvidenceKind, grade: string): boolean {
  const grades = GRADES[kind]
  return grades === undefined ? grade === '' : grades.includes(grade)
}

export type EvidenceState = 'valid' | 'expiring' | 'expired' | 'no_expiry'

/** The last day of the notice period that begins today. */
export function expiryHorizon(today: PlainDate): PlainDate {
  return Temporal.PlainDate.from(today).add({ days: EXPIRY_NOTICE_DAYS }).toString() as PlainDate
}

/** Where evidence stands today: it holds through its expiry day and counts as expiring 90 days before. */
export function evidenceState(expiresOn: PlainDate | null, today: PlainDate): EvidenceState {
  if (expiresOn === null) return 'no_expiry'
  if (expiresOn < today) return 'expired'
  return expiresOn <= expiryHorizon(today) ? 'expiring' : 'valid'
}
