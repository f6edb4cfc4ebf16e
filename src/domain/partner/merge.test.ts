import { describe, expect, it } from 'vitest'
import { mergeFacts, unmergeFacts } from './merge.ts'

const record = (name: string, more: object = {}) => ({
  name,
  formerNames: [],
  tags: [],
  address: '',
  code: null,
  ...more,
})

describe('joining two records', () => {
  it('fills gaps, takes what was chosen and keeps every name', () => {
    const kept = record('新社名', { formerNames: ['旧社名'], tags: ['重点'], code: 'A-1' })
    const gone = record('㈱新社名', {
      formerNames: ['旧社名', '旧々社名'],
      tags: ['重点', '海外'],
      address: '大阪市',
      code: 'B-2',
    })
    expect(mergeFacts(kept, gone, ['address', 'code'], ['code'])).toEqual({
      name: '新社名',
      formerNames: ['㈱新社名', '旧社名', '旧々社名'],
      tags: ['重点', '海外'],
      address: '大阪市',
      code: 'B-2',
    })
  })

  it('makes the kept name a former one when the other name is chosen', () => {
    const joined = mergeFacts(record('甲'), record('乙'), [], ['name'])
    expect([joined.name, joined.formerNames]).toEqual(['乙', ['甲']])
  })
})

describe('parting them again', () => {
  it('gives back only what the merge changed and nobody changed since', () => {
    const before = { name: '甲', address: '', code: null, kind: 'supplier' }
    const after = { name: '甲', address: '大阪市', code: 'B-2', kind: 'supplier' }
    const now = { ...after, address: '京都市' }
    expect(unmergeFacts(now, before, after)).toEqual({ code: null })
  })
})
