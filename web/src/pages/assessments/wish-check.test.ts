import { describe, expect, test } from 'vitest'
import { isChanged, missingIn, setFor } from './wish-check.ts'

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

describe('what was saved of a request', () => {
  const saved = {
    necessity: '個人情報を預けているため',
    scope: '全社',
    method: 'オンライン',
    helpOffered: '',
    deadline: '2026-12-18',
    equivalentAccepted: true,
    reviewReason: '',
  }
  test('is what the page shows, whatever else comes with it', () =>
    expect(isChanged({ ...saved, ...{ id: 'a', version: 3 } }, saved)).toBe(false))
  test('is another thing once a word or the day is changed: it is saved before anything goes out', () => {
    expect(isChanged({ ...saved, scope: '本社' }, saved)).toBe(true)
    expect(isChanged({ ...saved, deadline: '2026-12-25' }, saved)).toBe(true)
    expect(isChanged({ ...saved, equivalentAccepted: false }, saved)).toBe(true)
  })
})
