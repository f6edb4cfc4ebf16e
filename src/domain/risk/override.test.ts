import { describe, expect, it } from 'vitest'
import { effectiveLevel, type LevelOverride, overrideProblems } from './override.ts'
import { day } from './policy.fixture.ts'

const override: LevelOverride = {
  level: 'R1',
  reason: 'Work moved to our own premises',
  askedBy: 'tanaka',
  approvedBy: 'suzuki',
  expiresOn: day('2026-12-31'),
}

describe('override of a level', () => {
  it.each([
    ['the day before its expiry', '2026-12-30', 'R1', 'in_force'],
    ['on its expiry day', '2026-12-31', 'R1', 'in_force'],
    ['the day after', '2027-01-01', 'R3', 'expired'],
  ] as const)('%s', (_, today, effective, state) => {
    expect(effectiveLevel('R3', override, day(today))).toEqual({ computed: 'R3', effective, override: state })
  })

  it('may raise a level, and set one for a partner without a rating', () => {
    const raise = { ...override, level: 'R4' } as const
    expect(effectiveLevel('R1', raise, day('2026-12-01')).effective).toBe('R4')
    expect(effectiveLevel(null, raise, day('2026-12-01'))).toEqual({
      computed: null,
      effective: 'R4',
      override: 'in_force',
    })
  })

  it('leaves the computed level without an override', () => {
    expect(effectiveLevel(null, null, day('2026-12-01'))).toEqual({ computed: null, effective: null, override: 'none' })
  })

  it.each([
    ['without a reason', { reason: ' ' }, ['reason_missing']],
    ['without an approver', { approvedBy: null }, ['approver_missing']],
    ['approved by the one who asked', { approvedBy: 'tanaka' }, ['approved_by_asker']],
    ['asked for with an expiry in the past', { expiresOn: day('2026-11-01') }, ['expired']],
  ])('has no effect %s', (_, change, problems) => {
    const broken = { ...override, ...change }
    expect(overrideProblems(broken, day('2026-12-01'))).toEqual(problems)
    expect(effectiveLevel('R3', broken, day('2026-12-01')).effective).toBe('R3')
  })
})
