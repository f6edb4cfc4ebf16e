import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RISK_LEVELS, type RiskLevel } from './level.ts'
import { partnerLevel } from './partner-level.ts'
import { day, policy } from './policy.fixture.ts'
import { type TriageAnswers, triageLevel } from './triage.ts'

const today = day('2026-11-21')
const engagement = (id: string, level: RiskLevel | null, from: string | null = null, until: string | null = null) => ({
  id,
  level,
  from: from === null ? null : day(from),
  until: until === null ? null : day(until),
})

describe('level of a partner', () => {
  it('is the highest of the live engagements and names the ones that decide', () => {
    const engagements = [engagement('a', 'R1'), engagement('b', 'R3'), engagement('c', 'R3')]
    expect(partnerLevel(engagements, 'R0', today)).toEqual({
      kind: 'rated',
      level: 'R3',
      decidedBy: ['b', 'c'],
      unrated: [],
    })
  })

  it.each([
    ['ends today', null, '2026-11-21', 'R3'],
    ['ended yesterday', null, '2026-11-20', 'R1'],
    ['starts today', '2026-11-21', null, 'R3'],
    ['starts tomorrow', '2026-11-22', null, 'R1'],
  ])('an engagement that %s', (_, from, until, level) => {
    const engagements = [engagement('a', 'R1'), engagement('b', 'R3', from, until)]
    expect(partnerLevel(engagements, null, today)).toMatchObject({ level })
  })

  it.each([
    ['no engagement and no triage', [], null, { kind: 'unrated', unrated: [] }],
    ['only an unrated engagement', [engagement('a', null)], null, { kind: 'unrated', unrated: ['a'] }],
    ['triage only', [], 'R2', { kind: 'provisional', level: 'R2', unrated: [] }],
    [
      'a higher triage while an engagement is unrated',
      [engagement('a', 'R1'), engagement('b', null)],
      'R3',
      { kind: 'provisional', level: 'R3', unrated: ['b'] },
    ],
    [
      'a lower triage while an engagement is unrated',
      [engagement('a', 'R3'), engagement('b', null)],
      'R1',
      { kind: 'rated', level: 'R3', decidedBy: ['a'], unrated: ['b'] },
    ],
    [
      'a higher triage when all is rated',
      [engagement('a', 'R1')],
      'R4',
      { kind: 'rated', level: 'R1', decidedBy: ['a'], unrated: [] },
    ],
  ] as const)('%s', (_, engagements, triage, expected) => {
    expect(partnerLevel(engagements, triage, today)).toEqual(expected)
  })

  it('is the maximum whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...RISK_LEVELS), { minLength: 1 }), (levels) => {
        const found = partnerLevel(
          levels.map((level, index) => engagement(String(index), level)),
          null,
          today,
        )
        expect(found).toMatchObject({ kind: 'rated', level: [...levels].sort().at(-1) })
      }),
    )
  })
})

describe('three-question triage', () => {
  const answers = (connected: boolean, sensitiveData: boolean, stopsWithinDay: boolean): TriageAnswers => ({
    connected,
    sensitiveData,
    stopsWithinDay,
  })

  it.each([
    [false, false, false, 'R0'],
    [false, false, true, 'R2'],
    [false, true, false, 'R2'],
    [false, true, true, 'R3'],
    [true, false, false, 'R3'],
    [true, false, true, 'R3'],
    [true, true, false, 'R4'],
    [true, true, true, 'R4'],
  ] as const)('connected %s, data %s, stop %s: %s, provisional', (connected, data, stop, level) => {
    expect(triageLevel(policy, answers(connected, data, stop))).toEqual({ ok: true, level, provisional: true })
  })

  it('names the questions nobody answered', () => {
    expect(triageLevel(policy, { ...answers(true, true, true), sensitiveData: null })).toEqual({
      ok: false,
      reason: 'incomplete',
      missing: ['sensitiveData'],
    })
  })

  it('says when no rule of the policy fits', () => {
    expect(triageLevel({ ...policy, triage: [] }, answers(true, true, true))).toMatchObject({ reason: 'no_rule' })
  })
})
