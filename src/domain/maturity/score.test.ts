import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../time.ts'
import { bandOf } from './band.ts'
import type { Choice } from './item.ts'
import { answersOf, items, policy, times, today } from './policy.fixture.ts'
import { basisPoints, displayScore, scoreChecklist } from './score.ts'

const rateable = (count: number, ...choices: readonly Choice[]) => {
  const score = scoreChecklist(items(count), answersOf(...choices), today)
  if (!score.ok) throw new Error(score.reason)
  return score
}

describe('score of a checklist', () => {
  it.each([
    [29, [...times(26, 'done')], 'M4', '89.6', 8965],
    [30, [...times(27, 'done')], 'M5', '90.0', 9000],
    [30, [...times(26, 'done'), 'partly'], 'M4', '88.3', 8833],
    [30, [...times(21, 'done')], 'M4', '70.0', 7000],
    [30, [...times(20, 'done'), 'partly'], 'M3', '68.3', 6833],
    [30, [...times(15, 'done')], 'M3', '50.0', 5000],
    [30, [...times(14, 'done'), 'partly'], 'M2', '48.3', 4833],
    [30, [...times(9, 'done')], 'M2', '30.0', 3000],
    [30, [...times(8, 'done'), 'partly'], 'M1', '28.3', 2833],
    [30, [], 'M1', '0.0', 0],
    [30, [...times(30, 'done')], 'M5', '100.0', 10_000],
    [3, [...times(2, 'done')], 'M3', '66.6', 6666],
    [1, ['partly'], 'M3', '50.0', 5000],
  ] as const)('of %i items answered %j is %s and shows %s', (count, choices, band, shown, bp) => {
    const score = rateable(count, ...choices)
    expect([bandOf(policy, score), displayScore(score), score.basisPoints]).toEqual([band, shown, bp])
  })

  it('takes not applicable out of the denominator: 26 of 29 is M4 and shows 89.6', () => {
    const score = rateable(30, ...times(26, 'done'), ...times(3, 'not'), 'na')
    expect(score).toMatchObject({ numerator: 52, denominator: 58 })
    expect([bandOf(policy, score), displayScore(score)]).toEqual(['M4', '89.6'])
  })

  it('counts unanswered as nothing', () => {
    expect(rateable(10, 'done')).toMatchObject({ numerator: 2, denominator: 20 })
  })

  it.each([
    ['everything not applicable', 2, times(2, 'na')],
    ['no items at all', 0, []],
  ] as const)('cannot rate %s', (_, count, choices) => {
    expect(scoreChecklist(items(count), answersOf(...choices), today)).toMatchObject({
      ok: false,
      reason: 'not_rateable',
    })
  })

  it.each([
    ['2026-11-20', 0],
    ['2026-11-21', 2],
    ['2026-12-31', 2],
  ])('counts a compensating measure until %s as %i half-points', (until, numerator) => {
    const answers = { q0: { choice: 'not', assurance: 'declared', compensatedUntil: until as PlainDate } } as const
    const score = scoreChecklist(items(1), answers, today)
    expect(score).toMatchObject({ ok: true, numerator })
    expect(score.breakdown[0]?.counts).toMatchObject(numerator === 2 ? { compensated: 1, not: 0 } : { not: 1 })
  })

  it('weighs items and breaks the score down by category', () => {
    const list = [
      { key: 'q0', category: 'x', weight: 3, isKey: false, effort: 1 },
      { key: 'q1', category: 'x', weight: 1, isKey: false, effort: 1 },
      { key: 'q2', category: 'y', weight: 2, isKey: false, effort: 1 },
    ]
    const score = scoreChecklist(list, answersOf('partly', 'done', 'na'), today)
    expect(score).toMatchObject({ numerator: 5, denominator: 8, basisPoints: 6250 })
    expect(score.breakdown).toEqual([
      {
        category: 'x',
        numerator: 5,
        denominator: 8,
        basisPoints: 6250,
        counts: { done: 1, partly: 1, not: 0, na: 0, unanswered: 0, compensated: 0 },
      },
      {
        category: 'y',
        numerator: 0,
        denominator: 0,
        basisPoints: null,
        counts: { done: 0, partly: 0, not: 0, na: 1, unanswered: 0, compensated: 0 },
      },
    ])
  })

  it('never shows more than was reached, is never worse for a better answer, and its parts add up', () => {
    const choice = fc.constantFrom<Choice>('done', 'partly', 'not', 'na')
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: 60 }), fc.nat(59), (choices, position) => {
        const list = items(choices.length)
        const score = scoreChecklist(list, answersOf(...choices), today)
        if (!score.ok) {
          expect(choices.every((one) => one === 'na')).toBe(true)
          return
        }
        expect(Number(displayScore(score)) * score.denominator).toBeLessThanOrEqual(score.numerator * 100 + 1e-6)
        expect(score.basisPoints).toBe(Math.floor((score.numerator * 10_000) / score.denominator))
        expect(score.breakdown.reduce((sum, part) => sum + part.numerator, 0)).toBe(score.numerator)
        expect(score.breakdown.reduce((sum, part) => sum + part.denominator, 0)).toBe(score.denominator)
        const changed = position % choices.length
        if (choices[changed] === 'na') return
        const better = scoreChecklist(list, answersOf(...choices.with(changed, 'done')), today)
        if (!better.ok) throw new Error(better.reason)
        expect(better.basisPoints).toBeGreaterThanOrEqual(score.basisPoints)
        expect(bandOf(policy, better) >= bandOf(policy, score)).toBe(true)
      }),
    )
  })

  it('stays exact where a float would not', () => {
    expect(basisPoints({ numerator: 9_007_199_254_740_990, denominator: 9_007_199_254_740_991 })).toBe(9999)
  })
})
