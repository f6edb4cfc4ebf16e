import { describe, expect, test } from 'vitest'
import { type Entry, problemOf } from './answering.ts'
import { asLanguage, writtenIn } from './portal-language.ts'
import { hrefOf, type Place, readPlace, tokenIn } from './portal-place.ts'
import { pointsOf } from './ResultSheet.tsx'
import { refusalOf } from './upload.ts'

const entry = (value: Entry['value'], comment = ''): Entry => ({ value, comment, equivalent: false })

describe('an entry', () => {
  test.each([
    [entry(''), 'unanswered'],
    [entry('done'), null],
    [entry('partly'), 'comment_missing'],
    [entry('not', '  '), 'comment_missing'],
    [entry('not', '来月から'), null],
    [entry('na'), 'not_applicable_reason_missing'],
    [entry('na', '外から使えない'), null],
  ])('%j lacks %s', (given, lacking) => expect(problemOf(given)).toBe(lacking))
})

describe('the address', () => {
  test.each<Place>([
    { page: 'start' },
    { page: 'about' },
    { page: 'overview' },
    { page: 'delegates' },
    { page: 'result' },
    { page: 'question', key: 'gov-policy' },
    { page: 'messages', key: null },
    { page: 'messages', key: 'gov-policy' },
  ])('leads back to %j', (place) => expect(readPlace(hrefOf(place))).toEqual(place))
  test('tells a link from a place', () => {
    expect(tokenIn('#/q/a-very-long-question-key')).toBeNull()
    expect(tokenIn('')).toBeNull()
    expect(tokenIn(`#01a200b7-483e-724f-875d-69e06f0ef01b.${'x'.repeat(43)}`)).toHaveLength(80)
    expect(readPlace('#/q/<script>')).toEqual({ page: 'start' })
  })
})

describe('languages', () => {
  test.each([
    ['zh-Hans-CN', 'zh-CN'],
    ['en-US', 'en'],
    ['vi', 'vi'],
    ['fr', undefined],
    [null, undefined],
  ])('%s is shown in %s', (wish, shown) => expect(asLanguage(wish)).toBe(shown))
  test('a question without translation is marked as English or Japanese', () => {
    expect(writtenIn('Is it written down? – “yes”', 'vi')).toBe('en')
    expect(writtenIn('まとめていますか', 'zh-CN')).toBe('ja')
    expect(writtenIn('是否已经写成文件', 'zh-CN')).toBe('zh-CN')
    expect(writtenIn('Đã viết ra chưa', 'vi')).toBe('vi')
    expect(writtenIn('ISMS', 'ja')).toBe('ja')
  })
})

test.each([
  [7259, '72.5'],
  [-259, '2.5'],
  [9, '0.0'],
  [10000, '100.0'],
])('%i hundredths are %s points, cut', (given, points) => expect(pointsOf(given)).toBe(points))

test.each([
  [413, 'too_large', 'tooLarge'],
  [413, '', 'tooLarge'],
  [415, 'macro', 'macro'],
  [415, 'type_not_allowed', 'type'],
  [415, 'executable', 'type'],
  [409, 'assessment.evidence_full', 'full'],
  [401, 'request.unauthenticated', 'ended'],
  [409, 'assessment.locked', 'locked'],
  [0, '', 'network'],
  [500, 'internal', 'failed'],
])('a file refused with %i %s is told as %s', (status, code, why) => expect(refusalOf(status, code)).toBe(why))
