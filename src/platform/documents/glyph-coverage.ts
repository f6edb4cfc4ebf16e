type Range = { readonly first: number; readonly last: number }

function segmentRanges(view: DataView, at: number): Range[] {
  const segments = view.getUint16(at + 6) / 2
  const ranges: Range[] = []
  for (let index = 0; index < segments; index += 1) {
    const endAt = at + 14 + index * 2
    const startAt = endAt + segments * 2 + 2
    const last = view.getUint16(endAt)
    const first = view.getUint16(startAt)
    const delta = view.getInt16(startAt + segments * 2)
    const offsetAt = startAt + segments * 4
    const offset = view.getUint16(offsetAt)
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const stored = offset === 0 ? code : view.getUint16(offsetAt + offset + (code - first) * 2)
      const glyph = offset !== 0 && stored === 0 ? 0 : (stored + delta) & 0xffff
      if (glyph !== 0) ranges.push({ first: code, last: code })
    }
  }
  return ranges
}

function groupRanges(view: DataView, at: number): Range[] {
  return Array.from({ length: view.getUint32(at + 12) }, (_, index) => {
    const group = at + 16 + index * 12
    return { first: view.getUint32(group), last: view.getUint32(group + 4) }
  })
}

function tableAt(view: DataView, wanted: string): number {
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + index * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((letter) => view.getUint8(record + letter)))
    if (name === wanted) return view.getUint32(record + 8)
  }
  throw new Error(`The font has no table ${wanted}`)
}

/** Reads from a TrueType font which characters it can draw (its Unicode maps of formats 4 and 12). */
export function readGlyphCoverage(font: Uint8Array): (codePoint: number) => boolean {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const map = tableAt(view, 'cmap')
  const covered = new Set<number>()
  for (let index = 0; index < view.getUint16(map + 2); index += 1) {
    const at = map + view.getUint32(map + 4 + index * 8 + 4)
    const format = view.getUint16(at)
    const ranges = format === 4 ? segmentRanges(view, at) : format === 12 ? groupRanges(view, at) : []
    for (const { first, last } of ranges) for (let code = first; code <= last; code += 1) covered.add(code)
  }
  return (codePoint) => covered.has(codePoint)
}
