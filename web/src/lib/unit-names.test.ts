import { expect, test } from 'vitest'
import { unitName } from './unit-names.ts'

test('a unit goes by its English name in English, and by its own where it has no other', () => {
  const unit = { name: '情報システム部', nameEn: 'Information Systems' }
  expect(unitName(unit, 'en')).toBe('Information Systems')
  expect(unitName(unit, 'ja')).toBe('情報システム部')
  expect(unitName({ ...unit, nameEn: '' }, 'en')).toBe('情報システム部')
})
