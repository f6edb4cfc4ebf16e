import { loadavg } from 'node:os'

export type Figure = {
  name: string
  value: number
  unit: string
  budget: number
  /** Whether more is better; otherwise the budget is a ceiling. */
  atLeast?: boolean
} & Record<string, unknown>

const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100)

/** Prints one measured figure beside its budget. */
export const print = ({ name, value, unit, budget, atLeast = false, ...more }: Figure): void => {
  const ok = atLeast ? value >= budget : value <= budget
  console.log(
    JSON.stringify({ name, value: rounded(value), unit, budget, ok, ...more, load: rounded(loadavg()[0] ?? 0) }),
  )
}

/** Prints that a figure of the list was not measured, and why. */
export const skip = (name: string, reason: string): void => console.log(JSON.stringify({ name, skipped: reason }))

/** The value below which the given share of the values lies. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
