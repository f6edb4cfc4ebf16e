import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLedgerPlan, type PlanRow, type RegisteredFacts } from './ledger-plan.ts'

const row = (number: number, facts: PlanRow['facts'], decision: PlanRow['decision'] = null): PlanRow => ({
  number,
  facts,
  contacts: [],
  held: false,
  decision,
})

/** Carries a plan out on a register kept in memory. */
const carryOut = (register: readonly RegisteredFacts[], rows: readonly PlanRow[], mark: string) => {
  const plan = createLedgerPlan(register)
  const placed = plan.settle(
    rows,
    rows.map((entry) => plan.place(entry)),
  )
  const byId = new Map(register.map((partner) => [partner.id, partner]))
  for (const { ref, before, after, newContacts } of plan.partners()) {
    const id = before?.id ?? `${mark}${ref}`
    byId.set(id, { ...after, id, archived: false, contacts: [...(before?.contacts ?? []), ...newContacts] })
  }
  return { placed, register: [...byId.values()] }
}

const maybe = <T>(...values: T[]) => fc.constantFrom<T | null>(null, ...values)
const facts = fc.record({
  code: maybe('A', 'B', 'C'),
  name: maybe('株式会社高橋', '(株)髙橋', '青葉', '青葉商事'),
  corporateNumber: maybe('7000012050002', '4011001098993', '2120901007402'),
  address: maybe('東京都港区1', '大阪市北区2'),
  employees: maybe(1, 2),
  reading: maybe('タカハシ', 'アオバ'),
  tags: maybe(['x'], ['x', 'y']),
})
const ledger = fc.array(facts, { maxLength: 12 }).map((list) => list.map((entry, at) => row(at + 2, entry)))

describe('a ledger brought in twice', () => {
  it('makes and changes nothing the second time, whatever it holds', () => {
    fc.assert(
      fc.property(ledger, ledger, (older, rows) => {
        const start = carryOut([], older, 'old-').register
        const first = carryOut(start, rows, 'new-')
        const second = carryOut(first.register, rows, 'again-')
        expect(second.placed.filter(({ outcome }) => outcome === 'create' || outcome === 'update')).toEqual([])
        expect(second.register).toEqual(first.register)
      }),
      { numRuns: 2_000 },
    )
  })

  it('never lets two partners hold one code', () => {
    fc.assert(
      fc.property(ledger, ledger, (older, rows) => {
        const { register } = carryOut(carryOut([], older, 'old-').register, rows, 'new-')
        const codes = register.flatMap(({ code }) => (code === null ? [] : [code]))
        expect(new Set(codes).size).toBe(codes.length)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a decision', () => {
  const known = carryOut([], [row(2, { code: 'A', name: '高橋', address: '東京都港区1' })], 'k-').register
  const asked = { name: '高橋', address: '大阪市北区2' }
  it.each([
    ['is asked without one', null, 'ask'],
    ['updates the partner chosen', { kind: 'partner', ref: 'k-row:2' }, 'update'],
    ['makes a new partner', { kind: 'new' }, 'create'],
    ['leaves the row out', { kind: 'leaveOut' }, 'reject'],
    ['about a partner that is gone is asked again', { kind: 'partner', ref: 'gone' }, 'ask'],
  ] as const)('%s', (_name, decision, outcome) => {
    const [placed] = carryOut(known, [row(9, asked, decision)], 'n-').placed
    expect([placed?.outcome, placed?.candidates]).toEqual([outcome, ['k-row:2']])
  })
})

it('keeps a former name when a ledger brings a new one, and the present name when it brings the old one', () => {
  const start = carryOut([], [row(2, { code: 'A', name: '旧社名' })], 'k-').register
  const renamed = carryOut(start, [row(2, { code: 'A', name: '新社名' })], 'n-').register
  expect([renamed[0]?.name, renamed[0]?.formerNames]).toEqual(['新社名', ['旧社名']])
  const stale = carryOut(renamed, [row(2, { code: 'A', name: '旧社名' })], 'o-')
  expect([stale.placed[0]?.outcome, stale.register[0]?.name]).toEqual(['unchanged', '新社名'])
})
