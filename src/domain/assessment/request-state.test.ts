import { describe, expect, it } from 'vitest'
import { acceptsAnswers, moveRequest, type RequestActor, type RequestMove, type RequestState } from './request-state.ts'

const STATES: readonly RequestState[] = ['draft', 'sending', 'open', 'submitted', 'returned', 'confirmed', 'cancelled']
const ACTORS: readonly RequestActor[] = ['requester', 'reviewer', 'proxy', 'lead', 'delegate', 'system']
const MOVES: readonly RequestMove[] = ['send', 'open', 'submit', 'return', 'confirm', 'cancel']

const ALLOWED: readonly string[] = [
  'draft send requester sending',
  'sending open system open',
  'open submit lead submitted',
  'open submit proxy submitted',
  'returned submit lead submitted',
  'returned submit proxy submitted',
  'submitted return reviewer returned',
  'submitted confirm reviewer confirmed',
  'draft cancel requester cancelled',
  'draft cancel system cancelled',
  'sending cancel requester cancelled',
  'sending cancel system cancelled',
  'open cancel requester cancelled',
  'open cancel system cancelled',
  'submitted cancel requester cancelled',
  'submitted cancel system cancelled',
  'returned cancel requester cancelled',
  'returned cancel system cancelled',
]

describe('states of a request', () => {
  it('allows exactly the listed moves to the listed persons', () => {
    const found = STATES.flatMap((state) =>
      MOVES.flatMap((move) =>
        ACTORS.flatMap((by) => {
          const outcome = moveRequest(state, move, by)
          return outcome.ok ? [`${state} ${move} ${by} ${outcome.next}`] : []
        }),
      ),
    )
    expect(found.sort()).toEqual([...ALLOWED].sort())
  })

  it.each([
    ['open', 'submit', 'delegate', 'wrong_person'],
    ['submitted', 'confirm', 'lead', 'wrong_person'],
    ['submitted', 'submit', 'lead', 'wrong_state'],
    ['confirmed', 'return', 'reviewer', 'wrong_state'],
  ] as const)('refuses: %s, %s by %s', (state, move, by, reason) => {
    expect(moveRequest(state, move, by)).toEqual({ ok: false, reason })
  })

  it('locks answers on submit and unlocks them when returned', () => {
    expect(STATES.filter(acceptsAnswers)).toEqual(['open', 'returned'])
  })
})
