import { expect, test } from 'vitest'
import { unitTree } from './unit-tree.ts'

test('each unit stands directly below the one it belongs to', () => {
  const units = [
    { id: 'plant', parentId: 'works' },
    { id: 'head', parentId: null },
    { id: 'works', parentId: 'head' },
    { id: 'group', parentId: null },
    { id: 'sales', parentId: 'head' },
  ]
  expect(unitTree(units).map(({ unit, depth }) => `${depth} ${unit.id}`)).toEqual([
    '0 head',
    '1 works',
    '2 plant',
    '1 sales',
    '0 group',
  ])
})
