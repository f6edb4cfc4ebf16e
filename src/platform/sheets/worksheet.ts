import { type NumberFormat, plainNumber } from './number-format.ts'
import { columnName, parseArea, parseCellName } from './position.ts'
import { isShortenedNumber } from './read-delimited.ts'
import {
  type Cell,
  type CellKind,
  type CellRemark,
  type MergedArea,
  placeOf,
  type Sheet,
  type SheetLimits,
  SheetRefused,
  type SheetRow,
} from './sheet.ts'
import { isSet, type ListedSheet, ownCopy, readEscapes } from './workbook-parts.ts'
import { attribute, scanXml } from './xml-scanner.ts'
import type { ZipContainer } from './zip-container.ts'

/** Columns the file format knows; a sheet cannot describe more groups of them. */
const MOST_COLUMNS = 16_384

export type WorksheetContext = {
  readonly strings: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly dates1904: boolean
  readonly limits: SheetLimits
  /** Cells and merged areas read so far in the whole workbook. */
  readonly count: { cells: number }
}

type OpenCell = { column: number; type: string; style: number; value: string; hasValue: boolean; formula: boolean }

type Shown = { text: string; kind: CellKind; remark?: CellRemark }

function textShown(text: string): Shown {
  if (isShortenedNumber(text)) return { text, kind: 'text', remark: 'sheet.exponent' }
  return /[\ue000-\uf8ff]/.test(text)
    ? { text, kind: 'text', remark: 'sheet.private_use_character' }
    : { text, kind: 'text' }
}

function storedValue(cell: OpenCell, context: WorksheetContext): Shown | undefined {
  switch (cell.type) {
    case 's': {
      const text = context.strings[Number(cell.value)]
      if (text === undefined) throw new SheetRefused('sheet.damaged', { detail: 'sharedStrings' })
      return textShown(text)
    }
    case 'str':
    case 'inlineStr':
      return textShown(ownCopy(readEscapes(cell.value)))
    case 'b':
      return { text: isSet(cell.value) ? 'TRUE' : 'FALSE', kind: 'boolean' }
    case 'e':
      return { text: cell.value, kind: 'error', remark: 'sheet.error_value' }
    case 'd':
      return { text: cell.value.replace(/T00:00:00(\.0+)?Z?$/, ''), kind: 'date' }
    default: {
      const value = Number(cell.value)
      if (cell.value.trim() === '' || !Number.isFinite(value)) return undefined
      return (context.formats[cell.style] ?? plainNumber)(value, context.dates1904)
    }
  }
}

function finishCell(cell: OpenCell, context: WorksheetContext): Cell | undefined {
  const { column } = cell
  const stored = cell.hasValue ? storedValue(cell, context) : undefined
  if (cell.formula && stored?.kind !== 'error') {
    if (!stored) return { column, text: '', kind: 'formula', remark: 'sheet.formula_without_value' }
    return { column, text: stored.text, kind: 'formula', remark: 'sheet.formula' }
  }
  if (!stored || stored.text === '') return undefined
  return { column, ...stored }
}

function checkCell(cell: Cell, sheet: string, row: number, context: WorksheetContext): void {
  const { limits, count } = context
  const refuse = (reason: 'sheet.nul_character' | 'sheet.too_many_columns' | 'sheet.cell_too_long', limit: number) =>
    new SheetRefused(reason, { ...placeOf(sheet, row, cell.column), limit })
  if (cell.column > limits.columns) throw refuse('sheet.too_many_columns', limits.columns)
  if (cell.text.length > limits.cellLength) throw refuse('sheet.cell_too_long', limits.cellLength)
  if (cell.text.includes('\0')) throw new SheetRefused('sheet.nul_character', placeOf(sheet, row, cell.column))
  count.cells += 1
  if (count.cells > limits.cells) throw new SheetRefused('sheet.too_many_cells', { sheet, limit: limits.cells })
}

/** Reads the cells of one sheet as they are unpacked; formulas are never evaluated, only their stored value is read. */
export async function readWorksheet(
  zip: ZipContainer,
  listed: ListedSheet,
  context: WorksheetContext,
  signal?: AbortSignal,
): Promise<Sheet> {
  const { limits } = context
  const rows: SheetRow[] = []
  const merged: MergedArea[] = []
  const hiddenColumns = new Set<number>()
  let columnGroups = 0
  let row = 0
  let rowHidden = false
  let cells: Cell[] = []
  let column = 0
  let cell: OpenCell | undefined
  let inText = false
  let phonetic = 0

  const openCell = (tag: string): OpenCell => {
    const place = parseCellName(attribute(tag, 'r') ?? '')
    const next = place?.column ?? column + 1
    if (next <= column || (place && place.row !== row)) {
      throw new SheetRefused('sheet.damaged', { detail: `${columnName(next)}${row}` })
    }
    column = next
    const type = attribute(tag, 't') ?? 'n'
    return { column, type, style: Number(attribute(tag, 's') ?? 0), value: '', hasValue: false, formula: false }
  }
  const openRow = (tag: string): void => {
    const next = Number(attribute(tag, 'r') ?? row + 1)
    if (!Number.isInteger(next) || next <= row) throw new SheetRefused('sheet.damaged', { detail: `row ${next}` })
    row = next
    rowHidden = isSet(attribute(tag, 'hidden'))
    cells = []
    column = 0
  }
  const closeRow = (): void => {
    if (cells.length === 0) return
    if (rows.length >= limits.rows) {
      throw new SheetRefused('sheet.too_many_rows', { sheet: listed.name, limit: limits.rows })
    }
    rows.push({ number: row, hidden: rowHidden, cells })
  }
  const openColumns = (tag: string): void => {
    columnGroups += 1
    if (columnGroups > MOST_COLUMNS) throw new SheetRefused('sheet.damaged', { detail: 'cols' })
    if (!isSet(attribute(tag, 'hidden'))) return
    const last = Math.min(Number(attribute(tag, 'max') ?? 0), limits.columns)
    for (let at = Number(attribute(tag, 'min') ?? 1); at <= last; at += 1) hiddenColumns.add(at)
  }

  const addArea = (area: MergedArea): void => {
    context.count.cells += 1
    if (context.count.cells > limits.cells) {
      throw new SheetRefused('sheet.too_many_cells', { sheet: listed.name, limit: limits.cells })
    }
    merged.push(area)
  }

  await scanXml(
    await zip.open(listed.part),
    {
      open: (name, tag) => {
        if (name === 'c') cell = openCell(tag)
        else if (name === 'v' || name === 't') {
          inText = phonetic === 0
          if (cell && inText) cell.hasValue = true
        } else if (name === 'row') openRow(tag)
        else if (name === 'f') {
          if (cell) cell.formula = true
        } else if (name === 'rPh') phonetic += 1
        else if (name === 'col') openColumns(tag)
        else if (name === 'mergeCell') {
          const area = parseArea(attribute(tag, 'ref') ?? '')
          if (area && (area.top !== area.bottom || area.left !== area.right)) addArea(area)
        }
      },
      close: (name) => {
        if (name === 'v' || name === 't') inText = false
        else if (name === 'c') {
          const finished = cell && finishCell(cell, context)
          if (finished) {
            checkCell(finished, listed.name, row, context)
            cells.push(finished)
          }
          cell = undefined
        } else if (name === 'row') closeRow()
        else if (name === 'rPh') phonetic -= 1
      },
      text: (text) => {
        if (inText && cell) cell.value = cell.value === '' ? text : cell.value + text
      },
    },
    signal,
  )
  return { name: listed.name, hidden: listed.hidden, rows, hiddenColumns: [...hiddenColumns], merged }
}
