import { describe, expect, it } from 'vitest'
import { securityActionAdvice } from './security-action.ts'

describe('advice about SECURITY ACTION', () => {
  it.each([
    [0, false, false, 'invite'],
    [1, false, false, 'check_effect'],
    [1, true, true, 'check_effect'],
    [2, false, false, 'see_policy'],
    [2, true, false, 'see_policy'],
    [2, false, true, 'see_policy'],
    [2, true, true, 'keep'],
  ] as const)('%i stars, checked %s, policy seen %s: %s', (stars, checked, policySeen, step) => {
    const advice = securityActionAdvice({ stars, checked, policySeen })
    expect(advice.step).toBe(step)
    expect(advice.ja).not.toBe('')
    expect(advice.en).not.toBe('')
  })
})
