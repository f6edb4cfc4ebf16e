import type { Weight } from '../../ui/Signal.tsx'

export type State = 'drafted' | 'requested' | 'approved' | 'decided' | 'rejected' | 'returned' | 'withdrawn' | 'expired'

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
