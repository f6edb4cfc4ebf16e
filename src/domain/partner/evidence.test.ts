import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../time.ts'
import { certificateKey, evidenceState, gradeFits } from './evidence.ts'

const day = (text: string) => text as PlainDate

describe('where evidence stands', () => {
  it.each([
    [null, 'no_expiry'],
    ['2026-11-20', 'expired'],
    ['2026-11-21', 'expiring'],
    ['2027-02-19', 'expiring'],
    ['2027-02-20', 'valid'],
  ] as const)('expiry %s is %s on 2026-11-21', (expires, state) => {
    expect(evidenceState(expires === null ? null : day(expires), day('2026-11-21'))).toBe(state)
  })
})

describe('grades', () => {
  it.each([
    ['security_action', '1', true],
    ['security_action', '3', false],
    ['security_action', '', false],
    ['scs', '4', true],
    ['isms', '', true],
    ['isms', '1', false],
  ] as const)('%s grade "%s": %s', (kind, grade, fits) => {
    expect(gradeFits(kind, grade)).toBe(fits)
  })
})

describe('the policy’s name of a certificate', () => {
  it.each([
    ['isms', '', 'iso-27001'],
    ['soc2', 'type2', 'soc-2'],
    ['ismap', '', 'ismap'],
    ['scs', '4', 'scs-4'],
    ['security_action', '1', 'security-action-1'],
    ['other', '', null],
  ] as const)('%s %s is %s', (kind, grade, key) => expect(certificateKey(kind, grade)).toBe(key))
})
