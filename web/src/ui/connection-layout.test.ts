import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutName, layConnections, type MapLink, type MapNode, mapWidth } from './connection-layout.ts'

const node = (id: string): MapNode => ({ id, name: id, note: '' })
const link = (id: string, from: string, to: string): MapLink => ({
  id,
  from,
  to,
  label: id,
  time: 'always',
  starts: 'from',
})

describe('connection map', () => {
  test('no two boxes overlap and all stay inside the picture, up to 40 nodes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 19 }), (left, right) => {
        const ours = Array.from({ length: left }, (_, at) => node(`o${at}`))
        const beyond = Array.from({ length: right }, (_, at) => node(`b${at}`))
        const links = [
          ...ours.map((each) => link(`l-${each.id}`, each.id, 'p')),
          ...beyond.map((each) => link(`l-${each.id}`, 'p', each.id)),
        ]
        const map = layConnections(ours, node('p'), beyond, links)
        expect(map.links).toHaveLength(left + right)
        for (const one of map.nodes) {
          expect(one.x).toBeGreaterThanOrEqual(0)
          expect(one.x + one.width).toBeLessThanOrEqual(mapWidth)
          expect(one.y).toBeGreaterThanOrEqual(0)
          expect(one.y + one.height).toBeLessThanOrEqual(map.height)
          const clash = map.nodes.filter(
            (other) => other !== one && other.x === one.x && Math.abs(other.y - one.y) < one.height,
          )
          expect(clash).toEqual([])
        }
      }),
    )
  })
  test('a link to an unknown node is left out, and arrows stand where communication starts from', () => {
    const map = layConnections(
      [node('a')],
      node('p'),
      [],
      [link('known', 'a', 'p'), { ...link('back', 'a', 'p'), starts: 'to' }, link('lost', 'a', 'nobody')],
    )
    expect(map.links.map(({ id, arrowStart, arrowEnd }) => ({ id, arrowStart, arrowEnd }))).toEqual([
      { id: 'known', arrowStart: false, arrowEnd: true },
      { id: 'back', arrowStart: true, arrowEnd: false },
    ])
  })
  test.each([
    ['北浦データサービス', 20, '北浦データサービス'],
    ['入間ヒューマンパートナーズ株式会社', 20, '入間ヒューマンパー…'],
    ['Lotus Peak Electronics (Vietnam) Co., Ltd.', 20, 'Lotus Peak Electron…'],
  ])('%s is cut to what fits', (name, units, shown) => expect(cutName(name, units)).toBe(shown))
})
