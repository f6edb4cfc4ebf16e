import { expect, test } from 'vitest'
import { assign, lacksOf, sameMapping, withUnit } from './mapping-draft.ts'

const column = (index: number) => ({
  index,
  letters: 'ABC'[index] ?? '',
  heading: `H${index}`,
  meaning: null,
  notKept: null,
  hidden: false,
  samples: [],
})
const name = { index: 0, field: 'name', unit: null } as const
const capital = { index: 2, field: 'capital', unit: 'millionYen' } as const

test('a field moves to the column chosen last', () => {
  expect(assign([name, capital], 1, 'name')).toEqual([{ index: 1, field: 'name', unit: null }, capital])
})

test('a column loses its meaning, and keeps its unit when chosen again', () => {
  expect(assign([name, capital], 2, null)).toEqual([name])
  expect(assign([name, capital], 2, 'capital')).toEqual([name, capital])
})

test('a mapping without a key or without the unit of an amount is not complete', () => {
  const columns = [column(0), column(1), column(2)]
  expect(lacksOf(columns, [name, capital])).toEqual([])
  expect(lacksOf(columns, [capital])).toEqual([{ kind: 'key' }])
  expect(lacksOf(columns, withUnit([name, capital], 2, null))).toEqual([{ kind: 'unit', column: column(2) }])
})

test('a changed unit is a change', () => {
  expect(sameMapping([name, capital], [name, capital])).toBe(true)
  expect(sameMapping([name, capital], withUnit([name, capital], 2, 'yen'))).toBe(false)
})
