/** What two records of one company say, field by field. */
export type Facts = Readonly<Record<string, unknown>>

type Named = { readonly name: string; readonly formerNames: readonly string[]; readonly tags: readonly string[] }

const MAX_NAMES = 20
const MAX_TAGS = 30

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === ''

/** Joins two records of one company: the kept one speaks, the other fills its gaps and the fields chosen from it; every other name becomes a former name. */
export function mergeFacts<F extends Facts & Named>(
  kept: F,
  gone: F,
  fields: readonly (keyof F & string)[],
  take: readonly string[],
): Partial<F> & { name: string; formerNames: string[]; tags: string[] } {
  const chosen: Partial<F> = {}
  for (const field of fields) chosen[field] = take.includes(field) || isBlank(kept[field]) ? gone[field] : kept[field]
  const name = take.includes('name') ? gone.name : kept.name
  const names = [kept.name, gone.name, ...kept.formerNames, ...gone.formerNames]
  const formerNames = [...new Set(names)].filter((each) => each !== name).slice(0, MAX_NAMES)
  const tags = [...new Set([...kept.tags, ...gone.tags])].slice(0, MAX_TAGS)
  return { ...chosen, name, formerNames, tags }
}

/** What goes back when a merge is undone: the fields the merge changed and nobody changed since. */
export function unmergeFacts(now: Facts, before: Facts, after: Facts): Record<string, unknown> {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  return Object.fromEntries(
    Object.keys(after)
      .filter((field) => !same(before[field], after[field]) && same(now[field], after[field]))
      .map((field) => [field, before[field]]),
  )
}
