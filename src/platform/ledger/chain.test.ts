import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../../domain/time.ts'
import { bodyText, canonical, GENESIS, hashDetail, hashLink, segmentOf } from './chain.ts'
import { createVerifier, type LedgerRow } from './verify.ts'

const TENANT = '01900000-0000-7000-8000-000000000001'

type Fact = { stream: string; event: string; reason: string }
const facts: fc.Arbitrary<Fact[]> = fc.array(
  fc.record({
    stream: fc.constantFrom('org', 'partner', 'notice'),
    event: fc.constantFrom('partner.created', 'partner.updated'),
    reason: fc.string({ unit: 'grapheme', maxLength: 20 }),
  }),
  { minLength: 1, maxLength: 12 },
)

/** The rows that the rules of the chain make of a list of facts, ordered as verification reads them. */
const chainOf = (all: readonly Fact[]): { rows: LedgerRow[]; heads: Map<string, { seq: number; hash: string }> } => {
  const heads = new Map<string, { seq: number; hash: string }>()
  const rows = all.map(({ stream, event, reason }, index): LedgerRow => {
    const { seq: before, hash: prevHash } = heads.get(stream) ?? { seq: 0, hash: GENESIS }
    const at = `2026-11-21T00:00:00.${String(index).padStart(3, '0')}Z` as Instant
    const salt = `salt${index}`
    const detail = canonical({ before: null, after: null, reason })
    const plain = {
      stream,
      segment: segmentOf(at),
      seq: before + 1,
      id: `01900000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`,
      at,
      actor: 'member:1',
      event,
      detailHash: hashDetail(salt, detail),
    }
    const subject = { type: 'partner', id: TENANT }
    const body = bodyText({ tenant: TENANT, subject, ...plain })
    const hash = hashLink(prevHash, body)
    heads.set(stream, { seq: plain.seq, hash })
    const kept = { body, prevHash, hash, salt, detail, erased: false }
    return { tenantId: TENANT, ...plain, subjectType: subject.type, subjectId: subject.id, ...kept }
  })
  return { rows: rows.toSorted((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.seq - b.seq)), heads }
}

const faultsOf = ({ rows, heads }: ReturnType<typeof chainOf>) => {
  const verifier = createVerifier(new Map())
  for (const row of rows) verifier.take(row)
  return verifier.finish(heads).faults
}

const COLUMNS = ['body', 'hash', 'prevHash', 'detailHash', 'event', 'actor', 'segment', 'salt', 'detail', 'id'] as const

describe('the chain', () => {
  it('verifies whatever was written by its rules', () => {
    fc.assert(fc.property(facts, (all) => faultsOf(chainOf(all)).length === 0))
  })
  it('names stream and number of any character changed in any column', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...COLUMNS), fc.nat(), fc.nat(), (all, column, which, place) => {
        const chain = chainOf(all)
        const row = chain.rows[which % chain.rows.length]
        if (row === undefined) return
        const text = String(row[column])
        const at = place % text.length
        row[column] = `${text.slice(0, at)}${text[at] === '~' ? '!' : '~'}${text.slice(at + 1)}`
        expect(faultsOf(chain)).toContainEqual({ stream: row.stream, seq: row.seq, column: told[column] ?? column })
      }),
    )
  })
  it('finds any row taken out, put twice or swapped', () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.constantFrom('out', 'twice'), (all, which, how) => {
        const chain = chainOf(all)
        const at = which % chain.rows.length
        const row = chain.rows[at]
        if (row === undefined) return
        chain.rows.splice(at, 1, ...(how === 'out' ? [] : [row, row]))
        expect(faultsOf(chain).map(({ stream }) => stream)).toContain(row.stream)
      }),
    )
  })
  it('refuses what JSON cannot say exactly', () => {
    for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, '\ud800'])
      expect(() => canonical(value)).toThrow()
  })
})

/** A salt proves nothing by itself: what it no longer fits is the detail. */
const told: Record<string, string> = { salt: 'detail' }
