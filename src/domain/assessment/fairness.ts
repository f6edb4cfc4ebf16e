import type { PlainDate } from '../time.ts'

/** What a request must say before it may be sent, and whom it asks for how much. */
export type FairnessFields = {
  readonly necessity: string
  readonly scope: string
  readonly method: string
  readonly deadline: PlainDate | null
  /** The demand is at the height of SCS ★4. */
  readonly demandsStar4: boolean
  /** The partner has a technical connection to us. */
  readonly connected: boolean
  /** How far the review of this single case has come. */
  readonly individualReview: IndividualReview
}

/** Nobody gave a reason; it waits for whoever decides, or for somebody who could; it was turned down; someone reviewed the case and agreed. */
export type IndividualReview = 'missing' | 'waiting' | 'no_decider' | 'no_approver' | 'refused' | 'done'

/** What stops a request from being sent. */
export type FairnessProblem =
  | 'necessity_missing'
  | 'scope_missing'
  | 'method_missing'
  | 'deadline_missing'
  | 'deadline_past'
  | 'individual_review_needed'
  | 'individual_review_waiting'
  | 'individual_review_no_decider'
  | 'individual_review_no_approver'
  | 'individual_review_refused'

const REVIEW_PROBLEM = {
  missing: 'individual_review_needed',
  waiting: 'individual_review_waiting',
  no_decider: 'individual_review_no_decider',
  no_approver: 'individual_review_no_approver',
  refused: 'individual_review_refused',
} as const

/** Checks a request before sending (独禁法・取適法): necessity, scope, method and deadline are said; a ★4-level demand to an unconnected partner waits for individual review. */
export function checkFairness(
  fields: FairnessFields,
  today: PlainDate,
):
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'unfair'; readonly problems: readonly FairnessProblem[] } {
  const problems: FairnessProblem[] = []
  if (fields.necessity.trim() === '') problems.push('necessity_missing')
  if (fields.scope.trim() === '') problems.push('scope_missing')
  if (fields.method.trim() === '') problems.push('method_missing')
  if (fields.deadline === null) problems.push('deadline_missing')
  else if (fields.deadline < today) problems.push('deadline_past')
  if (fields.demandsStar4 && !fields.connected && fields.individualReview !== 'done')
    problems.push(REVIEW_PROBLEM[fields.individualReview])
  return problems.length === 0 ? { ok: true } : { ok: false, reason: 'unfair', problems }
}
