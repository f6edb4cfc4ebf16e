import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellName, columnName, parseArea, parseCellName } from './position.ts'

describe('positions', () => {
  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [52, 'AZ'],
    [53, 'BA'],
    [702, 'ZZ'],
    [703, 'AAA'],
    [16_384, 'XFD'],
  ])('column %i is %s', (column, name) => expect(columnName(column)).toBe(name))

  it('names and reads every cell of a sheet alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_048_576 }), fc.integer({ min: 1, max: 16_384 }), (row, column) => {
        expect(parseCellName(cellName(row, column))).toEqual({ row, column })
      }),
    )
  })

  it.each(['', 'A', '1', 'a1', 'A0', 'A1048577', 'ABCD1', 'A1B', 'A-1'])('%j is no cell', (name) => {
    expect(parseCellName(name)).toBeUndefined()
  })

  it('reads areas, fixed ones too, and refuses those upside down', () => {
    expect(parseArea('B2:D5')).toEqual({ top: 2, left: 2, bottom: 5, right: 4 })
    expect(parseArea('$B$2')).toEqual({ top: 2, left: 2, bottom: 2, right: 2 })
    expect(parseArea('D5:B2')).toBeUndefined()
    expect(parseArea('B2:')).toBeUndefined()
  })
})
