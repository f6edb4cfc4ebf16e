import { type Import, OUTCOMES, type RowFilter } from './import-queries.ts'

export const STEPS = ['columns', 'rows', 'result'] as const
export type Step = (typeof STEPS)[number]
export type ImportSearch = { step?: Step; show?: RowFilter }

const FILTERS: readonly RowFilter[] = [...OUTCOMES, 'troubled', 'all']

/** What the address says about the step and the rows shown; anything else is left out. */
export const readImportSearch = (search: Record<string, unknown>): ImportSearch => {
  const step = STEPS.find((each) => each === search.step)
  const show = FILTERS.find((each) => each === search.show)
  return { ...(step === undefined ? {} : { step }), ...(show === undefined ? {} : { show }) }
}

type Standing = Pick<Import, 'state' | 'kind' | 'remembered'> & { unitAsked: readonly number[] }

/** The step an import opens with: its result once committed; else the rows, or first the columns when those need a person. */
export const stepOf = ({ state, kind, remembered, unitAsked }: Standing, wanted: Step | undefined): Step => {
  if (state !== 'preview') return 'result'
  if (kind === 'corporate-numbers') return 'rows'
  if (wanted === 'columns' || wanted === 'rows') return wanted
  return remembered && unitAsked.length === 0 ? 'rows' : 'columns'
}

/** The rows shown first: those a person must decide, else those held back, else all. */
export const firstFilter = ({ ask, reject }: Import['counts']): RowFilter =>
  ask > 0 ? 'ask' : reject > 0 ? 'reject' : 'all'
