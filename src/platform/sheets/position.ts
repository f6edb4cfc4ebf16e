/** Letters of a column as a spreadsheet shows them: 1 is A, 27 is AA. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

/** Name of a cell as a spreadsheet shows it: row 12, column 3 is C12. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`
}

/** Row and column of a cell name such as C12 or $C$12; undefined when it is not one. */
export function parseCellName(name: string): { row: number; column: number } | undefined {
  let column = 0
  let at = name.charCodeAt(0) === 36 ? 1 : 0
  const start = at
  for (; at < name.length; at += 1) {
    const letter = name.charCodeAt(at)
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  if (at === start || at - start > 3) return undefined
  if (name.charCodeAt(at) === 36) at += 1
  let row = 0
  const digits = at
  for (; at < name.length; at += 1) {
    const digit = name.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return undefined
    row = row * 10 + digit
  }
  if (at === digits || row < 1 || row > 1_048_576) return undefined
  return { row, column }
}

/** Corners of an area such as A1:C2 or of a single cell; undefined when it is neither. */
export function parseArea(reference: string): { top: number; left: number; bottom: number; right: number } | undefined {
  const [from, to] = reference.split(':')
  const first = parseCellName(from ?? '')
  const last = to === undefined ? first : parseCellName(to)
  if (!first || !last || last.row < first.row || last.column < first.column) return undefined
  return { top: first.row, left: first.column, bottom: last.row, right: last.column }
}
