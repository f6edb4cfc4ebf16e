import { describe, expect, it } from 'vitest'
import { MATURITY_BANDS } from '../maturity/policy.ts'
import { cycles } from './calendar.fixture.ts'
import { monthlyWorkload, questionnaireInterval } from './workload.ts'

describe('how often a partner is sent a questionnaire', () => {
  it.each([
    ['R4', [12, 12, 12, 12, 12], 12],
    ['R3', [3, 3, 3, 3, 3], 3],
    ['R2', [6, 6, 3, 6, 6], 6],
    ['R1', [6, 6, 6, 12, 12], 12],
    ['R0', [12, 12, 12, 36, 36], 36],
  ] as const)('%s: M1 to M5 every %j months, %i while the band is unknown', (level, months, unknown) => {
    expect(MATURITY_BANDS.map((band) => questionnaireInterval(cycles, level, band))).toEqual(months)
    expect(questionnaireInterval(cycles, level, null)).toBe(unknown)
  })
})

describe('workload of a policy', () => {
  it('counts questionnaires only: monthly watching sends none, quarterly ones are sent each quarter', () => {
    const counts = [
      { level: 'R4', band: 'M4', partners: 60 },
      { level: 'R3', band: 'M4', partners: 30 },
      { level: 'R1', band: 'M5', partners: 120 },
    ] as const
    expect(monthlyWorkload(cycles, counts)).toEqual({ requests: 25, mails: 75, reviewerHours: 24 })
  })

  it('comes to about 2,800 questionnaires a year for 2,000 partners, not to one for every evaluation', () => {
    const shares = { R4: 40, R3: 160, R2: 400, R1: 800, R0: 600 } as const
    const counts = Object.entries(shares).map(([level, partners]) => ({
      level: level as keyof typeof shares,
      band: null,
      partners,
    }))
    const yearly = monthlyWorkload(cycles, counts).requests * 12
    expect(yearly).toBeGreaterThan(2_000)
    expect(yearly).toBeLessThan(3_000)
  })

  it('rounds up once, not per line', () => {
    const third = { level: 'R0', band: 'M5', partners: 12 } as const
    expect(monthlyWorkload(cycles, [third, third, third]).requests).toBe(1)
    expect(monthlyWorkload(cycles, []).requests).toBe(0)
  })

  it('does not round a whole number up because of how fractions are stored', () => {
    const counts = [
      { level: 'R0', band: 'M5', partners: 3 },
      { level: 'R1', band: 'M5', partners: 25 },
      { level: 'R0', band: 'M4', partners: 30 },
    ] as const
    expect(monthlyWorkload(cycles, counts).requests).toBe(3)
  })
})
