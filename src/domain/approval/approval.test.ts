import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../time.ts'
import { type Approval, type ApprovalMove, allowedApprovalMoves, moveApproval } from './approval.ts'

const at = (text: string) => text as Instant
const now = at('2026-11-21T03:00:00Z')
const deputy = (principal: string, person: string) => ({
  principal,
  deputy: person,
  from: at('2026-11-01T00:00:00Z'),
  until: at('2026-12-01T00:00:00Z'),
})
const draft: Approval = {
  state: 'drafted',
  askedBy: 'asker',
  askedFor: null,
  approver: 'manager',
  decider: 'head',
  approvedBy: null,
  expiresAt: at('2026-12-31T15:00:00Z'),
}
const self = (person: string) => ({ person, actingFor: null })
const forOther = (person: string, actingFor: string) => ({ person, actingFor })
const context = {
  now,
  deputies: [deputy('head', 'vice'), deputy('asker', 'colleague'), deputy('manager', 'asker')],
  reason: 'because',
}
const inState = (state: Approval['state'], change: Partial<Approval> = {}) => ({ ...draft, ...change, state })

describe('consent', () => {
  it('goes from draft through approval to decision', () => {
    let approval: Approval = draft
    const way: readonly (readonly [ApprovalMove, string])[] = [
      ['submit', 'asker'],
      ['approve', 'manager'],
      ['decide', 'head'],
    ]
    const states = way.map(([move, person]) => {
      const outcome = moveApproval(approval, move, self(person), context)
      if (!outcome.ok) throw new Error(outcome.reason)
      approval = outcome.next
      return approval.state
    })
    expect(states).toEqual(['requested', 'approved', 'decided'])
  })

  it.each<[string, Approval, ApprovalMove, ReturnType<typeof self> | ReturnType<typeof forOther>, string]>([
    [
      'without an approver the decider decides at once',
      inState('requested', { approver: null }),
      'decide',
      self('head'),
      'decided',
    ],
    ['a deputy decides', inState('approved'), 'decide', forOther('vice', 'head'), 'decided'],
    ['sent back', inState('requested'), 'send_back', self('manager'), 'returned'],
    ['asked again', inState('returned'), 'submit', self('asker'), 'requested'],
    ['rejected by the decider', inState('approved'), 'reject', self('head'), 'rejected'],
    ['withdrawn', inState('approved'), 'withdraw', self('asker'), 'withdrawn'],
    ['withdrawn by the asker’s deputy', inState('requested'), 'withdraw', forOther('colleague', 'asker'), 'withdrawn'],
  ])('%s', (_, approval, move, actor, state) => {
    expect(moveApproval(approval, move, actor, context)).toEqual({ ok: true, next: { ...approval, state } })
  })

  it.each<[string, Approval, ApprovalMove, ReturnType<typeof self> | ReturnType<typeof forOther> | 'system', string]>([
    ['asker decides', inState('approved', { decider: 'asker' }), 'decide', self('asker'), 'own_request'],
    ['asker approves for the manager', inState('requested'), 'approve', forOther('asker', 'manager'), 'own_request'],
    [
      'deputy decides for the asker',
      inState('approved', { decider: 'asker' }),
      'decide',
      forOther('colleague', 'asker'),
      'own_request',
    ],
    [
      'the one for whom it was asked decides',
      inState('approved', { askedFor: 'head' }),
      'decide',
      self('head'),
      'own_request',
    ],
    [
      'who approved decides for the decider',
      inState('approved', { approvedBy: 'vice' }),
      'decide',
      forOther('vice', 'head'),
      'own_approval',
    ],
    ['decided before it was approved', inState('requested'), 'decide', self('head'), 'wrong_state'],
    [
      'approved though there is no approver',
      inState('requested', { approver: null }),
      'approve',
      self('head'),
      'wrong_state',
    ],
    ['a stranger decides', inState('approved'), 'decide', self('stranger'), 'not_your_turn'],
    ['the manager decides', inState('approved'), 'decide', self('manager'), 'not_your_turn'],
    ['a stranger withdraws', inState('requested'), 'withdraw', self('stranger'), 'not_your_turn'],
    ['nobody appointed this deputy', inState('approved'), 'decide', forOther('stranger', 'head'), 'not_a_deputy'],
    ['decided twice', inState('decided'), 'decide', self('head'), 'wrong_state'],
    ['withdrawn after the decision', inState('decided'), 'withdraw', self('asker'), 'wrong_state'],
    ['over', inState('approved', { expiresAt: now }), 'decide', self('head'), 'expired'],
    ['expired too early', inState('approved'), 'expire', 'system', 'not_expired'],
    ['expired by a person', inState('approved', { expiresAt: now }), 'expire', self('asker'), 'not_your_turn'],
    ['decided by the clock', inState('approved'), 'decide', 'system', 'not_your_turn'],
  ])('refuses: %s', (_, approval, move, actor, reason) => {
    expect(moveApproval(approval, move, actor, context)).toEqual({ ok: false, reason })
  })

  it.each(['send_back', 'reject'] as const)('wants a reason to %s', (move) => {
    const outcome = moveApproval(inState('approved'), move, self('head'), { ...context, reason: ' ' })
    expect(outcome).toEqual({ ok: false, reason: 'reason_missing' })
  })

  it.each([
    ['2026-10-31T23:59:59Z', false],
    ['2026-11-01T00:00:00Z', true],
    ['2026-11-30T23:59:59.999Z', true],
    ['2026-12-01T00:00:00Z', false],
  ])('a deputy acts within the appointed time: %s %s', (moment, ok) => {
    const outcome = moveApproval(inState('approved'), 'decide', forOther('vice', 'head'), {
      ...context,
      now: at(moment),
    })
    expect(outcome.ok).toBe(ok)
  })

  it('is withdrawn by the system only while it waits, and only with the reason', () => {
    const drop = (approval: Approval, reason: string) =>
      moveApproval(approval, 'withdraw', 'system', { ...context, reason })
    expect(drop(inState('approved'), 'merged')).toEqual({ ok: true, next: inState('withdrawn') })
    expect(drop(inState('approved'), ' ')).toEqual({ ok: false, reason: 'reason_missing' })
    expect(drop(inState('decided'), 'merged')).toEqual({ ok: false, reason: 'wrong_state' })
  })

  it('expires at its moment', () => {
    const over = inState('requested', { expiresAt: now })
    expect(moveApproval(over, 'expire', 'system', context)).toEqual({ ok: true, next: { ...over, state: 'expired' } })
  })

  it('offers each person only what works', () => {
    expect(allowedApprovalMoves(inState('requested'), self('manager'), context)).toEqual([
      'approve',
      'reject',
      'send_back',
    ])
    expect(allowedApprovalMoves(inState('requested'), self('asker'), context)).toEqual(['withdraw'])
  })

  it('is never judged by who asked or by a deputy acting for who asked, whatever the set-up', () => {
    const person = fc.constantFrom('a', 'b', 'c')
    const state = fc.constantFrom<Approval['state']>('requested', 'approved')
    const move = fc.constantFrom<ApprovalMove>('approve', 'decide', 'reject', 'send_back')
    const deputies = ['a', 'b', 'c'].flatMap((one) => ['a', 'b', 'c'].map((other) => deputy(one, other)))
    fc.assert(
      fc.property(
        state,
        move,
        person,
        person,
        person,
        fc.option(person),
        fc.option(person),
        (s, m, by, approver, decider, askedFor, actingFor) => {
          const approval = { ...draft, state: s, askedBy: 'a', askedFor, approver, decider }
          const outcome = moveApproval(approval, m, { person: by, actingFor }, { ...context, deputies })
          if (!outcome.ok) return
          expect([by, actingFor]).not.toContain('a')
          if (askedFor !== null) expect([by, actingFor]).not.toContain(askedFor)
        },
      ),
    )
  })
})
