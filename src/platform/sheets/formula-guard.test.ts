import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { neutraliseFormula, restoreNeutralised } from './formula-guard.ts'

describe('formula guard', () => {
  it.each(['=1+1', '+81-3', '-', '@SUM(A1)', '\t=1', '\r=1', "'=1"])('puts an apostrophe before %j', (text) => {
    expect(neutraliseFormula(text)).toBe(`'${text}`)
  })

  it.each(['', '株式会社', '1-2', "O'Neill", "'引用", '－', '＝'])('leaves %j alone', (text) => {
    expect(neutraliseFormula(text)).toBe(text)
    expect(restoreNeutralised(text)).toBe(text)
  })

  it('is undone exactly, and never leaves a formula', () => {
    const text = fc.string({ unit: fc.constantFrom('=', "'", '-', 'a', '\t', '社') })
    fc.assert(
      fc.property(text, (original) => {
        const guarded = neutraliseFormula(original)
        expect(guarded).not.toMatch(/^[=+\-@\t\r]/)
        expect(restoreNeutralised(guarded)).toBe(original)
      }),
    )
  })
})
