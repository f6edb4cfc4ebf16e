import { keysOf } from '../src/features/partners/partner.service.ts'
import { newId } from '../src/platform/ids.ts'
import { companyName } from './names.ts'
import type { MakeAnswers } from './shipped-policy.ts'

/** How the search pieces of a partner are told apart inside one text. */
export const GRAM_END = '\u0001'
const CODES = ['JP', 'JP', 'JP', 'JP', 'JP', 'JP', 'JP', 'JP', 'VN', 'TH'] as const
const STATES = ['none', 'none', 'open', 'submitted', 'confirmed'] as const

// One in twenty evaluations and one in three answers are late: a register that has fallen behind.
const LATE_AT_MOST = 20
const dayFromToday = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

export type Row = ReturnType<typeof makePartner>

/** Makes one partner that does not exist, with the engagement its level follows from. */
export const makePartner = (no: number, random: () => number, makeAnswers: MakeAnswers, units: readonly string[]) => {
  const { name, reading } = companyName(random)
  const code = `P${String(no).padStart(6, '0')}`
  const { search, ...keys } = keysOf({ name, reading, nameEn: '', formerNames: [], code, corporateNumber: null })
  const rated = makeAnswers(Math.floor(random() ** 2 * 3), Math.floor(random() * 3), random)
  const state = STATES[Math.floor(random() * STATES.length)] ?? 'none'
  const confirmed = state === 'confirmed'
  return {
    id: newId(),
    code,
    name,
    reading,
    country: CODES[Math.floor(random() * CODES.length)] ?? 'JP',
    ...keys,
    searchKey: search.key,
    grams: search.grams.join(GRAM_END),
    ...rated,
    engagementId: newId(),
    answers: JSON.stringify(rated.answers),
    maturity: confirmed ? 1 + Math.floor(random() * 5) : null,
    scoreBp: confirmed ? Math.floor(random() * 10_000) : null,
    state,
    unit: units[Math.floor(random() * units.length)] ?? '',
    nextDue: dayFromToday(Math.floor(random() * 380) - LATE_AT_MOST),
    answerDue: state === 'open' ? dayFromToday(Math.floor(random() * 60) - LATE_AT_MOST) : null,
  }
}

/** One column of many partners, as an array for the database. */
export const column = <K extends keyof Row>(rows: readonly Row[], key: K): Row[K][] => rows.map((row) => row[key])
