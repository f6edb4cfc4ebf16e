import { expect, test } from 'vitest'
import { arabicDigits } from './kanji-number.ts'

test.each([
  ['八', '8'],
  ['十', '10'],
  ['十二', '12'],
  ['二十', '20'],
  ['三十一', '31'],
  ['二〇二六', '2026'],
])('%s is %s', (kanji, digits) => expect(arabicDigits(kanji)).toBe(digits))
