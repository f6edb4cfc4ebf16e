import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposeFactors } from './factor-proposal.ts'
import type { EngagementFacts } from './facts.ts'
import { policy, quietFacts } from './policy.fixture.ts'

const pointsOf = (factor: string, facts: Partial<EngagementFacts>) =>
  proposeFactors(policy, { ...quietFacts, ...facts }).find((proposal) => proposal.factor === factor)?.points

const vpn = { kind: 'vpn', direction: 'inbound', alwaysOn: true }
const concern = (kind: string, points: number) => ({ kind, country: 'VN', points, reason: `about ${kind}` })

describe('points proposed from facts', () => {
  it.each<[string, string, Partial<EngagementFacts>, number | undefined]>([
    ['no data', 'data', {}, 0],
    ['internal data', 'data', { dataClasses: ['internal'] }, 1],
    ['the riskiest class counts', 'data', { dataClasses: ['internal', 'confidential'] }, 3],
    ['a large volume adds', 'data', { dataClasses: ['internal'], dataVolume: 'large' }, 2],
    ['a large volume of public data adds nothing', 'data', { dataClasses: ['public'], dataVolume: 'large' }, 0],
    ['never above the maximum', 'data', { dataClasses: ['confidential'], dataVolume: 'large' }, 3],
    ['1,000 persons', 'data', { personalDataCount: 1000 }, 1],
    ['1,001 persons', 'data', { personalDataCount: 1001 }, 2],
    ['data not asked yet', 'data', { dataClasses: null }, undefined],
    ['a class the policy does not know', 'data', { dataClasses: ['constructor'] }, undefined],
    ['no connection', 'connection', {}, 0],
    ['EDI outbound', 'connection', { connections: [{ kind: 'edi', direction: 'outbound', alwaysOn: false }] }, 0],
    [
      'API inbound on demand',
      'connection',
      { connections: [{ kind: 'api', direction: 'inbound', alwaysOn: false }] },
      2,
    ],
    ['VPN inbound always on is capped', 'connection', { connections: [vpn] }, 3],
    ['connections not asked yet', 'connection', { connections: null }, undefined],
    ['fee one yen below', 'fee', { yearlyFee: 9_999_999 }, 0],
    ['fee at the threshold', 'fee', { yearlyFee: 10_000_000 }, 1],
    ['fee unknown', 'fee', { yearlyFee: null }, undefined],
    ['domestic', 'overseas', {}, 0],
    ['overseas concerns add up', 'overseas', { overseas: [concern('legal', 1), concern('time_gap', 1)] }, 2],
    ['overseas capped', 'overseas', { overseas: [concern('legal', 2), concern('geopolitical', 2)] }, 3],
    ['maturity M2', 'maturity', { maturity: 'M2' }, 3],
    ['maturity unknown', 'maturity', { maturity: null }, undefined],
    ['listed industry', 'industry', { industry: 'it' }, 2],
    ['other industry', 'industry', { industry: 'bakery' }, 0],
    ['industry unknown', 'industry', { industry: null }, undefined],
    ['a question for a person', 'stop', {}, undefined],
  ])('%s', (_, factor, facts, points) => {
    expect(pointsOf(factor, facts)).toBe(points)
  })

  it('gives each overseas concern with its own figure and reason', () => {
    const facts = { ...quietFacts, overseas: [concern('legal', 1), concern('time_gap', 2)] }
    const because = proposeFactors(policy, facts).find(({ factor }) => factor === 'overseas')?.because
    expect(because).toEqual([
      { code: 'overseas', value: 'VN/legal', points: 1, text: 'about legal' },
      { code: 'overseas', value: 'VN/time_gap', points: 2, text: 'about time_gap' },
    ])
  })

  it('counts an unassessed partner as the policy says', () => {
    const worst = policy.factors.map((factor) =>
      factor.source.by === 'maturity' ? { ...factor, source: { ...factor.source, unassessed: 3 } } : factor,
    )
    const proposals = proposeFactors({ ...policy, factors: worst }, { ...quietFacts, maturity: null })
    expect(proposals.find(({ factor }) => factor === 'maturity')).toEqual({
      factor: 'maturity',
      points: 3,
      because: [{ code: 'not_assessed', value: '', points: 3 }],
    })
  })

  it('stays within the bounds of each factor, and more facts never mean fewer points', () => {
    const connection = fc.record({
      kind: fc.constantFrom('vpn', 'api', 'file_share', 'edi', 'cloud'),
      direction: fc.constantFrom('inbound', 'outbound', 'both'),
      alwaysOn: fc.boolean(),
    })
    const dataClass = fc.constantFrom('public', 'internal', 'personal', 'confidential')
    fc.assert(
      fc.property(fc.array(connection), connection, fc.array(dataClass), dataClass, (links, link, classes, extra) => {
        const few = proposeFactors(policy, { ...quietFacts, connections: links, dataClasses: classes })
        const more = proposeFactors(policy, {
          ...quietFacts,
          connections: [...links, link],
          dataClasses: [...classes, extra],
        })
        for (const [index, proposal] of few.entries()) {
          const max = policy.factors.find(({ key }) => key === proposal.factor)?.max ?? -1
          expect(proposal.points).toBeGreaterThanOrEqual(0)
          expect(proposal.points).toBeLessThanOrEqual(max)
          expect(more[index]?.points).toBeGreaterThanOrEqual(proposal.points)
        }
      }),
    )
  })
})
