import type { EngagementFacts } from './facts.ts'
import type { Factor, FactorSource, PointsByValue, PointsFrom, RiskPolicy } from './policy.ts'

/** One reason behind a proposed figure: which fact gave how many points. */
export type FactorReason = {
  readonly code:
    | 'data_class'
    | 'data_volume'
    | 'personal_count'
    | 'no_data'
    | 'connection'
    | 'no_connection'
    | 'fee'
    | 'overseas'
    | 'domestic'
    | 'maturity'
    | 'not_assessed'
    | 'industry'
    | 'other_industry'
  readonly value: string
  readonly points: number
  readonly text?: string
}

/** Points proposed for a factor from facts, with the reasons shown to the person who rates. */
export type FactorProposal = {
  readonly factor: string
  readonly points: number
  readonly because: readonly FactorReason[]
}

type Found = { readonly points: number; readonly because: readonly FactorReason[] }
type Source<By extends FactorSource['by']> = Extract<FactorSource, { readonly by: By }>

const pointsOf = (table: PointsByValue, value: string): number | undefined =>
  Object.hasOwn(table, value) ? table[value] : undefined

const pointsFrom = (steps: readonly PointsFrom[], figure: number): number =>
  steps.reduce((most, step) => (figure >= step.atLeast ? Math.max(most, step.points) : most), 0)

const topOf = (reasons: readonly FactorReason[]): number => Math.max(0, ...reasons.map((reason) => reason.points))

function fromData(source: Source<'data'>, facts: EngagementFacts): Found | null {
  if (facts.dataClasses === null) return null
  const because: FactorReason[] = []
  for (const value of facts.dataClasses) {
    const points = pointsOf(source.classes, value)
    if (points === undefined) return null
    because.push({ code: 'data_class', value, points })
  }
  const count = facts.personalDataCount ?? 0
  if (count > 0) {
    because.push({ code: 'personal_count', value: String(count), points: pointsFrom(source.personalCount, count) })
  }
  if (because.length === 0) return { points: 0, because: [{ code: 'no_data', value: '', points: 0 }] }
  const base = topOf(because)
  const extra = facts.dataVolume === null ? 0 : (pointsOf(source.volumes, facts.dataVolume) ?? 0)
  if (extra === 0 || base === 0 || facts.dataVolume === null) return { points: base, because }
  return {
    points: base + extra,
    because: [...because, { code: 'data_volume', value: facts.dataVolume, points: extra }],
  }
}

function fromConnections(source: Source<'connections'>, facts: EngagementFacts): Found | null {
  if (facts.connections === null) return null
  if (facts.connections.length === 0) return { points: 0, because: [{ code: 'no_connection', value: '', points: 0 }] }
  const because: FactorReason[] = []
  for (const { kind, direction, alwaysOn } of facts.connections) {
    const byKind = pointsOf(source.kinds, kind)
    const byDirection = pointsOf(source.directions, direction)
    if (byKind === undefined || byDirection === undefined) return null
    because.push({
      code: 'connection',
      value: `${kind}/${direction}/${alwaysOn ? 'always_on' : 'on_demand'}`,
      points: byKind + byDirection + (alwaysOn ? source.alwaysOn : 0),
    })
  }
  return { points: topOf(because), because }
}

function fromFee(source: Source<'fee'>, facts: EngagementFacts): Found | null {
  if (facts.yearlyFee === null) return null
  const points = pointsFrom(source.steps, facts.yearlyFee)
  return { points, because: [{ code: 'fee', value: String(facts.yearlyFee), points }] }
}

function fromOverseas(facts: EngagementFacts): Found | null {
  if (facts.overseas === null) return null
  if (facts.overseas.length === 0) return { points: 0, because: [{ code: 'domestic', value: '', points: 0 }] }
  const because = facts.overseas.map(
    ({ kind, country, points, reason }): FactorReason => ({
      code: 'overseas',
      value: `${country}/${kind}`,
      points,
      text: reason,
    }),
  )
  return { points: because.reduce((sum, reason) => sum + reason.points, 0), because }
}

function fromMaturity(source: Source<'maturity'>, facts: EngagementFacts): Found | null {
  if (facts.maturity !== null) {
    const points = source.bands[facts.maturity]
    return { points, because: [{ code: 'maturity', value: facts.maturity, points }] }
  }
  if (source.unassessed === null) return null
  return { points: source.unassessed, because: [{ code: 'not_assessed', value: '', points: source.unassessed }] }
}

function fromIndustry(source: Source<'industry'>, facts: EngagementFacts): Found | null {
  if (facts.industry === null) return null
  const listed = pointsOf(source.industries, facts.industry)
  if (listed !== undefined) {
    return { points: listed, because: [{ code: 'industry', value: facts.industry, points: listed }] }
  }
  if (source.other === null) return null
  return { points: source.other, because: [{ code: 'other_industry', value: facts.industry, points: source.other }] }
}

function find(source: FactorSource, facts: EngagementFacts): Found | null {
  switch (source.by) {
    case 'answer':
      return null
    case 'data':
      return fromData(source, facts)
    case 'connections':
      return fromConnections(source, facts)
    case 'fee':
      return fromFee(source, facts)
    case 'overseas':
      return fromOverseas(facts)
    case 'maturity':
      return fromMaturity(source, facts)
    case 'industry':
      return fromIndustry(source, facts)
  }
}

function propose(factor: Factor, facts: EngagementFacts): FactorProposal | null {
  const found = find(factor.source, facts)
  if (found === null) return null
  return {
    factor: factor.key,
    points: Math.min(factor.max, Math.max(0, Math.trunc(found.points))),
    because: found.because,
  }
}

/** Points that the facts on record suggest for each factor, with reasons; a factor whose facts are unknown gets no proposal, never zero. */
export function proposeFactors(policy: RiskPolicy, facts: EngagementFacts): readonly FactorProposal[] {
  return policy.factors.flatMap((factor) => propose(factor, facts) ?? [])
}
