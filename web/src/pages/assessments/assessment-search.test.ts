import { describe, expect, test } from 'vitest'
import { countsOf, filterOf, readAssessmentSearch } from './assessment-search.ts'

describe('the address of the list', () => {
  test.each([
    [{}, { state: 'submitted' }],
    [
      { view: 'overdue', mine: 'true' },
      { overdue: 'true', mine: 'true' },
    ],
    [
      { view: 'waiting', partner: 'p1' },
      { state: 'sending,open,returned', partnerId: 'p1' },
    ],
    [{ view: 'made up', state: 'draft' }, { state: 'submitted' }],
    [{ view: 'all' }, {}],
  ])('%j asks the server for %j', (search, filter) => {
    expect(filterOf(readAssessmentSearch(search))).toEqual(filter)
  })
})

test('each tab counts its own states, and those still owed together', () => {
  const states = [
    { key: 'open', count: 3 },
    { key: 'returned', count: 1 },
    { key: 'submitted', count: 2 },
  ]
  expect(countsOf({ total: 6, overdue: 1, failed: 0, states })).toEqual({
    review: 2,
    waiting: 4,
    overdue: 1,
    failed: 0,
    draft: 0,
    confirmed: 0,
    all: 6,
  })
})
