import { describe, expect, test } from 'vitest'
import { decidedOf, nextOpen, stepFrom } from './review-progress.ts'

const item = (key: string, decision: string | null, answered = true) => ({
  key,
  answer: answered ? {} : null,
  review: decision === null ? null : { decision },
})

test('only given answers are to be decided; returned ones count as decided and are named', () => {
  const items = [item('a', 'accepted'), item('b', null), item('c', 'returned'), item('d', null, false)]
  expect(decidedOf(items)).toEqual({ all: 3, decided: 2, open: ['b'], returned: ['c'] })
})

describe('walking through the questions', () => {
  const order = ['a', 'b', 'c']
  test.each([
    ['a', 1, 'b'],
    ['c', 1, 'a'],
    ['a', -1, 'c'],
  ] as const)('from %s by %i comes %s', (from, by, to) => expect(stepFrom(order, from, by)).toBe(to))
  test.each([
    ['a', ['a', 'c'], 'c'],
    ['c', ['a', 'c'], 'a'],
    ['b', ['b'], 'b'],
    ['b', [], 'b'],
  ])('from %s with %j open the next open one is %s', (from, open, to) => expect(nextOpen(order, open, from)).toBe(to))
})
