import type { Stage } from './stage.ts'

/** Something that is measured: its name, the figures it prints, and how; the installation is set up when first asked for. */
export type Scenario = {
  name: string
  figures: readonly string[]
  run: (stage: () => Promise<Stage>) => Promise<void> | void
}

/** The scenarios that print one of the figures asked for, or bear such a name; all of them when nothing is asked for. */
export const chosen = (all: readonly Scenario[], only: string | undefined): readonly Scenario[] => {
  if (only === undefined) return all
  const wanted = only.split(',').map((name) => name.trim())
  const known = (name: string) => all.filter((one) => one.name === name || one.figures.includes(name))
  const unknown = wanted.filter((name) => known(name).length === 0)
  if (unknown.length > 0)
    throw new Error(`there is no ${unknown.join(', ')}; there are: ${all.map(({ name }) => name).join(', ')}`)
  const picked = new Set(wanted.flatMap(known))
  return all.filter((one) => picked.has(one))
}
