import { epochMilliseconds } from '../deadline/local-time.ts'
import type { Instant } from '../time.ts'

/** Where a consent stands: 起案 → 承認 → 決裁. */
export type ApprovalState =
  | 'drafted'
  | 'requested'
  | 'approved'
  | 'decided'
  | 'rejected'
  | 'returned'
  | 'withdrawn'
  | 'expired'

/** What can be done with a consent. */
export type ApprovalMove = 'submit' | 'approve' | 'decide' | 'reject' | 'send_back' | 'withdraw' | 'expire'

/** A consent asked for; `approver` null: it goes to the decider at once. Moments end at `expiresAt`. */
export type Approval = {
  readonly state: ApprovalState
  /** Who asked. */
  readonly askedBy: string
  /** The person for whom a deputy asked; null when the asker asked for himself or herself. */
  readonly askedFor: string | null
  readonly approver: string | null
  readonly decider: string
  /** Who approved it since it was last handed in; null before. */
  readonly approvedBy: string | null
  readonly expiresAt: Instant | null
}

/** A person, and for whom he or she acts. */
export type ApprovalActor = { readonly person: string; readonly actingFor: string | null }

/** A deputy appointed for a time. */
export type Deputy = {
  readonly principal: string
  readonly deputy: string
  readonly from: Instant
  readonly until: Instant
}

/** Why a move is refused. */
export type ApprovalRefusal =
  | 'wrong_state'
  | 'own_request'
  | 'own_approval'
  | 'not_your_turn'
  | 'not_a_deputy'
  | 'reason_missing'
  | 'expired'
  | 'not_expired'

/** The consent after a move, or why it is refused. */
export type ApprovalOutcome =
  | { readonly ok: true; readonly next: Approval }
  | { readonly ok: false; readonly reason: ApprovalRefusal }

const PENDING: readonly ApprovalState[] = ['requested', 'approved']
const FROM: Readonly<Record<ApprovalMove, readonly ApprovalState[]>> = {
  submit: ['drafted', 'returned'],
  approve: ['requested'],
  decide: PENDING,
  reject: PENDING,
  send_back: PENDING,
  withdraw: ['drafted', 'returned', ...PENDING],
  expire: ['drafted', 'returned', ...PENDING],
}
const TO: Readonly<Record<ApprovalMove, ApprovalState>> = {
  submit: 'requested',
  approve: 'approved',
  decide: 'decided',
  reject: 'rejected',
  send_back: 'returned',
  withdraw: 'withdrawn',
  expire: 'expired',
}

const refuse = (reason: ApprovalRefusal): ApprovalOutcome => ({ ok: false, reason })

function isDeputy(actor: ApprovalActor, deputies: readonly Deputy[], now: Instant): boolean {
  if (actor.actingFor === null) return true
  const at = epochMilliseconds(now)
  return deputies.some(
    ({ principal, deputy, from, until }) =>
      principal === actor.actingFor &&
      deputy === actor.person &&
      epochMilliseconds(from) <= at &&
      at < epochMilliseconds(until),
  )
}

/** Whose judgement a consent waits for, or will wait for once it is handed in. */
export function whoseTurn(approval: Approval): string {
  return approval.state === 'requested' && approval.approver !== null ? approval.approver : approval.decider
}

function mayJudge(approval: Approval, move: ApprovalMove, actor: ApprovalActor): ApprovalRefusal | null {
  const asking = [approval.askedBy, approval.askedFor]
  if (asking.includes(actor.person) || (actor.actingFor !== null && asking.includes(actor.actingFor)))
    return 'own_request'
  if (move === 'decide' && approval.approvedBy === actor.person) return 'own_approval'
  if (move === 'approve' && approval.approver === null) return 'wrong_state'
  if (move === 'decide' && approval.state === 'requested' && approval.approver !== null) return 'wrong_state'
  return (actor.actingFor ?? actor.person) === whoseTurn(approval) ? null : 'not_your_turn'
}

function mayAsk(approval: Approval, actor: ApprovalActor): ApprovalRefusal | null {
  const asking = [approval.askedBy, approval.askedFor]
  return asking.includes(actor.actingFor ?? actor.person) ? null : 'not_your_turn'
}

/**
 * Moves a consent on. It is never approved, decided, rejected or sent back by who asked, nor by a deputy acting for who asked,
 * and never decided by who approved it;
 * sending back and rejecting need a reason; after its expiry it can only expire. The system withdraws it, with the reason,
 * when what it was about is no more.
 */
export function moveApproval(
  approval: Approval,
  move: ApprovalMove,
  actor: ApprovalActor | 'system',
  context: { readonly now: Instant; readonly deputies: readonly Deputy[]; readonly reason: string },
): ApprovalOutcome {
  if (!FROM[move].includes(approval.state)) return refuse('wrong_state')
  const over = approval.expiresAt !== null && epochMilliseconds(context.now) >= epochMilliseconds(approval.expiresAt)
  if (move === 'expire') {
    if (actor !== 'system') return refuse('not_your_turn')
    return over ? { ok: true, next: { ...approval, state: 'expired' } } : refuse('not_expired')
  }
  if (over) return refuse('expired')
  if (actor === 'system') {
    if (move !== 'withdraw') return refuse('not_your_turn')
    return context.reason.trim() === ''
      ? refuse('reason_missing')
      : { ok: true, next: { ...approval, state: 'withdrawn' } }
  }
  if (!isDeputy(actor, context.deputies, context.now)) return refuse('not_a_deputy')
  const asks = move === 'submit' || move === 'withdraw'
  const refusal = asks ? mayAsk(approval, actor) : mayJudge(approval, move, actor)
  if (refusal !== null) return refuse(refusal)
  if ((move === 'reject' || move === 'send_back') && context.reason.trim() === '') return refuse('reason_missing')
  const approvedBy = move === 'approve' ? actor.person : move === 'submit' ? null : approval.approvedBy
  return { ok: true, next: { ...approval, approvedBy, state: TO[move] } }
}

const ALL_MOVES = Object.keys(TO) as readonly ApprovalMove[]

/** The moves open to a person right now, given that a reason will be written where one is needed. */
export function allowedApprovalMoves(
  approval: Approval,
  actor: ApprovalActor,
  context: { readonly now: Instant; readonly deputies: readonly Deputy[] },
): readonly ApprovalMove[] {
  return ALL_MOVES.filter((move) => moveApproval(approval, move, actor, { ...context, reason: '-' }).ok)
}
