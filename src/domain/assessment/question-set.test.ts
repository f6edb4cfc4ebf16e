import { describe, expect, it } from 'vitest'
import { RISK_LEVELS } from '../risk/level.ts'
import type { PlainDate } from '../time.ts'
import { type ItemSet, proposeQuestionSet } from './question-set.ts'

const today = '2026-11-21' as PlainDate
const SIZES = { R0: 10, R1: 15, R2: 20, R3: 30, R4: 50 }
const sets: readonly ItemSet[] = RISK_LEVELS.map((level) => ({
  key: `set-${level}`,
  level,
  items: Array.from({ length: SIZES[level] }, (_, index) => ({
    key: `q${index}`,
    category: index % 2 === 0 ? 'governance' : 'technical',
  })),
}))
const evidence = { isms: { covers: ['governance'] }, star2: { covers: [] } }

describe('item sets', () => {
  it.each([
    ['R0', 10],
    ['R1', 15],
    ['R2', 20],
    ['R3', 30],
    ['R4', 50],
  ] as const)('%s gets %i questions', (level, questions) => {
    expect(proposeQuestionSet(sets, evidence, level, [], today)).toEqual({
      ok: true,
      proposal: { itemSet: `set-${level}`, questions, evidenceFirst: [], sparedAtMost: 0 },
    })
  })

  it('asks for valid evidence first and says how many questions it may spare', () => {
    const held = [
      { kind: 'isms', validUntil: today },
      { kind: 'isms', validUntil: '2026-11-20' as PlainDate },
      { kind: 'star2', validUntil: null },
      { kind: 'toString', validUntil: null },
    ]
    expect(proposeQuestionSet(sets, evidence, 'R2', held, today)).toMatchObject({
      proposal: {
        evidenceFirst: [
          { kind: 'isms', covers: ['governance'] },
          { kind: 'star2', covers: [] },
          { kind: 'toString', covers: [] },
        ],
        sparedAtMost: 10,
      },
    })
  })

  it('proposes nothing while the partner is unrated or no set exists', () => {
    expect(proposeQuestionSet(sets, evidence, null, [], today)).toEqual({ ok: false, reason: 'unrated' })
    expect(proposeQuestionSet(sets.slice(1), evidence, 'R0', [], today)).toEqual({ ok: false, reason: 'no_set' })
  })
})
