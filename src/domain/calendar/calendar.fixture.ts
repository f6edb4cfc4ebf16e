import type { PlainDate } from '../time.ts'
import type { BusinessCalendar } from './business-day.ts'
import type { CyclePolicy } from './policy.ts'

const day = (text: string): PlainDate => text as PlainDate

/** Some Japanese holidays of 2026 and 2027 (with the sandwich holiday of 2026-09-22), year-end closing; for tests. */
export const calendar: BusinessCalendar = {
  id: 'jp',
  version: '1',
  weekend: [6, 7],
  closed: new Set(
    [
      '2026-09-21',
      '2026-09-22',
      '2026-09-23',
      '2026-11-03',
      '2026-11-23',
      '2027-01-01',
      '2027-01-11',
      '2027-02-11',
      '2027-02-23',
    ].map(day),
  ),
  closedYearly: new Set(['12-29', '12-30', '12-31', '01-01', '01-02', '01-03']),
  publishedYears: new Set([2026, 2027]),
}

const shortened = { M5: 12, M4: 6, M3: 3, M2: 1, M1: 1 }

/** A literal policy for tests: the shipped intervals, with round minutes of review. */
export const cycles: CyclePolicy = {
  evaluation: {
    R4: { months: 1, atRenewal: false, bandMonths: shortened },
    R3: { months: 3, atRenewal: false, bandMonths: shortened },
    R2: { months: 6, atRenewal: false, bandMonths: shortened },
    R1: { months: 12, atRenewal: false, bandMonths: { M3: 6, M2: 6, M1: 6 } },
    R0: { months: 36, atRenewal: true, bandMonths: { M3: 12, M2: 12, M1: 12 } },
  },
  lightUpToMonths: 1,
  fullQuestionnaireMonths: 12,
  mailsPerRequest: 3,
  reviewMinutes: { R0: 10, R1: 20, R2: 30, R3: 60, R4: 120 },
}
