import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountUnitOf, readAmount, readCount, readScore } from './amounts.ts'
import { readContacts } from './contacts.ts'
import { readCountry } from './countries.ts'
import { COUNTRIES } from './country-table.ts'
import { type CellReading, readTags, readText } from './values.ts'

const value = <T>(reading: CellReading<T>) => (reading.ok ? reading.value : reading.reason)
const remarks = <T>(reading: CellReading<T>) => (reading.ok ? reading.remarks.map(({ code }) => code) : [])

describe('cells that say nothing', () => {
  test.each([
    '－',
    'ー',
    '---',
    'なし',
    '該当なし',
    '申請中',
    '（申請中）',
    '未定',
    'N/A',
    'n.a.',
    '？',
    '#N/A',
    '#REF!',
    'ｎｕｌｌ',
  ])('%s is empty, with a remark', (text) => {
    for (const reading of [
      readText(text, 50),
      readAmount(text, 'yen'),
      readCount(text),
      readCountry(text),
      readScore(text),
    ]) {
      expect(value<unknown>(reading)).toBeNull()
      expect(remarks<unknown>(reading)).toHaveLength(1)
    }
  })
  test.each(['', ' ', '　\n'])('%j is empty without a remark', (text) =>
    expect(readText(text, 50)).toEqual({ ok: true, value: null, remarks: [] }),
  )
})

describe('text', () => {
  test('stays as written, width and variants included', () =>
    expect(readText('　㈱髙田ＡＢＣ ', 50)).toEqual({ ok: true, value: '㈱髙田ＡＢＣ', remarks: [] }))
  test('loses invisible control characters, with a remark', () => {
    const reading = readText('東\u0000芝\u001b', 50)
    expect([value(reading), remarks(reading)]).toEqual(['東芝', ['invisibleRemoved']])
  })
  test('too long is refused', () => expect(value(readText('あ'.repeat(51), 50))).toBe('tooLong'))
  test.each(['同上', '〃'])('%s repeats another cell, which is not guessed', (text) =>
    expect(value(readText(text, 50))).toBe('ditto'),
  )
  test('tags', () => expect(value(readTags('重要、IT；重要\nクラウド', 100))).toEqual(['重要', 'IT', 'クラウド']))
  test('never holds a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const reading = readText(text, 1000)
        if (reading.ok && reading.value !== null) expect(reading.value).not.toMatch(/(?![\t\n])\p{Cc}/u)
      }),
    )
  })
})

describe('amounts in yen', () => {
  test.each([
    ['1,491', 'millionYen', 1_491_000_000],
    ['１，０００万円', null, 10_000_000],
    ['3億5,000万円', 'millionYen', 350_000_000],
    ['3億5千万円', null, 350_000_000],
    ['1.5億円', null, 150_000_000],
    ['2兆円', null, 2_000_000_000_000],
    ['500千円', 'millionYen', 500_000],
    ['100百万円', null, 100_000_000],
    ['¥1,000,000', null, 1_000_000],
    ['￥1,000,000-', 'thousandYen', 1_000_000],
    ['1234', 'yen', 1234],
    ['0', null, 0],
    ['12.5', 'thousandYen', 12_500],
    ['3000万', null, 30_000_000],
  ] as const)('%s (%s) = %d', (text, unit, expected) =>
    expect(readAmount(text, unit)).toEqual({ ok: true, value: expected, remarks: [] }),
  )
  test.each([
    ['1,000', null, 'unitUnknown'],
    ['US$1,000', 'yen', 'foreignCurrency'],
    ['1000ドル', 'yen', 'foreignCurrency'],
    ['▲500', 'yen', 'negative'],
    ['-500', 'yen', 'negative'],
    ['100〜200', 'yen', 'range'],
    ['要確認', 'yen', 'notANumber'],
    ['1.2.3', 'yen', 'notANumber'],
    ['999999999999999999', 'millionYen', 'outOfRange'],
  ] as const)('%s (%s) is refused: %s', (text, unit, reason) => expect(value(readAmount(text, unit))).toBe(reason))
  test('what is lost or vague is said', () => {
    expect(readAmount('0.5', 'yen')).toMatchObject({ value: 0, remarks: [{ code: 'fractionDropped' }] })
    expect(readAmount('約1,000万円', null)).toMatchObject({ value: 10_000_000, remarks: [{ code: 'approximate' }] })
  })
  test.each([
    ['資本金（百万円）', 'millionYen'],
    ['年間取引額［単位：千円］', 'thousandYen'],
    ['資本金(万円)', 'tenThousandYen'],
    ['Capital (JPY million)', 'millionYen'],
    ['取引額（円）', 'yen'],
    ['資本金', null],
  ])('the unit of %s is %s', (heading, unit) => expect(amountUnitOf(heading)).toBe(unit))
  test('thousands separators and width change nothing', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), (number) => {
        const wide = number
          .toLocaleString('en')
          .replace(/[\d,]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
        expect(value(readAmount(wide, 'thousandYen'))).toBe(number * 1000)
        expect(value(readCount(`${wide}名`))).toBe(number <= 100_000_000 ? number : 'outOfRange')
      }),
    )
  })
})

