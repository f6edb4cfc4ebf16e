import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { mergedReader } from '../../platform/sheets/merged.ts'
import type { Cell, CellRemark, Sheet } from '../../platform/sheets/sheet.ts'

/** A row as kept: cells from the first column on, and remarks by position from 0. */
export type StoredRow = {
  readonly number: number
  readonly hidden: boolean
  readonly cells: readonly string[]
  readonly remarks: readonly (readonly [number, CellRemark])[]
}

/** A sheet as kept; `top` are the first rows with headings spread over merged cells. */
export type StoredSheet = {
  readonly name: string
  readonly hidden: boolean
  readonly hiddenColumns: readonly number[]
  readonly top: readonly StoredRow[]
  readonly rows: readonly StoredRow[]
}

const TOP_ROWS = 60
const pack = promisify(gzip)
const unpack = promisify(gunzip)

const stored = (number: number, hidden: boolean, found: readonly Cell[]): StoredRow => {
  const cells: string[] = []
  const remarks: [number, CellRemark][] = []
  for (const { column, text, remark } of found) {
    while (cells.length < column - 1) cells.push('')
    cells[column - 1] = text
    if (remark !== undefined) remarks.push([column - 1, remark])
  }
  return { number, hidden, cells, remarks }
}

/** A sheet as the importer keeps it: a cell merged over rows speaks for each of them, a heading also for its columns. */
export const toStoredSheet = (sheet: Sheet): StoredSheet => {
  const plain = sheet.merged.length === 0
  const wide = mergedReader(sheet)
  const tall = mergedReader({ ...sheet, merged: sheet.merged.map((area) => ({ ...area, right: area.left })) })
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    hiddenColumns: sheet.hiddenColumns.map((column) => column - 1),
    top: plain ? [] : sheet.rows.slice(0, TOP_ROWS).map((row) => stored(row.number, row.hidden, wide(row.number))),
    rows: sheet.rows.map((row) => stored(row.number, row.hidden, plain ? row.cells : tall(row.number))),
  }
}

export const packSheet = (sheet: StoredSheet): Promise<Buffer> => pack(JSON.stringify(sheet), { level: 1 })

export const unpackSheet = async (content: Buffer): Promise<StoredSheet> =>
  JSON.parse((await unpack(content)).toString('utf8')) as StoredSheet
