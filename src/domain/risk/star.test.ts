import { describe, expect, it } from 'vitest'
import { policy, quietFacts } from './policy.fixture.ts'
import { suggestStar } from './star.ts'

const confidential = { ...quietFacts, dataClasses: ['confidential'] }
const link = (direction: string) => ({ kind: 'vpn', direction, alwaysOn: false })

describe('suggested SCS star', () => {
  it.each([
    ['nothing special', quietFacts, {}, 3, ['none_of_the_three']],
    ['confidential data on our systems only', confidential, {}, 3, ['none_of_the_three']],
    [
      'confidential data on its own systems',
      { ...confidential, onPartnerSystems: true },
      {},
      4,
      ['confidential_data_on_own_systems'],
    ],
    ['a stop that hurts', quietFacts, { stop: 2 }, 3, ['none_of_the_three']],
    ['a stop we cannot stand', quietFacts, { stop: 3 }, 4, ['stop_not_tolerable']],
    ['we connect to it', { ...quietFacts, connections: [link('outbound')] }, {}, 3, ['none_of_the_three']],
    ['it connects into us', { ...quietFacts, connections: [link('inbound')] }, {}, 4, ['connects_into_us']],
    [
      'all three',
      { ...confidential, onPartnerSystems: true, connections: [link('both')] },
      { stop: 3 },
      4,
      ['confidential_data_on_own_systems', 'stop_not_tolerable', 'connects_into_us'],
    ],
  ])('%s', (_, facts, answers, star, because) => {
    expect(suggestStar(policy, facts, answers)).toEqual({ star, because })
  })
})
