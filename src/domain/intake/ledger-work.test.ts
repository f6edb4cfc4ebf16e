import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWorkPlan, type KnownWork, type StatedWork, type WorkNote } from './ledger-work.ts'

const work = (facts: Partial<StatedWork>): StatedWork => ({
  unitId: null,
  purpose: '給与計算',
  yearlyFee: null,
  periodStart: null,
  periodEnd: null,
  ...facts,
})

const carryOut = (known: readonly KnownWork[], rows: readonly StatedWork[], mark: string) => {
  const plan = createWorkPlan(known)
  const notes: WorkNote[] = []
  const outcomes = rows.map((row, at) => plan.take('partner', row, at + 2, notes))
  const byId = new Map(known.map((entry) => [entry.id, entry]))
  for (const [at, { id, after }] of plan.works().entries()) {
    const own = id ?? `${mark}${String(at).padStart(3, '0')}`
    byId.set(own, { ...after, id: own, partnerId: 'partner' })
  }
  return { outcomes, notes, known: [...byId.values()] }
}

const maybe = <T>(...values: T[]) => fc.constantFrom<T | null>(null, ...values)
const rows = fc.array(
  fc.record({
    unitId: maybe('unit-a', 'unit-b'),
    purpose: fc.constantFrom('給与計算', '給与 計算', '清掃'),
    yearlyFee: maybe(100, 200),
    periodStart: maybe('2025-04-01', '2026-04-01'),
    periodEnd: maybe('2025-03-31', '2027-03-31'),
  }),
  { maxLength: 8 },
)

describe('work that a ledger states', () => {
  it('is the same after a second reading, and never ends before it begins', () => {
    fc.assert(
      fc.property(rows, rows, (older, newer) => {
        const first = carryOut(carryOut([], older, 'a').known, newer, 'b')
        const second = carryOut(first.known, newer, 'c')
        expect(second.outcomes.filter((outcome) => outcome !== 'unchanged')).toEqual([])
        expect(second.known).toEqual(first.known)
        for (const { periodStart, periodEnd } of first.known)
          if (periodStart !== null && periodEnd !== null) expect(periodStart <= periodEnd).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is one engagement for each department and purpose, and one without a department means the oldest', () => {
    const { outcomes, known } = carryOut(
      [],
      [work({ unitId: 'unit-a' }), work({ unitId: 'unit-b' }), work({ unitId: 'unit-a', purpose: '清掃' })],
      'a',
    )
    expect([outcomes, known.length]).toEqual([['create', 'create', 'create'], 3])
    const later = carryOut(known, [work({ yearlyFee: 500 })], 'b')
    expect([later.outcomes, later.known.length]).toEqual([['update'], 3])
    expect(later.known[0]).toMatchObject({ unitId: 'unit-a', yearlyFee: 500 })
  })

  it('tells which row differs and that a period ends before it begins', () => {
    const { notes } = carryOut(
      [],
      [
        work({ yearlyFee: 1, periodStart: '2026-04-01' }),
        work({ yearlyFee: 2 }),
        work({ purpose: '清掃', periodStart: '2026-04-01', periodEnd: '2026-03-31' }),
      ],
      'a',
    )
    expect(notes.map(({ code, field, params }) => [code, field, params])).toEqual([
      ['differsFromRow', 'fee', { row: 2 }],
      ['periodReversed', 'contractEnd', {}],
    ])
  })
})
