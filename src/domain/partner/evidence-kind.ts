/** Kinds of evidence a partner may already hold (domain rules §2): asked for before any question is asked. */
export const EVIDENCE_KINDS = [
  'isms',
  'privacy_mark',
  'soc2',
  'iso27017',
  'ismap',
  'jama_sheet',
  'scs',
  'security_action',
  'other',
] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]
