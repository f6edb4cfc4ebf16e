import type { CanvasRect } from 'pdfmake/interfaces.js'
import { create } from 'qrcode'

/** Side of a printed code in points, quiet zone included: read by a telephone at arm's length. */
export const QR_SIZE = 124
const QUIET = 4

/** Draws a QR code as black bars, one for each run of dark modules, so that it prints sharp at any size. */
export const drawQr = (content: string): CanvasRect[] => {
  const { modules } = create(content, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const module = QR_SIZE / (size + 2 * QUIET)
  // Bars of the whole square first: the quiet zone belongs to the code, whatever stands around it.
  const bars: CanvasRect[] = [{ type: 'rect', x: 0, y: 0, w: QR_SIZE, h: QR_SIZE, color: '#FFFFFF', lineWidth: 0 }]
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      if (!modules.get(row, column)) continue
      const from = column
      while (column + 1 < size && modules.get(row, column + 1)) column += 1
      bars.push({
        type: 'rect',
        x: (QUIET + from) * module,
        y: (QUIET + row) * module,
        w: (column - from + 1) * module,
        h: module,
        color: '#000000',
        lineWidth: 0,
      })
    }
  return bars
}
