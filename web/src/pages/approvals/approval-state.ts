import type { Weight } from '../../ui/Signal.tsx'

export type State = 'drafted' | 'requested' | 'approved' | 'decided' | 'rejected' | 'returned' | 'withdrawn' | 'expired'

type Person = { id: string; name: string } | null

/** Whose judgement it waits for, or will wait for once it is handed in again. */
export const whoseTurn = ({ state, approver, decider }: { state: State; approver: Person; decider: Person }): Person =>
  state === 'requested' ? (approver ?? decider) : decider

/** Shapes: waiting is never green, and what someone must look at is never red. */
export const stateWeight: Record<State, Weight> = {
  drafted: 'unknown',
  requested: 'open',
  approved: 'open',
  decided: 'done',
  rejected: 'done',
  returned: 'wait',
  withdrawn: 'done',
  expired: 'wait',
}
