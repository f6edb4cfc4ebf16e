import { describe, expect, it } from 'vitest'
import type { RiskLevel } from '../risk/level.ts'
import { moveStage, type PartnerStage, type StageMove } from './stage.ts'

const CHECKED: readonly RiskLevel[] = ['R3', 'R4']
const facts = { level: 'R1' as RiskLevel | null, checkPassed: true, exceptionApproved: false, offboardingDone: true }
const STAGES: readonly PartnerStage[] = ['candidate', 'contracted', 'ending', 'archived']
const MOVES: readonly StageMove[] = ['contract', 'decline', 'end', 'resume', 'archive', 'reopen']

describe('stages of a partner', () => {
  it('allows exactly these moves', () => {
    const found = STAGES.flatMap((stage) =>
      MOVES.flatMap((move) => {
        const outcome = moveStage(stage, move, facts, CHECKED)
        return outcome.ok ? [`${stage} → ${outcome.next}`] : []
      }),
    )
    expect(found).toEqual([
      'candidate → contracted',
      'candidate → archived',
      'contracted → ending',
      'ending → contracted',
      'ending → archived',
      'archived → candidate',
    ])
  })

  it.each([
    ['R2', false, false, 'contracted'],
    ['R3', false, false, 'check_needed'],
    ['R4', false, false, 'check_needed'],
    ['R3', true, false, 'contracted'],
    ['R4', false, true, 'contracted'],
    [null, false, false, 'unrated'],
    [null, true, false, 'contracted'],
  ] as const)('%s, checked %s, exception %s: %s', (level, checkPassed, exceptionApproved, expected) => {
    const outcome = moveStage('candidate', 'contract', { ...facts, level, checkPassed, exceptionApproved }, CHECKED)
    expect(outcome.ok ? outcome.next : outcome.reason).toBe(expected)
  })

  it('archives only after the off-boarding run', () => {
    expect(moveStage('ending', 'archive', { ...facts, offboardingDone: false }, CHECKED)).toEqual({
      ok: false,
      reason: 'offboarding_open',
    })
  })
})
