import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../time.ts'
import { bandOf, decideBand, keyItemsWithoutEvidence, nextStep, tooManyNotApplicable } from './band.ts'
import type { ScoredAnswer } from './item.ts'
import { answer, answersOf, items, policy, times, today } from './policy.fixture.ts'
import { scoreChecklist } from './score.ts'

const list = items(10).map((item, index) => ({ ...item, isKey: index === 0 }))
const decide = (q0: ScoredAnswer, doneOthers: number) => {
  const answers = { ...answersOf('done', ...times(doneOthers, 'done')), q0 }
  const score = scoreChecklist(list, answers, today)
  if (!score.ok) throw new Error(score.reason)
  return decideBand(policy, score, list, answers, today)
}

describe('band', () => {
  it.each([
    [8999, 'M4'],
    [9000, 'M5'],
    [6999, 'M3'],
    [7000, 'M4'],
    [4999, 'M2'],
    [5000, 'M3'],
    [2999, 'M1'],
    [3000, 'M2'],
    [0, 'M1'],
    [10_000, 'M5'],
  ] as const)('of %i hundredths is %s', (numerator, band) => {
    expect(bandOf(policy, { numerator, denominator: 10_000 })).toBe(band)
  })

  it('is not rounded over a threshold by a hair', () => {
    expect(bandOf(policy, { numerator: 899_999_999, denominator: 1_000_000_000 })).toBe('M4')
  })

  it.each([
    ['evidence is there', answer('done', 'evidenced'), 9, { band: 'M5', byScore: 'M5', cappedBy: [] }],
    ['an audit saw it', answer('done', 'audited'), 9, { band: 'M5', byScore: 'M5', cappedBy: [] }],
    ['it is only declared', answer('done'), 9, { band: 'M3', byScore: 'M5', cappedBy: ['q0'] }],
    ['it is not done at all', answer('not'), 9, { band: 'M3', byScore: 'M5', cappedBy: ['q0'] }],
    [
      'evidence shows that it is not done',
      answer('not', 'evidenced'),
      9,
      { band: 'M3', byScore: 'M5', cappedBy: ['q0'] },
    ],
    ['it does not apply', answer('na'), 9, { band: 'M5', byScore: 'M5', cappedBy: [] }],
    ['the score is M3 anyway', answer('done'), 5, { band: 'M3', byScore: 'M3', cappedBy: [] }],
    ['the score is M2 anyway', answer('done'), 2, { band: 'M2', byScore: 'M2', cappedBy: [] }],
    [
      'an approved measure stands in',
      { ...answer('not'), compensatedUntil: today },
      9,
      { band: 'M5', byScore: 'M5', cappedBy: [] },
    ],
    [
      'the measure that stood in ended',
      { ...answer('not'), compensatedUntil: '2026-11-20' as PlainDate },
      9,
      { band: 'M3', byScore: 'M5', cappedBy: ['q0'] },
    ],
  ] as const)('of a checklist with a key item where %s', (_, q0, others, decision) => {
    expect(decide(q0, others)).toEqual(decision)
  })

  it('lists unanswered key items as lacking evidence', () => {
    expect(keyItemsWithoutEvidence(list, {}, today)).toEqual(['q0'])
  })

  it.each([
    ['M5', 'yearly_check', 12, false],
    ['M4', 'half_yearly', 6, false],
    ['M3', 'quarterly', 3, false],
    ['M2', 'monthly', 1, false],
    ['M1', 'monthly_and_decide', 1, true],
  ] as const)('%s leads to %s', (band, code, months, personDecides) => {
    expect(nextStep(policy, band)).toMatchObject({ code, months, personDecides })
  })

  it.each([
    [30, 6, false],
    [30, 7, true],
    [10, 2, false],
    [10, 3, true],
    [0, 0, false],
  ])('of %i items %i not applicable: flagged %s', (count, notApplicable, flagged) => {
    expect(tooManyNotApplicable(policy, items(count), answersOf(...times(notApplicable, 'na')))).toBe(flagged)
  })
})
