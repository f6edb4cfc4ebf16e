import { describe, expect, test } from 'vitest'
import { firstFilter, readImportSearch, stepOf } from './import-step.ts'

const standing = { state: 'preview', kind: 'partners', remembered: false, unitAsked: [] } as const

describe('the step an import opens with', () => {
  test.each([
    ['a new file asks what its columns mean', standing, undefined, 'columns'],
    ['a file with known headings goes on to its rows', { ...standing, remembered: true }, undefined, 'rows'],
    ['a missing unit is asked first', { ...standing, remembered: true, unitAsked: [3] }, undefined, 'columns'],
    ['the address wins', { ...standing, remembered: true }, 'columns', 'columns'],
    ['there is no result before committing', standing, 'result', 'columns'],
    ['after committing there is only the result', { ...standing, state: 'committed' }, 'rows', 'result'],
    ['the national register has no columns to assign', { ...standing, kind: 'corporate-numbers' }, 'columns', 'rows'],
  ] as const)('%s', (_name, given, wanted, step) => expect(stepOf(given, wanted)).toBe(step))
})

test('the rows that need a person come first', () => {
  const counts = { rows: 9, create: 5, update: 0, unchanged: 0, ask: 0, reject: 0 }
  expect(firstFilter({ ...counts, ask: 1, reject: 2 })).toBe('ask')
  expect(firstFilter({ ...counts, reject: 2 })).toBe('reject')
  expect(firstFilter(counts)).toBe('all')
})

test('an address with unknown words shows the import as it opens', () => {
  expect(readImportSearch({ step: 'rows', show: 'ask' })).toEqual({ step: 'rows', show: 'ask' })
  expect(readImportSearch({ step: 'x', show: 3, other: '1' })).toEqual({})
})
