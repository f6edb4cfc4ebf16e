import { describe, expect, it } from 'vitest'
import { compareScore } from './drop.ts'
import { policy } from './policy.fixture.ts'

const at = (numerator: number, denominator = 1000, itemSet = 'r3-v1') => ({ numerator, denominator, itemSet })

describe('change since the last confirmed score', () => {
  it.each([
    ['R4', 800, 700, 'dropped', 'at_once'],
    ['R4', 800, 701, 'steady', undefined],
    ['R3', 800, 650, 'dropped', 'warn'],
    ['R3', 800, 651, 'steady', undefined],
    ['R2', 800, 600, 'dropped', 'ask_to_improve'],
    ['R2', 800, 601, 'steady', undefined],
    ['R1', 800, 500, 'dropped', 're_assess'],
    ['R1', 800, 501, 'steady', undefined],
    ['R0', 1000, 0, 'steady', undefined],
    ['R4', 700, 800, 'steady', undefined],
    ['R4', 800, 800, 'steady', undefined],
  ] as const)('%s from %i to %i thousandths: %s %s', (level, before, after, kind, reaction) => {
    const change = compareScore(policy, level, at(before), at(after))
    expect(change).toMatchObject({ kind, changeBasisPoints: (after - before) * 10 })
    expect('reaction' in change ? change.reaction : undefined).toBe(reaction)
  })

  it('compares exactly across different denominators (26/29 to 23/29 is 10.34, to 26/33 is 10.87)', () => {
    expect(compareScore(policy, 'R4', at(26, 29), at(23, 29)).kind).toBe('dropped')
    expect(compareScore(policy, 'R4', at(26, 29), at(26, 33)).kind).toBe('dropped')
    expect(compareScore(policy, 'R4', at(26, 29), at(25, 31)).kind).toBe('steady')
  })

  it('says first, or not comparable with another item set', () => {
    expect(compareScore(policy, 'R4', null, at(1))).toEqual({ kind: 'first' })
    expect(compareScore(policy, 'R4', at(900, 1000, 'r2-v1'), at(100))).toEqual({
      kind: 'not_comparable',
      previousItemSet: 'r2-v1',
    })
  })
})
