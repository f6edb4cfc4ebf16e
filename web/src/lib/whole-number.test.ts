import { expect, test } from 'vitest'
import { readWholeNumber } from './whole-number.ts'

test.each([
  ['８，４００', 8400],
  ['84 000 000', 84_000_000],
  ['0', 0],
  ['999999999999999', 999_999_999_999_999],
  ['', null],
  ['　', null],
  ['約300', undefined],
  ['1,200万', undefined],
  ['-3', undefined],
  ['2.5', undefined],
  ['1000000000000000', undefined],
])('“%s” is read as %s', (text, number) => expect(readWholeNumber(text)).toBe(number))
