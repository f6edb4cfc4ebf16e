import type { RiskLevel } from './level.ts'
import type { RiskPolicy } from './policy.ts'

/** The three questions asked for a whole ledger on the first day; null means not answered. */
export type TriageAnswers = {
  readonly connected: boolean | null
  readonly sensitiveData: boolean | null
  readonly stopsWithinDay: boolean | null
}

/** The questions of the triage in the order they are asked. */
export const TRIAGE_QUESTIONS = ['connected', 'sensitiveData', 'stopsWithinDay'] as const

/** Provisional level from the three-question triage; an unanswered question leaves the partner unrated and is named. */
export function triageLevel(
  policy: RiskPolicy,
  answers: TriageAnswers,
):
  | { readonly ok: true; readonly level: RiskLevel; readonly provisional: true }
  | { readonly ok: false; readonly reason: 'incomplete' | 'no_rule'; readonly missing: readonly string[] } {
  const missing = TRIAGE_QUESTIONS.filter((question) => answers[question] === null)
  if (missing.length > 0) return { ok: false, reason: 'incomplete', missing }
  const rule = policy.triage.find((candidate) =>
    TRIAGE_QUESTIONS.every(
      (question) => candidate[question] === undefined || candidate[question] === answers[question],
    ),
  )
  if (rule === undefined) return { ok: false, reason: 'no_rule', missing: [] }
  return { ok: true, level: rule.level, provisional: true }
}
