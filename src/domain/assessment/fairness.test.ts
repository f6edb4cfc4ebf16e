import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../time.ts'
import { checkFairness, type FairnessFields } from './fairness.ts'

const today = '2026-11-21' as PlainDate
const fair: FairnessFields = {
  necessity: 'Drawings of unreleased products are handled',
  scope: 'The design team',
  method: '15 questions, about 40 minutes',
  deadline: '2026-12-11' as PlainDate,
  demandsStar4: false,
  connected: false,
  individualReview: 'missing',
}

describe('fairness before sending', () => {
  it.each<[string, Partial<FairnessFields>, readonly string[]]>([
    ['all is said', {}, []],
    ['due today', { deadline: today }, []],
    ['no necessity', { necessity: '' }, ['necessity_missing']],
    ['blank scope (full-width space)', { scope: '\u3000' }, ['scope_missing']],
    ['no method', { method: ' ' }, ['method_missing']],
    ['no deadline', { deadline: null }, ['deadline_missing']],
    ['deadline yesterday', { deadline: '2026-11-20' as PlainDate }, ['deadline_past']],
    ['★4 from an unconnected partner', { demandsStar4: true }, ['individual_review_needed']],
    ['★4 from a connected partner', { demandsStar4: true, connected: true }, []],
    ['★4 after individual review', { demandsStar4: true, individualReview: 'done' }, []],
    [
      '★4 nobody can decide on',
      { demandsStar4: true, individualReview: 'no_decider' },
      ['individual_review_no_decider'],
    ],
    [
      '★4 nobody can approve',
      { demandsStar4: true, individualReview: 'no_approver' },
      ['individual_review_no_approver'],
    ],
    ['★4 while the review waits', { demandsStar4: true, individualReview: 'waiting' }, ['individual_review_waiting']],
    [
      '★4 after the review was refused',
      { demandsStar4: true, individualReview: 'refused' },
      ['individual_review_refused'],
    ],
    [
      'nothing said at all',
      { necessity: '', scope: '', method: '', deadline: null, demandsStar4: true },
      ['necessity_missing', 'scope_missing', 'method_missing', 'deadline_missing', 'individual_review_needed'],
    ],
  ])('%s', (_, change, problems) => {
    const outcome = checkFairness({ ...fair, ...change }, today)
    expect(outcome).toEqual(problems.length === 0 ? { ok: true } : { ok: false, reason: 'unfair', problems })
  })
})
