import { describe, expect, test } from 'vitest'
import { missingIn, setFor } from './wish-check.ts'

const wish = {
  necessity: '図面を守るためです',
  scope: ' ',
  method: '画面で',
  helpOffered: '',
  deadline: null,
  equivalentAccepted: true,
  reviewReason: '',
}

test('reason, scope, method and date are needed; blanks do not count, help is free', () => {
  expect(missingIn(wish)).toEqual(['scope', 'deadline'])
  expect(missingIn({ ...wish, scope: '受発注', deadline: '2026-12-18' })).toEqual([])
})

describe('the set a partner is asked with', () => {
  const rated = { partnerId: 'p', set: 'R2' as const, reason: 'level' as const }
  test.each([
    [rated, {}, 'R2'],
    [rated, { p: 'R1' as const }, 'R1'],
    [{ ...rated, set: null, reason: 'unrated' as const }, {}, undefined],
    [{ ...rated, set: null, reason: 'unrated' as const }, { p: 'R0' as const }, 'R0'],
    [{ ...rated, reason: 'no_set' as const }, {}, undefined],
  ])('%j with %j is %s', (proposal, sets, set) => expect(setFor(proposal, sets)).toBe(set))
})
