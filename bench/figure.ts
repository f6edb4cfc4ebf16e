import { loadavg } from 'node:os'

export type Figure = {
  name: string
  value: number
  unit: string
  budget: number
  /** Whether more is better; otherwise the budget is a ceiling. */
  atLeast?: boolean
} & Record<string, unknown>

const printed: { name: string; ok: boolean }[] = []
const broken: string[] = []

const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100)

const tidy = (more: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(more).map(([key, value]) => [key, typeof value === 'number' ? rounded(value) : value]),
  )

/** Prints one measured figure beside its budget. */
export const print = ({ name, value, unit, budget, atLeast = false, ...more }: Figure): void => {
  const ok = atLeast ? value >= budget : value <= budget
  printed.push({ name, ok })
  const load = rounded(loadavg()[0] ?? 0)
  console.log(JSON.stringify({ name, value: rounded(value), unit, budget, ok, ...tidy(more), load }))
}

/** Prints that a figure of the list was not measured, and why. */
export const skip = (name: string, reason: string): void => console.log(JSON.stringify({ name, skipped: reason }))

/** Prints what was made ready, which has no budget. */
export const tell = (about: string, more: Record<string, unknown>): void =>
  console.log(JSON.stringify({ about, ...tidy(more) }))

/** Prints that a scenario could not be measured to its end; the run then fails. */
export const breakOff = (name: string, error: unknown): void => {
  broken.push(name)
  console.log(JSON.stringify({ name, broke: error instanceof Error ? error.message : String(error) }))
}

/** Prints how many figures there are, how many hold their budget and which do not; answers whether every scenario ran. */
export const summarise = (): boolean => {
  const missed = printed.filter(({ ok }) => !ok).map(({ name }) => name)
  const figures = printed.length
  console.log(
    JSON.stringify({ figures, ok: figures - missed.length, missed, ...(broken.length > 0 ? { broken } : {}) }),
  )
  return broken.length === 0
}

/** The value below which the given share of the values lies. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The usual percentiles of some durations. */
export const spread = (times: readonly number[]) => ({
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  p99: percentile(times, 0.99),
})
