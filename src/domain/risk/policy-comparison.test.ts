import { describe, expect, it } from 'vitest'
import { day, policy, quietFacts } from './policy.fixture.ts'
import { comparePolicies, type RatedPartner } from './policy-comparison.ts'

const today = day('2026-11-21')
const answers = { stop: 3, replace: 1, exposure: 2, history: 2 }
const partner = (id: string, change: Partial<RatedPartner> = {}): RatedPartner => ({
  id,
  triage: null,
  override: null,
  engagements: [{ id: 'e', from: null, until: null, facts: quietFacts, answers }],
  ...change,
})
const stricter = { ...policy, thresholds: { ...policy.thresholds, likelihood: { mid: 3, high: 4 } } }

describe('comparison of two versions of the rules', () => {
  it('moves nobody when nothing changed', () => {
    expect(comparePolicies(policy, policy, [partner('a'), partner('b')], today)).toEqual({
      moves: [],
      counts: [],
      unchanged: 2,
    })
  })

  it('says who moves where and how many', () => {
    const held = {
      level: 'R2',
      reason: 'agreed',
      askedBy: 'a',
      approvedBy: 'b',
      expiresOn: day('2027-03-31'),
    } as const
    const unrated = partner('unrated', { engagements: [] })
    const result = comparePolicies(
      policy,
      stricter,
      [partner('a'), partner('b'), partner('held', { override: held }), unrated],
      today,
    )
    expect(result.moves).toEqual([
      { partner: 'a', from: 'R2', to: 'R3' },
      { partner: 'b', from: 'R2', to: 'R3' },
    ])
    expect(result.counts).toEqual([{ from: 'R2', to: 'R3', partners: 2 }])
    expect(result.unchanged).toBe(2)
  })

  it('shows partners that a new factor leaves unrated, or puts back on their triage', () => {
    const wider = {
      ...policy,
      factors: [...policy.factors, { key: 'new', axis: 'impact', max: 1, source: { by: 'answer' } } as const],
    }
    const triaged = partner('t', { triage: { connected: true, sensitiveData: false, stopsWithinDay: false } })
    expect(comparePolicies(policy, wider, [partner('a'), triaged], today).moves).toEqual([
      { partner: 'a', from: 'R2', to: null },
      { partner: 't', from: 'R2', to: 'R3' },
    ])
  })
})
