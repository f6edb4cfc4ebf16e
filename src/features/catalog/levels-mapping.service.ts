import type { z } from 'zod'
import type { CyclePolicy } from '../../domain/calendar/policy.ts'
import { MATURITY_BANDS, type MaturityBand, type MaturityPolicy } from '../../domain/maturity/policy.ts'
import { AXIS_BANDS, type AxisBand, RISK_LEVELS, type RiskLevel } from '../../domain/risk/level.ts'
import type { Factor, FactorSource, RiskPolicy, TriageRule } from '../../domain/risk/policy.ts'
import type { Industries } from './industries.contract.ts'
import type { LevelPolicyDocument } from './levels.contract.ts'

export type IndustriesDocument = z.infer<typeof Industries>

const tableOf = <T>(entries: readonly T[], key: (entry: T) => string, points: (entry: T) => number) =>
  Object.fromEntries(entries.map((entry) => [key(entry), points(entry)]))

const byLevel = <V>(make: (level: RiskLevel) => V): Record<RiskLevel, V> => ({
  R0: make('R0'),
  R1: make('R1'),
  R2: make('R2'),
  R3: make('R3'),
  R4: make('R4'),
})

const byBand = <V>(make: (band: MaturityBand) => V): Record<MaturityBand, V> => ({
  M1: make('M1'),
  M2: make('M2'),
  M3: make('M3'),
  M4: make('M4'),
  M5: make('M5'),
})

const entryOf = <T>(entries: readonly T[], fits: (entry: T) => boolean, what: string): T => {
  const found = entries.find(fits)
  if (found === undefined) throw new Error(`the policy has no entry for ${what}`)
  return found
}

type Proposed = LevelPolicyDocument['impact']['factors'][number]['proposedFrom']

const sourceOf = (
  proposedFrom: Proposed,
  { facts }: LevelPolicyDocument,
  industries: IndustriesDocument,
): FactorSource => {
  switch (proposedFrom) {
    case 'answer':
      return { by: 'answer' }
    case 'overseas':
      return { by: 'overseas' }
    case 'fee':
      return { by: 'fee', steps: facts.yearlyFee }
    case 'data':
      return {
        by: 'data',
        classes: tableOf(
          facts.dataClasses,
          (entry) => entry.key,
          (entry) => entry.points,
        ),
        volumes: tableOf(
          facts.dataVolumes,
          (entry) => entry.key,
          (entry) => entry.points,
        ),
        personalCount: facts.personalCount,
      }
    case 'connections':
      return {
        by: 'connections',
        kinds: tableOf(
          facts.connectionKinds,
          (entry) => entry.kind,
          (entry) => entry.points,
        ),
        directions: tableOf(
          facts.directions,
          (entry) => entry.direction,
          (entry) => entry.points,
        ),
        alwaysOn: facts.alwaysOn.points,
      }
    case 'maturity': {
      const { unassessed, ...bands } = facts.maturity
      return { by: 'maturity', bands, unassessed }
    }
    case 'industry':
      return {
        by: 'industry',
        industries: tableOf(
          industries.industries,
          (entry) => entry.key,
          (entry) => entry.likelihood,
        ),
        other: facts.otherIndustry,
      }
  }
}

const factorsOf = (document: LevelPolicyDocument, industries: IndustriesDocument): Factor[] =>
  (['impact', 'likelihood'] as const).flatMap((axis) =>
    document[axis].factors.map(({ key, points, proposedFrom }) => ({
      key,
      axis,
      max:
        axis === 'likelihood' && proposedFrom === 'overseas'
          ? Math.min(document.overseasCap, points.length - 1)
          : points.length - 1,
      source: sourceOf(proposedFrom, document, industries),
    })),
  )

const thresholdsOf = (scale: LevelPolicyDocument['impact']) => {
  const from = (band: AxisBand) => entryOf(scale.bounds, (bound) => bound.band === band, band).from
  return { mid: from('mid'), high: from('high') }
}

const gridOf = ({ matrix }: LevelPolicyDocument): RiskPolicy['grid'] => {
  const cell = (row: number, column: number): RiskLevel => RISK_LEVELS[matrix.grid[row]?.[column] ?? 0] ?? 'R0'
  const rowOf = (row: number) => ({ low: cell(row, 0), mid: cell(row, 1), high: cell(row, 2) })
  return { low: rowOf(0), mid: rowOf(1), high: rowOf(2) }
}

