import { expect, test } from 'vitest'
import { hasKana, isUnread, writtenIn } from './portal-language.ts'

test('a text nobody has translated is known by its letters', () => {
  expect(writtenIn('Do you train new staff?', 'th')).toBe('en')
  expect(writtenIn('新しい方に教えていますか', 'zh-CN')).toBe('ja')
  expect(writtenIn('Bạn có đào tạo nhân viên mới không?', 'vi')).toBe('vi')
})

test('words written by us in Japanese are told from Chinese ones', () => {
  expect(hasKana('図面を守るためです')).toBe(true)
  expect(hasKana('保护图纸')).toBe(false)
})

test('only the languages we wrote ourselves need no native reader', () =>
  expect((['ja', 'en', 'zh-CN', 'vi', 'th'] as const).filter(isUnread)).toEqual(['zh-CN', 'vi', 'th']))
