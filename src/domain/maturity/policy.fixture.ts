import type { PlainDate } from '../time.ts'
import type { Assurance, Choice, ScoredAnswer, ScoredItem } from './item.ts'
import type { MaturityPolicy } from './policy.ts'

/** A literal policy with the default figures, for tests. */
export const policy: MaturityPolicy = {
  bandsFrom: { M2: 30, M3: 50, M4: 70, M5: 90 },
  keyEvidence: { needsFrom: 'M4', cappedAt: 'M3' },
  notApplicableFlagAbove: 20,
  drop: {
    R4: { points: 10, reaction: 'at_once' },
    R3: { points: 15, reaction: 'warn' },
    R2: { points: 20, reaction: 'ask_to_improve' },
    R1: { points: 30, reaction: 're_assess' },
    R0: null,
  },
  nextStep: {
    M5: { code: 'yearly_check', months: 12, help: 'none', personDecides: false },
    M4: { code: 'half_yearly', months: 6, help: 'none', personDecides: false },
    M3: { code: 'quarterly', months: 3, help: 'offered', personDecides: false },
    M2: { code: 'monthly', months: 1, help: 'active', personDecides: false },
    M1: { code: 'monthly_and_decide', months: 1, help: 'active', personDecides: true },
  },
}

export const today = '2026-11-21' as PlainDate

/** So many items of weight 1 in three categories, for tests. */
export const items = (count: number): readonly ScoredItem[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `q${index}`,
    category: ['governance', 'technical', 'operations'][index % 3] ?? '',
    weight: 1,
    isKey: false,
    effort: 8,
  }))

/** An answer without compensating measure, for tests. */
export const answer = (choice: Choice, assurance: Assurance = 'declared'): ScoredAnswer => ({
  choice,
  assurance,
  compensatedUntil: null,
})

/** Answers to q0, q1, … in order, for tests. */
export const answersOf = (...choices: readonly Choice[]): Readonly<Record<string, ScoredAnswer>> =>
  Object.fromEntries(choices.map((choice, index) => [`q${index}`, answer(choice)]))

/** The same choice so many times, for tests. */
export const times = (count: number, choice: Choice): readonly Choice[] => Array.from({ length: count }, () => choice)