const profilesOf = ({ profiles }: LevelPolicyDocument, { industries }: IndustriesDocument): RiskPolicy['profiles'] =>
  profiles.proposals.flatMap(({ profileClass, size, level, auditIntervalMonths }) =>
    industries
      .filter((industry) => industry.profileClass === profileClass)
      .map((industry) => ({ industry: industry.key, size, level, auditMonths: auditIntervalMonths })),
  )

const triageOf = ({ triage }: LevelPolicyDocument): TriageRule[] =>
  triage.outcomes.map(({ yes, level }) => ({
    connected: yes.includes('connected'),
    sensitiveData: yes.includes('holds-data'),
    stopsWithinDay: yes.includes('stops-us'),
    level,
  }))

const starOf = ({ stars, facts }: LevelPolicyDocument): RiskPolicy['star'] => ({
  default: stars.default,
  rules: stars.rules.map(({ key, star, allOf, partnerOwnIt }) => ({
    key,
    star,
    allOf,
    onPartnerSystems: partnerOwnIt,
  })),
  confidentialClasses: facts.dataClasses.flatMap(({ key, confidential }) => (confidential ? [key] : [])),
  enteringDirections: facts.directions.flatMap(({ direction, entersUs }) => (entersUs ? [direction] : [])),
})

/** The rules that rate an engagement, as the domain reads them. */
export const toRiskPolicy = (document: LevelPolicyDocument, industries: IndustriesDocument): RiskPolicy => ({
  factors: factorsOf(document, industries),
  thresholds: { impact: thresholdsOf(document.impact), likelihood: thresholdsOf(document.likelihood) },
  grid: gridOf(document),
  largeAboveEmployees: document.profiles.largeAboveEmployees,
  profiles: profilesOf(document, industries),
  profileSupport: document.profiles.supportedBy,
  triage: triageOf(document),
  star: starOf(document),
})

/** The calendar of evaluations, as the domain reads it. */
export const toCyclePolicy = ({ evaluations, review }: LevelPolicyDocument): CyclePolicy => {
  const at = (level: RiskLevel) => entryOf(evaluations.levels, (entry) => entry.level === level, level)
  return {
    evaluation: byLevel((level) => {
      const { unrated, ...bandMonths } = at(level).intervalMonths
      return { months: unrated, atRenewal: at(level).atRenewal, bandMonths }
    }),
    lightUpToMonths: evaluations.lightUpToMonths,
    fullQuestionnaireMonths: evaluations.fullQuestionnaireMonths,
    mailsPerRequest: evaluations.mailsPerRequest,
    reviewMinutes: byLevel((level) => review.minutesPerRequest + review.minutesPerItem * at(level).items),
  }
}

/** The rules that turn answers into a score, a band and a next step, as the domain reads them. */
export const toMaturityPolicy = ({ maturity, review, evaluations }: LevelPolicyDocument): MaturityPolicy => {
  const at = (band: MaturityBand) => entryOf(maturity.bands, (entry) => entry.band === band, band)
  const bound = MATURITY_BANDS.filter((band) => maturity.keyItemsBind.includes(band))
  const needsFrom = bound[0] ?? 'M5'
  const below = MATURITY_BANDS[MATURITY_BANDS.indexOf(needsFrom) - 1] ?? 'M1'
  return {
    bandsFrom: {
      M2: at('M2').atLeastPercent,
      M3: at('M3').atLeastPercent,
      M4: at('M4').atLeastPercent,
      M5: at('M5').atLeastPercent,
    },
    keyEvidence: { needsFrom, cappedAt: bound.length === 0 ? 'M5' : below },
    notApplicableFlagAbove: review.notApplicableFlagPercent,
    drop: byLevel((level) => {
      const { dropPoints, reaction } = entryOf(evaluations.drops, (entry) => entry.level === level, level)
      return dropPoints === null ? null : { points: dropPoints, reaction }
    }),
    nextStep: byBand((band) => {
      const { nextStepMonths, help, decision } = at(band)
      return { code: band, months: nextStepMonths, help, personDecides: decision }
    }),
  }
}

/** Number of a band on an axis, 0 low to 2 high, as lists and matrices keep it. */
export const bandNumber = (band: AxisBand): number => AXIS_BANDS.indexOf(band)
