import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressKey } from './address-key.ts'
import { splitLegalForm } from './legal-form.ts'
import { matchingKey, variantKey } from './matching-key.ts'
import { normaliseWidth, toHiragana } from './normalise.ts'
import { sortKey } from './sort-key.ts'

const kanji = fc.stringMatching(/^[東西南北山川田中工業電機商事]{2,8}$/)
const latin = fc.stringMatching(/^[b-z]{4,9}x$/)

describe('width', () => {
  test.each([
    ['ｶﾌﾞｼｷｶﾞｲｼｬ', 'カブシキガイシャ'],
    ['ウ゛ィクター', 'ヴィクター'],
    ['㈱①㍻㋿', '(株)1平成令和'],
    ['葛\u{e0100}城', '葛城'],
    ['ABC\u200b\ufeff', 'ABC'],
  ])('%s → %s', (text, expected) => expect(normaliseWidth(text)).toBe(expected))
})

describe('legal forms', () => {
  test.each([
    ['株式会社東芝', '東芝', '株式会社'],
    ['東芝㈱', '東芝', '株式会社'],
    ['（有）　山田製作所', '山田製作所', '有限会社'],
    ['カブシキガイシャサンプル', 'サンプル', '株式会社'],
    ['ｶ)ﾄｳｷﾖｳﾃﾞﾝｷ', 'トウキヨウデンキ', '株式会社'],
    ['ﾄｳｷﾖｳﾃﾞﾝｷ(ｶ', 'トウキヨウデンキ', '株式会社'],
    ['有限責任監査法人トーマツ', 'トーマツ', '監査法人'],
    ['公益財団法人みらい', 'みらい', '公益財団法人'],
    ['KANEKO SEEDS CO., LTD.', 'kaneko seeds', 'coltd'],
    ['Sample Co ,.Ltd', 'sample', 'coltd'],
    ['Muster GmbH & Co. KG', 'muster', 'gmbhcokg'],
    ['Lion Pte. Ltd.', 'lion', 'pteltd'],
    ['Lao Sdn. Bhd.', 'lao', 'sdnbhd'],
    ['Acme K.K.', 'acme', 'kk'],
    ['上海样品有限公司', '上海样品', '有限公司'],
    ['주식회사 샘플', '샘플', '주식회사'],
    ['㈜샘플', '샘플', '주식회사'],
    ['Công ty TNHH Mẫu', 'mẫu', 'công ty tnhh'],
    ['PT. Contoh Tbk', 'contoh tbk', 'pt'],
    ['บริษัท ตัวอย่าง จำกัด', 'ตัวอย่าง', 'บริษัท'.normalize('NFKC')],
  ])('%s → %s', (name, base, form) => expect(splitLegalForm(name)).toEqual({ base: normaliseWidth(base), form }))

  test.each([
    ['株式会社', '株式会社'],
    ['㈱', '株式会社'],
    ['Limited', 'limited'],
    ['サンAB', 'サンab'],
    ['Zinc', 'zinc'],
    ['株式新聞社', '株式新聞社'],
    ['有限会社株式会社', '株式会社'],
    ['株式会社・', '株式会社'],
  ])('%s keeps %s', (name, base) => expect(splitLegalForm(name).base).toBe(base))

  test('never leaves a name empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre(/[\p{L}\p{N}]/u.test(normaliseWidth(name)))
        expect(splitLegalForm(name).base).not.toBe('')
      }),
    )
  })
})

describe('matching key', () => {
  test.each([
    ['株式会社　サカタのタネ', 'サカタノタネ(株)'],
    ['キヤノン', 'キャノン株式会社'],
    ['ソフト・バンク', 'ｿﾌﾄﾊﾞﾝｸ'],
    ['エヌ－ティ−ティ', 'エヌーティーティ'],
    ["O'Reilly Japan, Inc.", 'OREILLY JAPAN'],
    ['らーめん横丁', 'ら〜めん横丁'],
  ])('%s = %s', (one, other) => expect(matchingKey(one)).toBe(matchingKey(other)))

  test.each([
    ['高田工業', '髙田工業'],
    ['山崎製作所', '山﨑製作所'],
    ['吉野商店', '𠮷野商店'],
  ])('%s and %s differ, but only by a variant letter', (one, other) => {
    expect(matchingKey(one)).not.toBe(matchingKey(other))
    expect(variantKey(one)).toBe(variantKey(other))
  })

  test.each([
    ['東芝', '東芝テック'],
    ['バス', 'パス'],
    ['A-1商事', 'A1商事'],
  ])('%s and %s are different companies', (one, other) => expect(variantKey(one)).not.toBe(variantKey(other)))

  test('does not see the legal form, its side, width, case or spaces', () => {
    const forms = fc.constantFrom('株式会社', '㈱', '（有）', '合同会社', ' Co., Ltd.', ' INC.')
    fc.assert(
      fc.property(fc.oneof(kanji, latin), forms, (name, form) => {
        const expected = matchingKey(name)
        expect(matchingKey(`${name}${form}`)).toBe(expected)
        if (!form.startsWith(' ')) expect(matchingKey(`${form}　${name.toUpperCase()}`)).toBe(expected)
      }),
    )
  })
})

describe('sort key', () => {
  const order = (readings: string[]) => [...readings].sort((a, b) => (sortKey(a, '') < sortKey(b, '') ? -1 : 1))

  test('orders readings as a Japanese index does', () => {
    const expected = [
      'アーウ',
      'アイ',
      'カブシキガイシャ アイカ',
      'アオキ',
      'ｶﾞｲｺｸ',
      'カコ',
      'ガコ',
      'キヤノン',
      'キャンプ',
      'ハス',
      'バス',
      'パス',
      'ハスイ',
      'ン',
    ]
    expect(order([...expected].reverse())).toEqual(expected)
  })
  test('a partner without a reading is placed by its name', () => {
    expect(sortKey('', '株式会社アイ')).toBe(sortKey('アイ', '株式会社アイ'))
    expect(sortKey('　', 'ABC Inc.') < sortKey('ア', '')).toBe(true)
  })
  test('width, kana kind and legal form do not change the place', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ァ-ヴ]{1,12}$/), (reading) => {
        expect(sortKey(`カブシキガイシャ${reading}`, '名')).toBe(sortKey(toHiragana(reading), '名'))
      }),
    )
  })
  test('is bounded', () => expect(sortKey('ア'.repeat(5000), '亜'.repeat(5000)).length).toBeLessThanOrEqual(250))
})

describe('address key', () => {
  test.each([
    ['群馬県前橋市古市町一丁目５０番地１２', '前橋市古市町1-50-12'],
    ['〒220-0012 横浜市西区みなとみらい２－７－１ 見本ビル5F', '神奈川県横浜市西区みなとみらい二丁目7番1号'],
    ['東京都港区芝十二丁目3番', '港区芝12-3'],
  ])('%s = %s', (one, other) => expect(addressKey(one)).toBe(addressKey(other)))
  test.each([
    ['札幌市中央区北1条西2-3', '札幌市中央区北1条西2-4'],
    ['長野市南堀138番地1', '長野市南堀138番地2'],
  ])('%s ≠ %s', (one, other) => expect(addressKey(one)).not.toBe(addressKey(other)))
})
