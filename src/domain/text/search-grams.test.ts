import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { queryGrams, searchGrams, searchText } from './search-grams.ts'

function finds(query: string, fields: readonly string[]): boolean {
  const wanted = queryGrams(query)
  const grams = new Set(searchGrams(searchText(fields)))
  return wanted.kind === 'all' || wanted.grams.every((gram) => grams.has(gram))
}

describe('search', () => {
  test.each([
    ['東芝', '株式会社東芝'],
    ['㈱東芝', '東芝株式会社'],
    ['株式会社', '㈱東芝'],
    ['とうしば', 'トウシバ'],
    ['ﾄｳｼﾊﾞ', 'トウシバ'],
    ['kaneko seeds', 'KANEKO SEEDS CO., LTD.'],
    ['ＫＡＮＥＫＯ', 'Kaneko Seeds'],
    ['サカタのタネ', '株式会社　サカタ　ノタネ'],
    ['高田', '髙田工業'],
    ['吉野', '𠮷野商店'],
    ['031234', '03-1234-5678'],
    ['A-001', 'a001'],
    ['A001', 'A-001'],
    ['5070001000715', '５０７０００１０００７１５'],
    ['東', '東芝'],
    ['J R 東日本', '東日本旅客鉄道'],
    ['3 M', '3Mジャパン'],
    ['', '東芝'],
    ['サ～バ', 'サーバー販売'],
  ])('%s finds %s', (query, field) => expect(finds(query, ['別の名', field])).toBe(true))

  test.each([
    ['東芝', '東京芝浦'],
    ['芝', '東芝'],
    ['別東', '東芝'],
    ['ビル', 'ビール'],
    ['東芝 大阪', '東芝'],
  ])('%s does not find %s', (query, field) => expect(finds(query, ['別', field])).toBe(false))

  test('any two or more characters of a name find it', () => {
    const name = fc.stringMatching(/^[東西南北山川田工業電機ァ-ヴa-z0-9]{2,20}$/)
    fc.assert(
      fc.property(name, fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % (text.length - 1)
        const part = text.slice(start, start + 2 + (length % (text.length - start - 1)))
        expect(finds(part, [`${text}株式会社`])).toBe(true)
      }),
    )
  })

  test('grams are distinct and bounded, queries too', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 2000 }), { maxLength: 20 }), (fields) => {
        const grams = searchGrams(searchText(fields))
        expect(new Set(grams).size).toBe(grams.length)
        expect(grams.length).toBeLessThanOrEqual(600)
      }),
    )
    const query = queryGrams('あいうえおかきくけこ'.repeat(1000))
    expect(query.kind === 'grams' && query.grams.length <= 100).toBe(true)
  })
})
