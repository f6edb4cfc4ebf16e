import type { MaturityBand } from '../maturity/policy.ts'
import type { RiskLevel } from '../risk/level.ts'
import { evaluationInterval } from './next-evaluation.ts'
import type { CyclePolicy } from './policy.ts'

/** How many partners stand at a level and band; band null while not assessed. */
export type PartnerCount = {
  readonly level: RiskLevel
  readonly band: MaturityBand | null
  readonly partners: number
}

/** What a policy costs in an average month, rounded up; shown before it is published. */
export type MonthlyWorkload = {
  readonly requests: number
  readonly mails: number
  readonly reviewerHours: number
}

/**
 * Months between two questionnaires that a partner is sent. A weak band brings light evaluations in between, which send
 * none; a level whose own evaluations are light still gets a questionnaire now and then.
 */
export function questionnaireInterval(policy: CyclePolicy, level: RiskLevel, band: MaturityBand | null): number {
  const { months } = evaluationInterval(policy, level, band)
  if (months > policy.lightUpToMonths) return months
  const own = policy.evaluation[level].months
  return own > policy.lightUpToMonths ? own : policy.fullQuestionnaireMonths
}

/** Requests, mails and reviewer hours a month under a policy; light evaluations send no questionnaire. */
export function monthlyWorkload(policy: CyclePolicy, counts: readonly PartnerCount[]): MonthlyWorkload {
  let requests = 0
  let minutes = 0
  for (const { level, band, partners } of counts) {
    const months = questionnaireInterval(policy, level, band)
    requests += partners / months
    minutes += (partners * policy.reviewMinutes[level]) / months
  }
  // Sums of fractions like 1/3 land a hair above a whole number; the cut keeps them from being rounded up by one.
  const up = (figure: number) => Math.ceil(Math.round(figure * 1e6) / 1e6)
  return { requests: up(requests), mails: up(requests * policy.mailsPerRequest), reviewerHours: up(minutes / 60) }
}
