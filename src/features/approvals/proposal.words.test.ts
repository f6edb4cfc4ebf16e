import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeProposal } from './proposal.words.ts'

const ja = { locale: 'ja', tz: 'Asia/Tokyo' } as const
const en = { locale: 'en', tz: 'Asia/Tokyo' } as const

describe('a proposal in words', () => {
  it.each([
    [{ level: 2 }, ja, [{ label: '水準', value: 'R2 要注意' }]],
    [{ toLevel: 4 }, en, [{ label: 'New level', value: 'R4 Top' }]],
    [{ dueOn: '2026-12-04' }, ja, [{ label: '期限', value: '2026年12月4日' }]],
    [{ expiresAt: '2026-12-03T15:30:00.000Z' }, en, [{ label: 'Ends', value: '4 December 2026 at 00:30' }]],
    [{ amount: 84000000 }, ja, [{ label: '金額', value: '84,000,000' }]],
    [{ after: { level: 0, name: null } }, ja, [{ label: '変更後', value: '水準：R0 許容、名前：なし' }]],
    [{ readOnlyAccess: true }, en, [{ label: 'read only access', value: 'Yes' }]],
    [{ partnerId: 'x', level: 1 }, en, [{ label: 'Level', value: 'R1 Low' }]],
  ])('%j', (proposal, reader, facts) => {
    expect(describeProposal(proposal, reader)).toEqual(facts)
  })

  it('shows every part but identifiers', () => {
    const keys = fc.stringMatching(/^[a-z]{2,8}$/).filter((key) => key !== 'id')
    fc.assert(
      fc.property(fc.dictionary(keys, fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))), (part) => {
        const facts = describeProposal(part, ja)
        expect(facts).toHaveLength(Object.keys(part).length)
        for (const fact of facts) expect(fact.label).not.toBe('')
      }),
    )
  })
})
