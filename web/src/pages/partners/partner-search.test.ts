import { describe, expect, it } from 'vitest'
import { readSearch, toggled, without } from './partner-search.ts'

describe('the address of the list', () => {
  it('keeps only what the list knows', () => {
    expect(readSearch({ cell: 21, level: '3,4', evil: 'x', at: 51 })).toEqual({ cell: '21', level: '3,4', at: '51' })
  })

  it.each([
    [{}, '21', false, '21'],
    [{ cell: '21' }, '21', false, undefined],
    [{ cell: '21' }, '22', false, '22'],
    [{ cell: '21' }, '22', true, '21,22'],
    [{ cell: '21,22' }, '22', true, '21'],
    [{ cell: '21,22' }, '22', false, '22'],
  ])('%j and a press on %s (added: %s) give %s', (search, value, add, cell) => {
    expect(toggled({ ...search, after: 'x', at: '51' }, 'cell', value, add)).toEqual(cell === undefined ? {} : { cell })
  })

  it('goes back to the first page when a filter falls', () => {
    expect(without({ q: 'a', kind: 'other', sort: 'due', after: 'x' }, ['q'])).toEqual({ kind: 'other', sort: 'due' })
  })
})
