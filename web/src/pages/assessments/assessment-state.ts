import { daysBetween } from '../../lib/format-date.ts'
import type { Weight } from '../../ui/Signal.tsx'
import type { Row } from './assessment-queries.ts'

type Standing = Pick<Row, 'state' | 'delivery'> & { answered: number; overdue: boolean }

/** The word of a state as people use it: an open request with answers is being answered. */
export const wordOf = ({ state, answered }: Pick<Standing, 'state' | 'answered'>): Row['state'] | 'answering' =>
  state === 'open' && answered > 0 ? 'answering' : state

const weights: Record<Row['state'], Weight> = {
  draft: 'unknown',
  sending: 'open',
  open: 'open',
  submitted: 'wait',
  returned: 'open',
  confirmed: 'done',
  cancelled: 'unknown',
}
export const weightOf = (state: Row['state']): Weight => weights[state]

const deliveryWeights: Record<Row['delivery'], Weight> = {
  none: 'unknown',
  queued: 'open',
  sent: 'done',
  failed: 'wait',
  letter: 'open',
}
export const deliveryWeight = (delivery: Row['delivery']): Weight => deliveryWeights[delivery]

export const owing = (state: Row['state']): boolean => state === 'sending' || state === 'open' || state === 'returned'

export type NextAct = 'review' | 'resend' | 'send' | 'letter' | 'wait' | 'extend' | 'result' | 'none'

/** What someone of ours does next with a request. */
export const nextActOf = ({ state, delivery, overdue }: Standing): NextAct => {
  if (state === 'submitted') return 'review'
  if (state === 'draft') return 'send'
  if (state === 'confirmed') return 'result'
  if (state === 'cancelled') return 'none'
  if (delivery === 'failed') return 'resend'
  if (overdue) return 'extend'
  return delivery === 'letter' ? 'letter' : 'wait'
}

/** A day clock: someone looks on its last day and while it is over; nothing here says that it stalled. */
export const dueWeight = (due: string, today: string): 'open' | 'wait' =>
  daysBetween(today, due) <= 0 ? 'wait' : 'open'

export const numberOf = (no: number): string => String(no).padStart(4, '0')
