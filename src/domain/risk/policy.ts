import type { MaturityBand } from '../maturity/policy.ts'
import type { AxisBand, RiskLevel } from './level.ts'

/** Points by value; a value that is not listed is unknown. */
export type PointsByValue = Readonly<Record<string, number>>

/** A figure from which on so many points hold. */
export type PointsFrom = { readonly atLeast: number; readonly points: number }

/**
 * Where the points of a factor come from. `answer`: a person chooses. All others propose points from facts.
 * data: highest of class and personal-data count, the volume adds. connections: the riskiest connection = kind + direction + always on.
 * fee: points from a yearly fee in yen. overseas: sum of the figures of the countries' concerns, capped at the factor's maximum.
 * maturity: points by band, `unassessed` while no score is confirmed (null: the factor is then missing). industry: points by industry.
 */
export type FactorSource =
  | { readonly by: 'answer' }
  | {
      readonly by: 'data'
      readonly classes: PointsByValue
      readonly volumes: PointsByValue
      readonly personalCount: readonly PointsFrom[]
    }
  | {
      readonly by: 'connections'
      readonly kinds: PointsByValue
      readonly directions: PointsByValue
      readonly alwaysOn: number
    }
  | { readonly by: 'fee'; readonly steps: readonly PointsFrom[] }
  | { readonly by: 'overseas' }
  | {
      readonly by: 'maturity'
      readonly bands: Readonly<Record<MaturityBand, number>>
      readonly unassessed: number | null
    }
  | { readonly by: 'industry'; readonly industries: PointsByValue; readonly other: number | null }

/** One factor of the rating: whole points 0 to `max` on one axis. */
export type Factor = {
  readonly key: string
  readonly axis: 'impact' | 'likelihood'
  readonly max: number
  readonly source: FactorSource
}

/** Lowest points of the bands mid and high; everything below is low. */
export type AxisThresholds = { readonly mid: number; readonly high: number }

/** A level and an audit cycle (months) proposed for an industry and a size. */
export type Profile = {
  readonly industry: string
  readonly size: 'large' | 'small' | 'any'
  readonly level: RiskLevel
  readonly auditMonths: number
}

/** One answer pattern of the three-question triage; a question left out may have any answer. The first rule that fits holds. */
export type TriageRule = {
  readonly connected?: boolean | undefined
  readonly sensitiveData?: boolean | undefined
  readonly stopsWithinDay?: boolean | undefined
  readonly level: RiskLevel
}

/** A star suggested when an engagement has at least so many points of each factor, where asked for with the data on the partner's own systems. */
export type StarRule = {
  readonly key: string
  readonly star: number
  readonly allOf: readonly { readonly factor: string; readonly atLeast: number }[]
  readonly onPartnerSystems: boolean
}

/** One version of the rules that rate an engagement; filled from the catalogue. */
export type RiskPolicy = {
  readonly factors: readonly Factor[]
  readonly thresholds: { readonly impact: AxisThresholds; readonly likelihood: AxisThresholds }
  /** grid[impact][likelihood]: stored cell by cell, never a formula. */
  readonly grid: Readonly<Record<AxisBand, Readonly<Record<AxisBand, RiskLevel>>>>
  /** A company with more employees than this is large. */
  readonly largeAboveEmployees: number
  readonly profiles: readonly Profile[]
  /** A profile binds when one of these factors has at least so many points. */
  readonly profileSupport: readonly { readonly factor: string; readonly atLeast: number }[]
  readonly triage: readonly TriageRule[]
  readonly star: {
    /** Suggested when no rule holds. */
    readonly default: number
    readonly rules: readonly StarRule[]
    readonly confidentialClasses: readonly string[]
    readonly enteringDirections: readonly string[]
  }
}
