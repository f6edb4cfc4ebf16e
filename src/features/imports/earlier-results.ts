import type { DraftRow, PlannedResult } from './evaluation.ts'
import type { RowNote } from './import.tables.ts'

const firstDay = (value: string, precision: 'day' | 'month' | 'year'): string =>
  precision === 'day' ? value : precision === 'month' ? `${value}-01` : `${value}-01-01`

/** The earlier result a row states, or null; what is missing is noted, and holds the row back where results are all it brings. */
export const resultOf = (
  { draft, row }: DraftRow,
  ref: string,
  notes: RowNote[],
  needed: boolean,
): PlannedResult | null => {
  const weight = needed ? 'reject' : 'drop'
  const miss = (code: string, field: string) => {
    notes.push({ weight, code, column: null, field, params: {} })
    return null
  }
  if (draft.scoreBp === null) return needed ? miss('scoreMissing', 'lastScore') : null
  if (draft.assessed === null) return miss('dateMissing', 'lastAssessed')
  const { value, precision } = draft.assessed
  return { ref, on: firstDay(value, precision), precision, scoreBp: draft.scoreBp, row: row.number }
}

/** Gathers the earlier results a file states; the first row about a partner's day is believed, so a second reading changes nothing. */
export const createResultPlan = (known: ReadonlyMap<string, { scoreBp: number }>) => {
  const stated = new Map<string, PlannedResult>()
  const taken: PlannedResult[] = []
  const take = (result: PlannedResult, notes: RowNote[]): 'create' | 'update' | 'unchanged' => {
    const key = `${result.ref} ${result.on}`
    const first = stated.get(key)
    if (first !== undefined) {
      if (first.scoreBp !== result.scoreBp)
        notes.push({
          weight: 'drop',
          code: 'differsFromRow',
          column: null,
          field: 'lastScore',
          params: { row: first.row },
        })
      return 'unchanged'
    }
    stated.set(key, result)
    const before = known.get(key)?.scoreBp
    if (before === result.scoreBp) return 'unchanged'
    taken.push(result)
    return before === undefined ? 'create' : 'update'
  }
  return { take, results: (): PlannedResult[] => taken }
}
