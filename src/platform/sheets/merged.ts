import type { Cell, Sheet, SheetRow } from './sheet.ts'

/**
 * Gives every cell of a merged area the value of its first cell, as a reader of the sheet understands a heading over
 * several columns. Returns a function, so that the areas are sorted once for many rows.
 */
export function mergedReader(sheet: Sheet): (rowNumber: number) => readonly Cell[] {
  const rows = new Map<number, SheetRow>()
  for (const row of sheet.rows) rows.set(row.number, row)
  const widest = sheet.rows.reduce((most, row) => Math.max(most, row.cells.at(-1)?.column ?? 0), 0)
  const areas = sheet.merged.toSorted((a, b) => a.top - b.top)
  return (rowNumber) => {
    const byColumn = new Map<number, Cell>()
    for (const cell of rows.get(rowNumber)?.cells ?? []) byColumn.set(cell.column, cell)
    for (const area of areas) {
      if (area.top > rowNumber) break
      if (area.bottom < rowNumber) continue
      const source = rows.get(area.top)?.cells.find((cell) => cell.column === area.left)
      if (!source) continue
      for (let column = area.left; column <= Math.min(area.right, Math.max(widest, area.left)); column += 1) {
        byColumn.set(column, { ...source, column })
      }
    }
    return [...byColumn.values()].sort((a, b) => a.column - b.column)
  }
}