describe('counts and scores', () => {
  test.each([
    ['１，２００名', 1200, []],
    ['約300人', 300, ['approximate']],
    ['300名以上', 300, ['approximate']],
    ['1.2万人', 12_000, []],
    ['50', 50, []],
  ])('%s = %d', (text, expected, said) => {
    const reading = readCount(text)
    expect([value(reading), remarks(reading)]).toEqual([expected, said])
  })
  test.each([
    ['50〜100名', 'range'],
    ['1.5', 'notWhole'],
    ['連結12000 単体3000', 'notANumber'],
    ['-3', 'negative'],
    ['名', 'notANumber'],
  ])('%s is refused: %s', (text, reason) => expect(value(readCount(text))).toBe(reason))
  test.each([
    ['85.5点', 8550],
    ['１００', 10_000],
    ['89.65%', 8965],
    ['101', 'outOfRange'],
    ['100.001', 'outOfRange'],
    ['A', 'notANumber'],
  ])('score %s → %s', (text, expected) => expect(value(readScore(text))).toBe(expected))
})

describe('countries', () => {
  test.each([
    ['日本', 'JP'],
    ['ベトナム', 'VN'],
    ['ヴェトナム', 'VN'],
    ['Viet Nam', 'VN'],
    ['ＶＮ', 'VN'],
    ['米国', 'US'],
    ['U.S.A.', 'US'],
    ['中国', 'CN'],
    ['香港', 'HK'],
    ['türkiye', 'TR'],
    ['NA', 'NA'],
    ['n/a', null],
    ['アトランティス', 'unknownCountry'],
    ['X', 'unknownCountry'],
  ])('%s → %s', (text, expected) => expect(value(readCountry(text))).toBe(expected))
  test('every code and name of the table leads to its own country', () => {
    const wrong = COUNTRIES.flatMap(([code, ...names]) =>
      [code, ...names].filter((name) => value(readCountry(name)) !== code),
    )
    expect(wrong).toEqual([])
  })
})

describe('contacts', () => {
  const read = (name: string, email: string, phone: string) => readContacts({ name, email, phone })
  test('one person', () => {
    expect(read('山田 太郎 様', 'taro@example.jp', '03-1234-5678')).toMatchObject({
      value: [{ name: '山田 太郎', email: 'taro@example.jp', phone: '03-1234-5678' }],
      remarks: [{ code: 'honorificRemoved' }],
    })
  })
  test('several in a cell are split and put together', () => {
    expect(read('山田、佐藤', 'yamada@example.jp\nsato@example.jp', '03-1234-5678')).toMatchObject({
      value: [
        { name: '山田', email: 'yamada@example.jp', phone: '03-1234-5678' },
        { name: '佐藤', email: 'sato@example.jp', phone: '03-1234-5678' },
      ],
      remarks: [{ code: 'contactsSplit', params: { count: 2 } }],
    })
  })
  test('names written with the address are kept', () => {
    expect(read('', '山田 太郎 <yamada@example.jp>; sato@example.jp', '')).toMatchObject({ ok: true })
    expect(value(read('', '"山田 太郎" <yamada@example.jp>', ''))).toEqual([
      { name: '山田 太郎', email: 'yamada@example.jp', phone: null },
    ])
  })
  test('no address written beside a labelled one is lost', () => {
    const contacts = value(read('', '山田 <yamada@example.jp>; sato@example.jp', ''))
    expect(Array.isArray(contacts) && contacts.map(({ email }) => email)).toEqual([
      'yamada@example.jp',
      'sato@example.jp',
    ])
  })
  test('numbers that do not agree are said', () =>
    expect(remarks(read('山田、佐藤、鈴木', 'a@example.jp b@example.jp', ''))).toEqual([
      'contactsSplit',
      'contactsNotAligned',
    ]))
  test.each([
    ['－', '', 'なし', null],
    ['山田', 'yamada(at)example.jp', '', 'badEmail'],
    ['山田', 'a@example.jp,b', '', 'badEmail'],
  ])('%s %s %s → %s', (name, email, phone, expected) => expect(value(read(name, email, phone))).toBe(expected))
})
