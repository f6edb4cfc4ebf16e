import type { Doubt, Match } from './matching.ts'

// These doubts say only that there are several records; the others question the company itself.
const ONLY_SEVERAL: readonly Doubt[] = ['severalByCode', 'severalByNumber', 'severalByName', 'codeAndNumberDisagree']

/** What a match means once each merged record stands for the partner that took it over: several records of one partner are no doubt any more. */
export function followMerges(match: Match, survivorOf: (id: string) => string): Match {
  if (match.kind === 'create') return match
  if (match.kind === 'update') return { ...match, id: survivorOf(match.id) }
  const candidates = [...new Set(match.candidates.map(survivorOf))]
  const [only, ...others] = candidates
  if (only !== undefined && others.length === 0 && match.candidates.length > 1 && ONLY_SEVERAL.includes(match.reason))
    return { kind: 'update', id: only, by: 'nameAndAddress' }
  return { ...match, candidates }
}

/** Follows a merged record to the partner that stands for it now, through later merges too; a circle or a missing one ends the way. */
export function survivorFinder(mergedInto: (id: string) => string | null): (id: string) => string {
  return (id) => {
    const seen = new Set([id])
    let at = id
    for (let next = mergedInto(at); next !== null && !seen.has(next); next = mergedInto(at)) {
      seen.add(next)
      at = next
    }
    return at
  }
}

/** What a row that means a merged record says beyond it: what it only repeats of that record was settled when the two were merged. */
export function newsBeyond<F extends Readonly<Record<string, unknown>>>(facts: F, merged: readonly F[]): Partial<F> {
  if (merged.length === 0) return facts
  const isNews = ([key, value]: [string, unknown]) => Array.isArray(value) || merged.every((old) => old[key] !== value)
  return Object.fromEntries(Object.entries(facts).filter(isNews)) as Partial<F>
}
