import { create } from 'qrcode'
import { expect, it } from 'vitest'
import { drawQr, QR_SIZE } from './qr-drawing.ts'

const ADDRESS =
  'https://portal.example.jp/portal#01a20108-a416-707d-89c0-d0fa6390cf64.abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE'

it('draws every dark module of the code, no other, inside a white square with its quiet zone', () => {
  const { modules } = create(ADDRESS, { errorCorrectionLevel: 'M' })
  const [ground, ...bars] = drawQr(ADDRESS)
  expect(ground).toMatchObject({ x: 0, y: 0, w: QR_SIZE, h: QR_SIZE, color: '#FFFFFF' })
  const module = QR_SIZE / (modules.size + 8)
  const drawn = new Set(
    bars.flatMap(({ x, y, w }) =>
      Array.from(
        { length: Math.round(w / module) },
        (_, at) => `${Math.round(y / module) - 4},${Math.round(x / module) - 4 + at}`,
      ),
    ),
  )
  const wanted = new Set<string>()
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) wanted.add(`${row},${column}`)
  expect(drawn).toEqual(wanted)
  // The three corners by which a reader finds the code.
  for (const corner of ['0,0', `0,${modules.size - 1}`, `${modules.size - 1},0`]) expect(drawn).toContain(corner)
})
