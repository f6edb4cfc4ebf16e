import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLedgerPlan, type PlanRow, type RegisteredFacts } from './ledger-plan.ts'

const row = (number: number, facts: PlanRow['facts'], decision: PlanRow['decision'] = null): PlanRow => ({
  number,
  facts,
  contacts: [],
  note: facts.employees === 2 ? '二人で営む' : null,
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
  for (const { ref, before, after, newContacts, newNotes } of plan.partners()) {
    const id = before?.id ?? `${mark}${ref}`
    const own = { id, archived: before?.archived ?? false, mergedInto: before?.mergedInto ?? null }
    const contacts = [...(before?.contacts ?? []), ...newContacts]
    byId.set(id, { ...after, ...own, contacts, notes: [...(before?.notes ?? []), ...newNotes] })
  }
  return { placed, register: [...byId.values()] }
}

/** The register after somebody has merged two of its partners; merged ones are left alone. */
const joined = (register: readonly RegisteredFacts[], keptAt: number, goneAt: number): RegisteredFacts[] => {
  const open = register.filter(({ mergedInto }) => mergedInto === null)
  const [kept, gone] = [open[keptAt % open.length], open[goneAt % open.length]]
  if (kept === undefined || gone === undefined || kept === gone) return [...register]
  const formerNames = [...new Set([gone.name, ...kept.formerNames, ...gone.formerNames])]
  return register.map((partner) => {
    if (partner === kept) return { ...kept, formerNames: formerNames.filter((name) => name !== kept.name) }
    return partner === gone ? { ...gone, archived: true, mergedInto: kept.id } : partner
  })
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

  it('makes and changes nothing the second time when partners have been merged', () => {
    fc.assert(
      fc.property(ledger, ledger, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }), (older, rows, merges) => {
        const start = merges.reduce(
          (register, [kept, gone]) => joined(register, kept, gone),
          carryOut([], older, 'old-').register,
        )
        const first = carryOut(start, rows, 'new-')
        const second = carryOut(first.register, rows, 'again-')
        expect(second.placed.filter(({ outcome }) => outcome === 'create' || outcome === 'update')).toEqual([])
        expect(second.register).toEqual(first.register)
        const gone = (list: readonly RegisteredFacts[]) => list.filter(({ mergedInto }) => mergedInto !== null)
        expect(gone(first.register)).toEqual(gone(start))
        const codes = first.register.flatMap(({ code }) => (code === null ? [] : [code]))
        expect(new Set(codes).size).toBe(codes.length)
      }),
      { numRuns: 2_000 },
    )
  })

  it('follows a row to the partner that it comes to mean by the rows around it', () => {
    const start = carryOut([], [row(2, { name: '(株)髙橋', address: '東京都港区1' })], 'old-').register
    const rows = [
      row(2, { name: '株式会社高橋', corporateNumber: '7000012050002' }),
      row(3, { code: 'B', name: '(株)髙橋', address: '東京都港区1', reading: 'タカハシ' }),
      row(4, { code: 'B', name: '青葉商事', corporateNumber: '7000012050002', reading: 'アオバ' }),
    ]
    const first = carryOut(start, rows, 'new-')
    expect(carryOut(first.register, rows, 'again-').register).toEqual(first.register)
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

describe('a row that means a merged partner', () => {
  const known = carryOut(
    [],
    [
      row(2, { code: 'A', name: '高橋', address: '東京都港区1', reading: 'タカハシ' }),
      row(3, { code: 'B', name: '高橋商会', address: '大阪市北区2', employees: 3 }),
    ],
    'k-',
  ).register
  const merged = joined(known, 0, 1)

  it('brings what it says beyond the merged record to the one that stands for it, and says so', () => {
    const news = row(9, { code: 'B', name: '高橋商会', address: '大阪市北区2', employees: 5, reading: null })
    const { placed, register } = carryOut(merged, [news], 'n-')
    expect(placed[0]).toMatchObject({ outcome: 'update', ref: 'k-row:2' })
    expect(placed[0]?.notes).toMatchObject([{ code: 'mergedPartner', params: { text: '高橋' } }])
    const [kept, gone] = register
    expect([kept?.code, kept?.name, kept?.address, kept?.employees]).toEqual(['A', '高橋', '東京都港区1', 5])
    expect(gone).toEqual(merged[1])
  })

  it('is no doubt when its records are one by now, but is asked when the company itself is doubtful', () => {
    const both = { code: 'A', name: '高橋', corporateNumber: '4011001098993', employees: 9 }
    const numbered = merged.map((partner) =>
      partner.code === 'B' ? { ...partner, corporateNumber: '4011001098993' } : partner,
    )
    expect(carryOut(numbered, [row(9, both)], 'n-').placed[0]).toMatchObject({ outcome: 'update', ref: 'k-row:2' })
    const other = { code: 'B', name: '高橋商会', corporateNumber: '7000012050002' }
    expect(carryOut(numbered, [row(9, other)], 'n-').placed[0]).toMatchObject({
      outcome: 'ask',
      doubt: 'numberDiffers',
      candidates: ['k-row:2'],
    })
  })
})

describe('a note in a ledger', () => {
  const noted = (number: number, note: string) => ({ ...row(number, { code: 'A', name: '青葉' }), note })
  it('is added once, however its spaces and widths are written', () => {
    const first = carryOut([], [noted(2, '支払いは ６０日後'), noted(3, '夜間は不在')], 'k-')
    expect(first.register[0]?.notes).toEqual(['支払いは ６０日後', '夜間は不在'])
    const again = carryOut(first.register, [noted(2, '支払いは  60日後'), noted(3, '夜間は不在')], 'n-')
    expect(again.placed.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged'])
    expect(carryOut(first.register, [noted(2, '担当が変わる')], 'n-').placed[0]?.outcome).toBe('update')
  })
})
