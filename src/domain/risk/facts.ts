import type { MaturityBand } from '../maturity/policy.ts'

/** A technical connection between the partner and us. */
export type ConnectionFact = { readonly kind: string; readonly direction: string; readonly alwaysOn: boolean }

/** One overseas concern (geopolitical, legal, infrastructure, background checks, time gap) with its figure and reason. */
export type OverseasConcern = {
  readonly kind: string
  readonly country: string
  readonly points: number
  readonly reason: string
}

/** What is on record about an engagement and its partner; null means nobody has said so yet, an empty list means none. */
export type EngagementFacts = {
  readonly dataClasses: readonly string[] | null
  readonly dataVolume: string | null
  readonly personalDataCount: number | null
  /** Our data is stored or processed on the partner's own systems. */
  readonly onPartnerSystems: boolean | null
  readonly connections: readonly ConnectionFact[] | null
  /** Yen without tax. */
  readonly yearlyFee: number | null
  /** null: nobody looked; empty: a domestic partner without any concern. */
  readonly overseas: readonly OverseasConcern[] | null
  readonly maturity: MaturityBand | null
  readonly industry: string | null
  readonly employees: number | null
}
