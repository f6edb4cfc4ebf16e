import type { MaturityBand } from '../maturity/policy.ts'
import type { RiskLevel } from '../risk/level.ts'

/** How often a partner of a level is evaluated. */
export type EvaluationCycle = {
  /** Longest time between two evaluations. */
  readonly months: number
  /** The evaluation belongs to the contract renewal when that comes sooner. */
  readonly atRenewal: boolean
  /** Shorter intervals by maturity band; a band left out does not shorten. The shorter of both holds. */
  readonly bandMonths: { readonly [Band in MaturityBand]?: number | undefined }
}

/** One version of the evaluation calendar; filled from the catalogue. */
export type CyclePolicy = {
  readonly evaluation: Readonly<Record<RiskLevel, EvaluationCycle>>
  /** An evaluation that returns within so many months is light: watch, changed answers and open actions, no questionnaire. */
  readonly lightUpToMonths: number
  /** Months between two full questionnaires where the level's own evaluations are light. */
  readonly fullQuestionnaireMonths: number
  /** Mails a questionnaire causes on average, invitation and reminders together. */
  readonly mailsPerRequest: number
  /** Minutes a reviewer needs for a questionnaire of a level. */
  readonly reviewMinutes: Readonly<Record<RiskLevel, number>>
}
