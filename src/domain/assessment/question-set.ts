import type { RiskLevel } from '../risk/level.ts'
import type { PlainDate } from '../time.ts'

/** An item set published for a level, with its item keys by category. */
export type ItemSet = {
  readonly key: string
  readonly level: RiskLevel
  readonly items: readonly { readonly key: string; readonly category: string }[]
}

/** Evidence a partner already has: certificate, self-declaration, report. */
export type HeldEvidence = { readonly kind: string; readonly validUntil: PlainDate | null }

/** Which categories a kind of evidence can replace within its scope. */
export type EvidencePolicy = Readonly<Record<string, { readonly covers: readonly string[] }>>

/** The set proposed for a partner, and the evidence to ask for before asking questions. */
export type QuestionSetProposal = {
  readonly itemSet: string
  readonly questions: number
  readonly evidenceFirst: readonly { readonly kind: string; readonly covers: readonly string[] }[]
  /** Questions that valid evidence could spare the partner. */
  readonly sparedAtMost: number
}

/** Proposes the item set of the partner's level; evidence still valid on the day comes first and may spare the categories it covers. */
export function proposeQuestionSet(
  sets: readonly ItemSet[],
  evidencePolicy: EvidencePolicy,
  level: RiskLevel | null,
  held: readonly HeldEvidence[],
  today: PlainDate,
):
  | { readonly ok: true; readonly proposal: QuestionSetProposal }
  | { readonly ok: false; readonly reason: 'unrated' | 'no_set' } {
  if (level === null) return { ok: false, reason: 'unrated' }
  const set = sets.find((candidate) => candidate.level === level)
  if (set === undefined) return { ok: false, reason: 'no_set' }
  const evidenceFirst = held
    .filter(({ validUntil }) => validUntil === null || validUntil >= today)
    .map(({ kind }) => ({
      kind,
      covers: Object.hasOwn(evidencePolicy, kind) ? (evidencePolicy[kind]?.covers ?? []) : [],
    }))
  const covered = new Set(evidenceFirst.flatMap(({ covers }) => covers))
  return {
    ok: true,
    proposal: {
      itemSet: set.key,
      questions: set.items.length,
      evidenceFirst,
      sparedAtMost: set.items.filter(({ category }) => covered.has(category)).length,
    },
  }
}
