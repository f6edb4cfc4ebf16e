import type { Field } from './fields.ts'
import { noteKey } from './values.ts'

/** Work given to a partner as a row of a ledger states it; null says nothing. */
export interface StatedWork {
  readonly unitId: string | null
  readonly purpose: string
  readonly yearlyFee: number | null
  readonly periodStart: string | null
  readonly periodEnd: string | null
}

/** Work that is registered already. */
export interface KnownWork extends StatedWork {
  readonly id: string
  readonly partnerId: string
}

/** Work an import makes (no id yet) or changes; `ref` is its partner, by id or by `row:N`. */
export interface PlannedWork {
  readonly ref: string
  readonly id: string | null
  readonly before: StatedWork | null
  readonly after: StatedWork
}

/** Words about a row that come from its work. */
export interface WorkNote {
  readonly weight: 'drop'
  readonly code: 'differsFromRow' | 'periodReversed'
  readonly field: Field
  readonly params: Readonly<Record<string, string | number>>
}

type Claim = 'fee' | 'period'
interface State {
  readonly ref: string
  readonly id: string | null
  readonly before: StatedWork | null
  after: StatedWork
  readonly claims: Map<Claim, number>
}

const plain = ({ unitId, purpose, yearlyFee, periodStart, periodEnd }: StatedWork): StatedWork => ({
  ...{ unitId, purpose, yearlyFee, periodStart, periodEnd },
})
const same = (a: StatedWork, b: StatedWork): boolean =>
  a.yearlyFee === b.yearlyFee && a.periodStart === b.periodStart && a.periodEnd === b.periodEnd
const reversed = ({ periodStart, periodEnd }: StatedWork): boolean =>
  periodStart !== null && periodEnd !== null && periodEnd < periodStart

/**
 * Gathers the work a ledger states: one engagement for each partner, department and purpose. A row without a
 * department means the oldest work of that purpose. The first row that states a fact is believed, so that the same
 * file, read again, changes nothing.
 */
export function createWorkPlan(known: Iterable<KnownWork>) {
  const states: State[] = []
  const exact = new Map<string, State>()
  const anywhere = new Map<string, State>()
  const keyOf = (ref: string, purpose: string, unitId: string | null) => `${ref} ${unitId ?? '-'} ${noteKey(purpose)}`

  const enter = (state: State): State => {
    const { ref, after } = state
    const key = keyOf(ref, after.purpose, after.unitId)
    if (!exact.has(key)) exact.set(key, state)
    states.push(state)
    return state
  }
  for (const work of [...known].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const before = plain(work)
    const state = enter({ ref: work.partnerId, id: work.id, before, after: before, claims: new Map() })
    const key = keyOf(work.partnerId, work.purpose, null)
    if (!anywhere.has(key)) anywhere.set(key, state)
  }

  const state = (
    target: State,
    row: number,
    claim: Claim,
    field: Field,
    facts: Partial<StatedWork>,
    notes: WorkNote[],
  ) => {
    const holder = target.claims.get(claim)
    if (holder === undefined) target.claims.set(claim, row)
    const after = { ...target.after, ...facts }
    if (same(after, target.after)) return
    if (holder !== undefined) notes.push({ weight: 'drop', code: 'differsFromRow', field, params: { row: holder } })
    else if (reversed(after)) notes.push({ weight: 'drop', code: 'periodReversed', field, params: {} })
    else target.after = after
  }

  const take = (ref: string, work: StatedWork, row: number, notes: WorkNote[]): 'create' | 'update' | 'unchanged' => {
    const key = keyOf(ref, work.purpose, work.unitId)
    const found = exact.get(key) ?? (work.unitId === null ? anywhere.get(key) : undefined)
    const bare = { ...work, yearlyFee: null, periodStart: null, periodEnd: null }
    const target = found ?? enter({ ref, id: null, before: null, after: bare, claims: new Map() })
    const first = target.after
    const { yearlyFee, periodStart, periodEnd } = work
    if (yearlyFee !== null) state(target, row, 'fee', 'fee', { yearlyFee }, notes)
    // Both days belong together: taken one by one, which of them fits would depend on what came before.
    if (periodStart !== null || periodEnd !== null) {
      const period = { periodStart: periodStart ?? first.periodStart, periodEnd: periodEnd ?? first.periodEnd }
      state(target, row, 'period', periodEnd === null ? 'contractStart' : 'contractEnd', period, notes)
    }
    if (found === undefined) return 'create'
    return target.after === first ? 'unchanged' : 'update'
  }

  /** The work to write: what is made, and what differs from before. */
  const works = (): PlannedWork[] =>
    states
      .filter(({ before, after }) => before === null || !same(before, after))
      .map(({ ref, id, before, after }) => ({ ref, id, before, after }))

  return { take, works }
}
