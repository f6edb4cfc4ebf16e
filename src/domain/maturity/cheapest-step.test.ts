import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cheapestSteps } from './cheapest-step.ts'
import type { Choice } from './item.ts'
import { answersOf, policy, today } from './policy.fixture.ts'
import { scoreChecklist } from './score.ts'

const item = (key: string, weight: number, effort: number) => ({ key, category: 'x', weight, isKey: false, effort })

describe('next cheapest step', () => {
  const list = [
    item('q0', 1, 8),
    item('q1', 1, 2),
    item('q2', 4, 8),
    item('q3', 1, 2),
    item('q4', 1, 0),
    item('q5', 1, 1),
  ]
  const answers = answersOf('not', 'partly', 'not', 'not', 'not', 'done')
  const score = scoreChecklist(list, answers, today)
  const steps = score.ok ? cheapestSteps(policy, list, answers, score, today, 10) : []

  it('puts most points for least effort first and leaves out what is done', () => {
    expect(steps.map(({ item: key, gain, effort }) => [key, gain, effort])).toEqual([
      ['q4', 2, 0],
      ['q2', 8, 8],
      ['q3', 2, 2],
      ['q1', 1, 2],
      ['q0', 2, 8],
    ])
  })

  it('takes the greater gain first where both cost the same per point', () => {
    const pair = [item('q0', 1, 2), item('q1', 4, 8)]
    const none = { numerator: 0, denominator: 10 }
    expect(cheapestSteps(policy, pair, {}, none, today, 2).map((step) => step.item)).toEqual(['q1', 'q0'])
  })

  it('says where score and band would stand', () => {
    expect(score).toMatchObject({ numerator: 3, denominator: 18 })
    expect(steps[1]).toEqual({ item: 'q2', gain: 8, effort: 8, basisPointsAfter: 6111, bandAfter: 'M3' })
  })

  it.each([
    ['the step itself is the key item', ['not', 'done'], 'M5'],
    ['another key item is only declared', ['done', 'not'], 'M3'],
  ] as const)('promises no band that missing evidence would hold down: %s', (_, choices, bandAfter) => {
    const two = [{ ...item('q0', 1, 1), isKey: true }, item('q1', 1, 1)]
    const given = answersOf(...choices)
    const found = scoreChecklist(two, given, today)
    if (!found.ok) throw new Error(found.reason)
    expect(cheapestSteps(policy, two, given, found, today, 1)).toMatchObject([{ basisPointsAfter: 10_000, bandAfter }])
  })

  it('keeps to the limit and never names an item that cannot gain', () => {
    const choice = fc.constantFrom<Choice>('done', 'partly', 'not', 'na')
    fc.assert(
      fc.property(fc.array(choice, { minLength: 6, maxLength: 6 }), fc.nat(6), (choices, limit) => {
        const given = answersOf(...choices)
        const found = scoreChecklist(list, given, today)
        if (!found.ok) return
        const offered = cheapestSteps(policy, list, given, found, today, limit)
        expect(offered.length).toBe(Math.min(limit, choices.filter((one) => one === 'not' || one === 'partly').length))
        for (const step of offered) {
          const position = list.findIndex(({ key }) => key === step.item)
          const after = scoreChecklist(list, answersOf(...choices.with(position, 'done')), today)
          expect(after).toMatchObject({ ok: true, basisPoints: step.basisPointsAfter })
        }
      }),
    )
  })
})
