import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SubContract, subContractorsBelow, wouldLoop } from './sub-contractors.ts'

const edge = (text: string): SubContract => ({ from: text.charAt(0), to: text.charAt(1) })
const diamond = ['ab', 'ac', 'bd', 'cd', 'de'].map(edge)

describe('sub-contractors', () => {
  it.each([
    ['a', 'a', true],
    ['e', 'a', true],
    ['d', 'b', true],
    ['b', 'c', false],
    ['a', 'e', false],
    ['x', 'a', false],
    ['e', 'x', false],
  ])('%s giving work to %s closes a circle: %s', (from, to, loops) => {
    expect(wouldLoop(diamond, from, to)).toBe(loops)
  })

  it('lists each partner below once, nearest first', () => {
    expect(subContractorsBelow(diamond, 'a')).toEqual([
      { partner: 'b', tier: 1 },
      { partner: 'c', tier: 1 },
      { partner: 'd', tier: 2 },
      { partner: 'e', tier: 3 },
    ])
  })

  it('handles a chain of 20,000 and ends on data that already holds a circle', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => ({ from: `${index}`, to: `${index + 1}` }))
    expect(subContractorsBelow(chain, '0').at(-1)).toEqual({ partner: '20000', tier: 20_000 })
    expect(subContractorsBelow(chain, 'unknown')).toEqual([])
    expect(subContractorsBelow(['ab', 'ba'].map(edge), 'a')).toEqual([{ partner: 'b', tier: 1 }])
  })

  it('never lets a graph built through the check reach itself', () => {
    const partner = fc.constantFrom(...'abcdefgh')
    fc.assert(
      fc.property(fc.array(fc.record({ from: partner, to: partner }), { maxLength: 40 }), (wishes) => {
        const edges: SubContract[] = []
        for (const wish of wishes) if (!wouldLoop(edges, wish.from, wish.to)) edges.push(wish)
        for (const { from, to } of edges) {
          expect(to).not.toBe(from)
          expect(subContractorsBelow(edges, to).map(({ partner: below }) => below)).not.toContain(from)
        }
      }),
    )
  })
})
