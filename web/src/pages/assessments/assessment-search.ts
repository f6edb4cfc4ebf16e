export const VIEWS = ['review', 'waiting', 'overdue', 'failed', 'draft', 'confirmed', 'all'] as const
export type View = (typeof VIEWS)[number]
export type AssessmentSearch = { view?: View; mine?: 'true'; partner?: string; after?: string; at?: string }

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

/** What the address of the list says; whatever else stands there is left out. */
export const readAssessmentSearch = (search: Record<string, unknown>): AssessmentSearch => {
  const view = VIEWS.find((each) => each === search.view)
  const [partner, after, at] = [textOf(search.partner), textOf(search.after), textOf(search.at)]
  return {
    ...(view === undefined ? {} : { view }),
    ...(search.mine === 'true' || search.mine === true ? { mine: 'true' as const } : {}),
    ...(partner === undefined ? {} : { partner }),
    ...(after === undefined ? {} : { after }),
    ...(at === undefined ? {} : { at }),
  }
}

type Filter = { state?: string; overdue?: 'true'; failed?: 'true'; partnerId?: string; mine?: 'true' }

const byView: Record<View, Filter> = {
  review: { state: 'submitted' },
  waiting: { state: 'sending,open,returned' },
  overdue: { overdue: 'true' },
  failed: { failed: 'true' },
  draft: { state: 'draft' },
  confirmed: { state: 'confirmed' },
  all: {},
}

/** The part of the filter that every tab shares. */
export const narrowingOf = ({ mine, partner }: AssessmentSearch): Filter => ({
  ...(mine === undefined ? {} : { mine }),
  ...(partner === undefined ? {} : { partnerId: partner }),
})

/** The filter as the server's contract names it. */
export const filterOf = (search: AssessmentSearch): Filter => ({
  ...byView[search.view ?? 'review'],
  ...narrowingOf(search),
})

type Status = { total: number; overdue: number; failed: number; states: { key: string; count: number }[] }

/** How many requests each tab holds. */
export const countsOf = ({ total, overdue, failed, states }: Status): Record<View, number> => {
  const of = (...keys: string[]) =>
    states.filter(({ key }) => keys.includes(key)).reduce((sum, { count }) => sum + count, 0)
  return {
    review: of('submitted'),
    waiting: of('sending', 'open', 'returned'),
    overdue,
    failed,
    draft: of('draft'),
    confirmed: of('confirmed'),
    all: total,
  }
}
