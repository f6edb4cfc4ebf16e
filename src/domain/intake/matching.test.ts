import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CorporateNumber, parseCorporateNumber } from '../text/corporate-number.ts'
import { type Candidate, matchPartner, type RowIdentity } from './matching.ts'
import { comparePayees } from './payees.ts'

function number(text: string): CorporateNumber {
  const parsed = parseCorporateNumber(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.value
}
const ONE = number('7000012050002')
const TWO = number('4011001098993')
const row = (fields: Partial<RowIdentity>): RowIdentity => ({
  code: null,
  corporateNumber: null,
  name: '高田工業株式会社',
  address: null,
  ...fields,
})
const partner = (id: string, fields: Partial<Candidate> = {}): Candidate => ({
  id,
  code: null,
  corporateNumber: null,
  names: ['㈱高田工業'],
  address: null,
  ...fields,
})

describe('which partner a row means', () => {
  test.each<[string, RowIdentity, Candidate[], object]>([
    ['nobody known', row({}), [], { kind: 'create' }],
    ['another name', row({}), [partner('a', { names: ['見本商事'] })], { kind: 'create' }],
    [
      'own code, although renamed',
      row({ code: 'Ｃ１' }),
      [partner('a', { code: 'C1', names: ['旧名'] })],
      { kind: 'update', id: 'a', by: 'code' },
    ],
    [
      'own code and number together',
      row({ code: 'C1', corporateNumber: ONE }),
      [partner('a', { code: 'C1', corporateNumber: ONE })],
      { kind: 'update', id: 'a', by: 'code' },
    ],
    [
      'number',
      row({ corporateNumber: ONE }),
      [partner('a', { corporateNumber: ONE, names: ['旧名'] })],
      { kind: 'update', id: 'a', by: 'corporateNumber' },
    ],
    [
      'name and address',
      row({ address: '東京都港区芝1丁目2番3号' }),
      [partner('a', { address: '港区芝１－２－３' })],
      { kind: 'update', id: 'a', by: 'nameAndAddress' },
    ],
    [
      'former name and address',
      row({ address: '港区芝1-2-3' }),
      [partner('a', { names: ['新名', '高田工業'], address: '港区芝1-2-3' })],
      { kind: 'update', id: 'a', by: 'nameAndAddress' },
    ],
    ['name, no address on either side', row({}), [partner('a')], { kind: 'update', id: 'a', by: 'nameAndAddress' }],
    [
      'one of two by its address',
      row({ address: '港区芝1-2-3' }),
      [partner('a', { address: '港区芝9-9-9' }), partner('b', { address: '港区芝1-2-3' })],
      { kind: 'update', id: 'b', by: 'nameAndAddress' },
    ],
    [
      'different valid numbers never match by name',
      row({ corporateNumber: ONE }),
      [partner('a', { corporateNumber: TWO })],
      { kind: 'create' },
    ],
    [
      'code of one, number of another',
      row({ code: 'C1', corporateNumber: ONE }),
      [partner('a', { code: 'C1' }), partner('b', { corporateNumber: ONE })],
      { kind: 'ask', reason: 'codeAndNumberDisagree', candidates: ['a', 'b'] },
    ],
    [
      'own code, other number',
      row({ code: 'C1', corporateNumber: ONE }),
      [partner('a', { code: 'C1', corporateNumber: TWO })],
      { kind: 'ask', reason: 'numberDiffers', candidates: ['a'] },
    ],
    [
      'number under another code',
      row({ code: 'C2', corporateNumber: ONE }),
      [partner('a', { code: 'C1', corporateNumber: ONE })],
      { kind: 'ask', reason: 'codeDiffers', candidates: ['a'] },
    ],
    [
      'number of two',
      row({ corporateNumber: ONE }),
      [partner('a', { corporateNumber: ONE }), partner('b', { corporateNumber: ONE })],
      { kind: 'ask', reason: 'severalByNumber', candidates: ['a', 'b'] },
    ],
    [
      'code of two',
      row({ code: 'C1' }),
      [partner('a', { code: 'C1' }), partner('b', { code: 'C1' })],
      { kind: 'ask', reason: 'severalByCode', candidates: ['a', 'b'] },
    ],
    [
      'name of two',
      row({}),
      [partner('a'), partner('b')],
      { kind: 'ask', reason: 'severalByName', candidates: ['a', 'b'] },
    ],
    [
      'name elsewhere',
      row({ address: '港区芝1-2-3' }),
      [partner('a', { address: '大阪市北区1-1' })],
      { kind: 'ask', reason: 'addressDiffers', candidates: ['a'] },
    ],
    [
      'name, address known on one side',
      row({ address: '港区芝1-2-3' }),
      [partner('a')],
      { kind: 'ask', reason: 'addressMissing', candidates: ['a'] },
    ],
    [
      'name under another code',
      row({ code: 'C2' }),
      [partner('a', { code: 'C1' })],
      { kind: 'ask', reason: 'codeDiffers', candidates: ['a'] },
    ],
    [
      'a variant letter',
      row({ name: '髙田工業' }),
      [partner('a')],
      { kind: 'ask', reason: 'variantLetters', candidates: ['a'] },
    ],
  ])('%s', (_title, identity, candidates, expected) => expect(matchPartner(identity, candidates)).toEqual(expected))

  const identities = fc.record({
    code: fc.option(fc.constantFrom('C1', 'C2', 'C3'), { nil: null }),
    corporateNumber: fc.option(fc.constantFrom(ONE, TWO), { nil: null }),
    name: fc.constantFrom('高田工業', '㈱髙田工業', '見本商事'),
    address: fc.option(fc.constantFrom('港区芝1-2-3', '大阪市北区1-1'), { nil: null }),
  })

  test('the order of the candidates does not change whom a row updates', () => {
    fc.assert(
      fc.property(identities, fc.array(identities, { maxLength: 5 }), (identity, others) => {
        const candidates = others.map((other, at) => partner(String(at), { ...other, names: [other.name] }))
        const [one, back] = [matchPartner(identity, candidates), matchPartner(identity, [...candidates].reverse())]
        expect(back.kind).toBe(one.kind)
        if (one.kind === 'update' && back.kind === 'update') expect(back).toEqual(one)
      }),
    )
  })
  test('no update ever joins two different valid numbers', () => {
    fc.assert(
      fc.property(identities, fc.array(identities, { maxLength: 5 }), (identity, others) => {
        const candidates = others.map((other, at) => partner(String(at), { ...other, names: [other.name] }))
        const match = matchPartner(identity, candidates)
        const chosen = match.kind === 'update' ? candidates.find(({ id }) => id === match.id)?.corporateNumber : null
        expect(new Set([identity.corporateNumber, chosen].filter((value) => value)).size).toBeLessThanOrEqual(1)
      }),
    )
  })
  test('a row written from a partner alone in the register meets it again', () => {
    fc.assert(
      fc.property(identities, (identity) => {
        expect(matchPartner(identity, [partner('a', { ...identity, names: [identity.name] })])).toMatchObject({
          kind: 'update',
          id: 'a',
        })
      }),
    )
  })
})

describe('payees against the register', () => {
  const partners = [
    { id: 'a', code: 'C1', corporateNumber: ONE, names: ['高田工業株式会社', 'タカダコウギョウ'] },
    { id: 'b', code: null, corporateNumber: TWO, names: ['見本商事'] },
    { id: 'c', code: null, corporateNumber: null, names: ['山崎製作所'] },
    { id: 'd', code: null, corporateNumber: null, names: ['未払運輸'] },
    { id: 'e', code: null, corporateNumber: null, names: ['同名商店'] },
    { id: 'f', code: null, corporateNumber: null, names: ['(有)同名商店'] },
  ]
  const payee = (
    at: number,
    name: string,
    code: string | null = null,
    corporateNumber: CorporateNumber | null = null,
  ) => ({ row: at, name, code, corporateNumber })
  test('code, number, name and bank kana place a line; the rest is listed', () => {
    const compared = comparePayees(
      [
        payee(1, 'ﾀｶﾀﾞｺｳｷﾞﾖｳ(ｶ'),
        payee(2, '別の書き方', null, TWO),
        payee(3, '山﨑製作所'),
        payee(4, '登録外商会'),
        payee(5, '同名商店'),
        payee(6, '改名後', 'C1'),
        payee(7, '見本商事', null, ONE),
      ],
      partners,
    )
    expect(compared).toEqual({
      paid: [
        { row: 1, id: 'a' },
        { row: 2, id: 'b' },
        { row: 6, id: 'a' },
        { row: 7, id: 'a' },
      ],
      notRegistered: [4],
      notPaid: ['d'],
      doubtful: [
        { row: 3, candidates: ['c'] },
        { row: 5, candidates: ['e', 'f'] },
      ],
    })
  })
  test('code of one and number of another is doubtful', () => {
    expect(comparePayees([payee(1, 'x', 'C1', TWO)], partners)).toMatchObject({
      paid: [],
      doubtful: [{ row: 1, candidates: ['a', 'b'] }],
    })
  })
})
