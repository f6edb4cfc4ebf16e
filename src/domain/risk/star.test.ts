import { describe, expect, it } from 'vitest'
import type { EngagementFacts } from './facts.ts'
import { policy, quietFacts } from './policy.fixture.ts'
import { suggestStar } from './star.ts'

const link = (direction: string, kind = 'vpn', alwaysOn = false) => ({ kind, direction, alwaysOn })

describe('suggested SCS star', () => {
  it.each<[string, Partial<EngagementFacts>, Record<string, number>, number, string[]]>([
    ['nothing special', {}, {}, 3, []],
    ['nothing known', { dataClasses: null, connections: null, onPartnerSystems: null }, {}, 3, []],
    ['confidential data on our systems only', { dataClasses: ['confidential'] }, {}, 3, []],
    ['confidential data, place unknown', { dataClasses: ['confidential'], onPartnerSystems: null }, {}, 3, []],
    [
      'confidential data on its own systems',
      { dataClasses: ['confidential'], onPartnerSystems: true },
      {},
      4,
      ['confidential'],
    ],
    [
      'personal data on its own systems',
      { dataClasses: ['personal'], onPartnerSystems: true },
      {},
      4,
      ['confidential'],
    ],
    [
      'much internal data there is still not confidential',
      { dataClasses: ['internal'], dataVolume: 'large', onPartnerSystems: true },
      {},
      3,
      [],
    ],
    [
      'a person calls the data crucial',
      { dataClasses: ['internal'], onPartnerSystems: true },
      { data: 3 },
      4,
      ['confidential'],
    ],
    ['a stop that hurts', {}, { stop: 2 }, 3, []],
    ['a stop we cannot stand', {}, { stop: 3 }, 4, ['stop']],
    ['we connect to it, always', { connections: [link('outbound', 'vpn', true)] }, {}, 3, []],
    ['it connects into us', { connections: [link('inbound')] }, {}, 4, ['connects']],
    ['it only hands in orders', { connections: [link('inbound', 'edi')] }, {}, 3, []],
    [
      'a person says that it works inside',
      { connections: [link('inbound', 'edi')] },
      { connection: 3 },
      4,
      ['connects'],
    ],
    ['a person says that it does not', { connections: [link('inbound')] }, { connection: 1 }, 3, []],
    [
      'all three',
      { dataClasses: ['confidential'], onPartnerSystems: true, connections: [link('both')] },
      { stop: 3 },
      4,
      ['confidential', 'stop', 'connects'],
    ],
  ])('%s', (_, facts, answers, star, because) => {
    expect(suggestStar(policy, { ...quietFacts, ...facts }, answers)).toEqual({ star, because })
  })

  it('follows the rules of the policy: another default, a rule left out, a higher star, two conditions', () => {
    const [own, stop] = policy.star.rules
    if (own === undefined || stop === undefined) throw new Error('no rules')
    const both = { key: 'both', star: 5, allOf: [...own.allOf, ...stop.allOf], onPartnerSystems: false }
    const changed = { ...policy, star: { ...policy.star, default: 2, rules: [stop, both] } }
    const facts = { ...quietFacts, connections: [link('inbound')] }
    expect(suggestStar(changed, facts, {})).toEqual({ star: 2, because: [] })
    expect(suggestStar(changed, facts, { stop: 3 })).toEqual({ star: 4, because: ['stop'] })
    expect(suggestStar(changed, facts, { stop: 3, data: 2 })).toEqual({ star: 5, because: ['both'] })
  })
})
