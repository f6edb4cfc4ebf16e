import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDigit, parseCorporateNumber } from './corporate-number.ts'
import { parseEmail } from './email.ts'
import { foldForCp932, neutraliseFormula, restoreFormula, unmappableCharacters } from './export.ts'

describe('法人番号', () => {
  test.each([
    ['7000012050002', '7000012050002'],
    ['４０１１００１０９８９９３', '4011001098993'],
    ['2-1209-0100-7402', '2120901007402'],
    [' 4000 0120 90001 ', '4000012090001'],
    ['4000012090001.0', '4000012090001'],
  ])('%s is read', (text, value) => expect(parseCorporateNumber(text)).toEqual({ ok: true, value }))

  test.each([
    ['', 'empty'],
    ['7.00001E+12', 'damagedByExponent'],
    ['１．２３Ｅ＋１２', 'damagedByExponent'],
    ['700001205000', 'wrongLength'],
    ['8000012050002', 'checkDigit'],
    ['7000012050003', 'checkDigit'],
    ['70000120500O2', 'notDigits'],
  ])('%s is refused: %s', (text, reason) => expect(parseCorporateNumber(text)).toEqual({ ok: false, reason }))

  test('the check digit accepts exactly one first digit and sees every single changed digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (twelve) => {
        const accepted = [...'0123456789'].filter((first) => parseCorporateNumber(first + twelve).ok)
        expect(accepted).toEqual([String(checkDigit(twelve))])
      }),
    )
  })
})

describe('インボイス number of a company', () => {
  test.each(['T7000012050002', 'Ｔ７０００－０１２０－５０００２', 't 7000012050002'])('%s is its 法人番号', (text) => {
    expect(parseCorporateNumber(text)).toEqual({ ok: true, value: '7000012050002' })
  })
  test.each([
    ['T1234567890123', 'checkDigit'],
    ['T123', 'wrongLength'],
    ['TT7000012050002', 'notDigits'],
    ['T', 'notDigits'],
  ])('%s is none: %s', (text, reason) => {
    expect(parseCorporateNumber(text)).toEqual({ ok: false, reason })
  })
})

describe('mail address', () => {
  test.each([
    ['Taro.Yamada@Example.CO.JP', 'Taro.Yamada@example.co.jp'],
    ['ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ', 'taro@example.jp'],
    ['mailto:a+b@x-y.example', 'a+b@x-y.example'],
    ['taro..y.@docomo.example', 'taro..y.@docomo.example'],
  ])('%s', (text, value) => expect(parseEmail(text)).toEqual({ ok: true, value }))
  test.each([
    'a',
    'a@b',
    '@example.jp',
    'a@@example.jp',
    'a b@example.jp',
    'a@example.jp\r\nBcc: x@example.jp',
    'a@-x.jp',
    'a@1.2.3.4',
    'a@x..jp',
    '山田@example.jp',
  ])('%s is none', (text) => expect(parseEmail(text)).toEqual({ ok: false, reason: 'notAnAddress' }))
  test('long ones are refused', () => {
    expect(parseEmail(`${'a'.repeat(250)}@example.jp`)).toEqual({ ok: false, reason: 'tooLong' })
    expect(parseEmail(`${'a'.repeat(65)}@example.jp`).ok).toBe(false)
    expect(parseEmail(' ')).toEqual({ ok: false, reason: 'empty' })
  })
  test('an accepted address holds nothing that could break a mail header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme' })), (text) => {
        const parsed = parseEmail(text)
        if (parsed.ok) expect(parsed.value).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+$/)
      }),
    )
  })
})

describe('export', () => {
  test.each(['=1+1', '+81 3', '-5', '-', '@SUM(A1)', '\tx', '\rx', "'=1"])('%j is neutralised', (text) =>
    expect(neutraliseFormula(text)).toBe(`'${text}`),
  )
  test.each(['株式会社東芝', '5-1', "'quoted'", "O'Neill", '－', '＝', ''])('%j stays', (text) =>
    expect(neutraliseFormula(text)).toBe(text),
  )
  test('coming back, every text is what it was', () => {
    const texts = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', '社') })
    fc.assert(
      fc.property(texts, (text) => {
        expect(restoreFormula(neutraliseFormula(text))).toBe(text)
        expect(neutraliseFormula(text)).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
  test('CP932: twins are replaced, the rest is listed once', () => {
    expect(foldForCp932('A−B—C〜D‖')).toBe('A－B―C～D∥')
    expect(unmappableCharacters('𠮷野㐂屋𠮷', (letter) => letter !== '𠮷' && letter !== '㐂')).toEqual(['𠮷', '㐂'])
  })
})
