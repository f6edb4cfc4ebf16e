/** Where a request to a partner stands. */
export type RequestState = 'draft' | 'sending' | 'open' | 'submitted' | 'returned' | 'confirmed' | 'cancelled'

/** What can be done with a request. */
export type RequestMove = 'send' | 'open' | 'submit' | 'return' | 'confirm' | 'cancel'

/** Who does it: our staff who ask, our staff who review or answer for a partner, the partner's lead or delegate, the clockwork. */
export type RequestActor = 'requester' | 'reviewer' | 'proxy' | 'lead' | 'delegate' | 'system'

type Rule = {
  readonly from: readonly RequestState[]
  readonly by: readonly RequestActor[]
  readonly to: RequestState
}

// A mail that fails leaves the request open: the failure belongs to the message, which stays visible and can be sent again.
const MOVES: Readonly<Record<RequestMove, Rule>> = {
  send: { from: ['draft'], by: ['requester'], to: 'sending' },
  open: { from: ['sending'], by: ['system'], to: 'open' },
  submit: { from: ['open', 'returned'], by: ['lead', 'proxy'], to: 'submitted' },
  return: { from: ['submitted'], by: ['reviewer'], to: 'returned' },
  confirm: { from: ['submitted'], by: ['reviewer'], to: 'confirmed' },
  cancel: { from: ['draft', 'sending', 'open', 'submitted', 'returned'], by: ['requester', 'system'], to: 'cancelled' },
}

/** Moves a request on, or says whether the state or the person forbids it; a delegate never submits. */
export function moveRequest(
  state: RequestState,
  move: RequestMove,
  by: RequestActor,
):
  | { readonly ok: true; readonly next: RequestState }
  | { readonly ok: false; readonly reason: 'wrong_state' | 'wrong_person' } {
  const rule = MOVES[move]
  if (!rule.by.includes(by)) return { ok: false, reason: 'wrong_person' }
  if (!rule.from.includes(state)) return { ok: false, reason: 'wrong_state' }
  return { ok: true, next: rule.to }
}

/** True while the partner may still change answers: submitting locks them, returning unlocks them. */
export function acceptsAnswers(state: RequestState): boolean {
  return state === 'open' || state === 'returned'
}
