import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposeFactors } from './factor-proposal.ts'
import { AXIS_BANDS, RISK_LEVELS } from './level.ts'
import { policy, quietFacts } from './policy.fixture.ts'
import { axisBand, rateEngagement } from './rating.ts'

const impactOf = { low: { data: 3 }, mid: { data: 3, stop: 1 }, high: { data: 3, stop: 3, connection: 2 } }
const likelihoodOf = {
  low: { exposure: 3 },
  mid: { exposure: 3, history: 3, industry: 2 },
  high: { exposure: 3, history: 3, maturity: 3 },
}
const zeros = Object.fromEntries(policy.factors.map(({ key }) => [key, 0]))

describe('rating of an engagement', () => {
  it.each([
    ['low', 'low', 'R0'],
    ['low', 'mid', 'R1'],
    ['low', 'high', 'R2'],
    ['mid', 'low', 'R1'],
    ['mid', 'mid', 'R2'],
    ['mid', 'high', 'R3'],
    ['high', 'low', 'R2'],
    ['high', 'mid', 'R3'],
    ['high', 'high', 'R4'],
  ] as const)('impact %s × likelihood %s is %s', (impact, likelihood, level) => {
    const rating = rateEngagement(policy, [], { ...zeros, ...impactOf[impact], ...likelihoodOf[likelihood] })
    expect(rating).toMatchObject({ ok: true, level, impact: { band: impact }, likelihood: { band: likelihood } })
  })

  it.each([
    ['impact', 0, 'low'],
    ['impact', 3, 'low'],
    ['impact', 4, 'mid'],
    ['impact', 7, 'mid'],
    ['impact', 8, 'high'],
    ['impact', 12, 'high'],
    ['likelihood', 0, 'low'],
    ['likelihood', 3, 'low'],
    ['likelihood', 4, 'mid'],
    ['likelihood', 8, 'mid'],
    ['likelihood', 9, 'high'],
    ['likelihood', 14, 'high'],
  ] as const)('%s of %i points is %s', (axis, points, band) => {
    expect(axisBand(policy.thresholds[axis], points)).toBe(band)
  })

  it('shows the contribution of each factor, up to 12 points of impact and 14 of likelihood', () => {
    const worst = Object.fromEntries(policy.factors.map(({ key, max }) => [key, max]))
    const rating = rateEngagement(policy, [], worst)
    if (!rating.ok) throw new Error(rating.reason)
    expect([rating.impact.points, rating.impact.max]).toEqual([12, 12])
    expect([rating.likelihood.points, rating.likelihood.max]).toEqual([14, 14])
    expect(rating.impact.contributions.map(({ factor, points }) => `${factor} ${points}`)).toEqual([
      'data 3',
      'stop 3',
      'connection 3',
      'replace 2',
      'fee 1',
    ])
  })

  it('stays unrated while factors are unknown and names them', () => {
    const proposals = proposeFactors(policy, { ...quietFacts, maturity: null })
    expect(rateEngagement(policy, proposals, { stop: 2 })).toMatchObject({
      ok: false,
      reason: 'incomplete',
      factors: ['replace', 'exposure', 'maturity', 'history'],
    })
  })

  it('lets the answer of a person win over a proposal and keeps the proposal as reason', () => {
    const proposals = proposeFactors(policy, { ...quietFacts, dataClasses: ['confidential'] })
    const rating = rateEngagement(policy, proposals, { data: 1, stop: 0, replace: 0, exposure: 0, history: 0 })
    if (!rating.ok) throw new Error(rating.reason)
    expect(rating.impact.contributions[0]).toEqual({
      factor: 'data',
      points: 1,
      max: 3,
      origin: 'answered',
      because: [{ code: 'data_class', value: 'confidential', points: 3 }],
    })
    expect(rating.impact.contributions[2]).toMatchObject({ factor: 'connection', origin: 'proposed' })
  })

  it.each([4, -1, 1.5, Number.NaN])('refuses %d points for a factor of 0 to 3', (points) => {
    expect(rateEngagement(policy, [], { ...zeros, stop: points })).toMatchObject({
      ok: false,
      reason: 'out_of_bounds',
      factors: ['stop'],
    })
  })

  it('never lowers the level when a factor rises, and always sums what it shows', () => {
    const answers = fc.record(
      Object.fromEntries(policy.factors.map(({ key, max }) => [key, fc.integer({ min: 0, max })])),
    )
    fc.assert(
      fc.property(answers, fc.constantFrom(...policy.factors), (given, factor) => {
        const before = rateEngagement(policy, [], given)
        const after = rateEngagement(policy, [], { ...given, [factor.key]: factor.max })
        if (!before.ok || !after.ok) throw new Error('complete answers must rate')
        expect(after.level >= before.level).toBe(true)
        for (const axis of [before.impact, before.likelihood]) {
          expect(axis.contributions.reduce((sum, { points }) => sum + points, 0)).toBe(axis.points)
        }
      }),
    )
  })

  it('names every level and band of the grid in rising order', () => {
    const cells = AXIS_BANDS.flatMap((impact) => AXIS_BANDS.map((likelihood) => policy.grid[impact][likelihood]))
    expect([...new Set(cells)].sort()).toEqual(RISK_LEVELS)
  })
})
