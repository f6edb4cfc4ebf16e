import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MATURITY_BANDS, type MaturityBand } from '../maturity/policy.ts'
import { RISK_LEVELS, type RiskLevel } from '../risk/level.ts'
import type { PlainDate } from '../time.ts'
import { calendar, cycles } from './calendar.fixture.ts'
import { evaluationInterval, nextEvaluation } from './next-evaluation.ts'

const day = (text: string) => text as PlainDate
const next = (level: RiskLevel, band: MaturityBand | null, confirmed: string, renewal?: string, anchorDay?: number) =>
  nextEvaluation(cycles, calendar, {
    level,
    band,
    confirmedOn: day(confirmed),
    renewalOn: renewal === undefined ? null : day(renewal),
    ...(anchorDay === undefined ? {} : { anchorDay }),
  })

describe('next evaluation', () => {
  it.each([
    ['R4', [1, 1, 1, 1, 1], 1],
    ['R3', [1, 1, 3, 3, 3], 3],
    ['R2', [1, 1, 3, 6, 6], 6],
    ['R1', [6, 6, 6, 12, 12], 12],
    ['R0', [12, 12, 12, 36, 36], 36],
  ] as const)('%s: M1 to M5 every %j months, %i while the band is unknown', (level, months, unknown) => {
    expect(MATURITY_BANDS.map((band) => evaluationInterval(cycles, level, band).months)).toEqual(months)
    expect(evaluationInterval(cycles, level, null)).toEqual({ months: unknown, decidedBy: 'level' })
  })

  it.each([
    ['R3', 'M5', '2026-08-20', '2026-11-20', '2026-11-20', 'level'],
    ['R3', 'M5', '2026-08-21', '2026-11-24', '2026-11-21', 'level'],
    ['R2', 'M3', '2026-08-23', '2026-11-24', '2026-11-23', 'band'],
    ['R2', 'M3', '2026-09-30', '2027-01-04', '2026-12-30', 'band'],
    ['R4', null, '2027-01-31', '2027-03-01', '2027-02-28', 'level'],
  ] as const)('%s %s confirmed on %s: due %s (nominally %s, by %s)', (level, band, confirmed, due, nominal, by) => {
    expect(next(level, band, confirmed)).toMatchObject({ dueOn: due, nominalOn: nominal, decidedBy: by })
  })

  it('keeps the anchor day: 31 → 28 February → 31 March', () => {
    expect(next('R4', null, '2027-01-31', undefined, 31).nominalOn).toBe('2027-02-28')
    expect(next('R4', null, '2027-02-28', undefined, 31).nominalOn).toBe('2027-03-31')
  })

  it.each([
    ['renewal first', 'M4', '2027-04-01', '2027-04-01', 'renewal'],
    ['renewal later than 36 months', 'M4', '2030-04-01', '2029-11-20', 'level'],
    ['no renewal known', 'M4', undefined, '2029-11-20', 'level'],
    ['renewal already past', 'M4', '2026-04-01', '2029-11-20', 'level'],
    ['a weak band before the renewal', 'M2', '2028-04-01', '2027-11-20', 'band'],
    ['renewal before the weak band', 'M2', '2027-04-01', '2027-04-01', 'renewal'],
  ] as const)('R0, %s', (_, band, renewal, nominalOn, decidedBy) => {
    expect(next('R0', band, '2026-11-20', renewal)).toMatchObject({ nominalOn, decidedBy })
  })

  it('ignores the renewal above R0', () => {
    expect(next('R1', 'M4', '2026-11-20', '2027-01-15')).toMatchObject({ nominalOn: '2027-11-20', decidedBy: 'level' })
  })

  it('marks a date in an unpublished year as provisional', () => {
    expect(next('R1', 'M5', '2027-06-01').provisional).toBe(true)
    expect(next('R1', 'M5', '2026-06-01').provisional).toBe(false)
  })

  it('never comes later for a higher level or a lower band', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(4), (level, band) => {
        const months = (l: number, b: number) =>
          evaluationInterval(cycles, RISK_LEVELS[l] ?? 'R4', MATURITY_BANDS[b] ?? 'M1').months
        if (level < 4) expect(months(level + 1, band)).toBeLessThanOrEqual(months(level, band))
        if (band > 0) expect(months(level, band - 1)).toBeLessThanOrEqual(months(level, band))
      }),
    )
  })
})
