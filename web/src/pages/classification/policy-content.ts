type Words = { ja: string; en: string }
type Bound = { band: 'low' | 'mid' | 'high'; from: number; to: number; label: Words }
type Scale = { label: Words; bounds: Bound[] }
export type Axis = 'impact' | 'likelihood'

/** What the editor changes of the policy; everything else of the document passes through untouched. */
export type PolicyContent = Record<string, unknown> & {
  matrix: { grid: number[][] }
  impact: Scale
  likelihood: Scale
  triage: { questions: { key: string; text: Words }[]; outcomes: { yes: string[]; level: string }[] }
}

const has = (value: Record<string, unknown>, key: string, part: string): boolean => {
  const block = value[key]
  return typeof block === 'object' && block !== null && part in block
}

const isPolicy = (value: Record<string, unknown>): value is PolicyContent =>
  has(value, 'matrix', 'grid') &&
  has(value, 'impact', 'bounds') &&
  has(value, 'likelihood', 'bounds') &&
  has(value, 'triage', 'outcomes')

export const asPolicy = (value: Record<string, unknown>): PolicyContent | null => (isPolicy(value) ? value : null)

export const withCell = (policy: PolicyContent, row: number, column: number, level: number): PolicyContent => ({
  ...policy,
  matrix: {
    ...policy.matrix,
    grid: policy.matrix.grid.map((cells, at) =>
      at === row ? cells.map((one, c) => (c === column ? level : one)) : cells,
    ),
  },
})

/** Moves where a band starts; the band below ends right before it. */
export const withBound = (policy: PolicyContent, axis: Axis, at: number, from: number): PolicyContent => ({
  ...policy,
  [axis]: {
    ...policy[axis],
    bounds: policy[axis].bounds.map((bound, place) =>
      place === at ? { ...bound, from } : place === at - 1 ? { ...bound, to: from - 1 } : bound,
    ),
  },
})

export const withOutcome = (policy: PolicyContent, at: number, level: string): PolicyContent => ({
  ...policy,
  triage: {
    ...policy.triage,
    outcomes: policy.triage.outcomes.map((outcome, place) => (place === at ? { ...outcome, level } : outcome)),
  },
})
