import { cellName, columnName } from './position.ts'

/** How the value of a cell was stored; text, dates and numbers all come as the reader of the sheet sees them. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error'

/** What a person should know about a cell; its row and column are the parameters of the message. */
export type CellRemark =
  | 'sheet.formula'
  | 'sheet.formula_without_value'
  | 'sheet.formula_like'
  | 'sheet.error_value'
  | 'sheet.exponent'
  | 'sheet.digits_lost'
  | 'sheet.impossible_date'
  | 'sheet.year_not_shown'
  | 'sheet.shown_scaled'
  | 'sheet.private_use_character'
  | 'sheet.replacement_character'

/** One cell with content; empty cells are left out of their row. Columns count from 1. */
export type Cell = {
  readonly column: number
  readonly text: string
  readonly kind: CellKind
  readonly remark?: CellRemark
}

/** One row with content; `number` is the row the spreadsheet shows, counted from 1. */
export type SheetRow = { readonly number: number; readonly hidden: boolean; readonly cells: readonly Cell[] }

export type MergedArea = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export type Sheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly SheetRow[]
  readonly hiddenColumns: readonly number[]
  readonly merged: readonly MergedArea[]
}

export type TextEncodingName = 'utf-8' | 'utf-8-bom' | 'cp932' | 'utf-16le' | 'utf-16be'

export type SheetRemark = { readonly code: 'sheet.extension_differs'; readonly params: Record<string, string | number> }

export type SheetRefusalReason =
  | 'sheet.empty'
  | 'sheet.too_large'
  | 'sheet.not_tabular'
  | 'sheet.old_excel'
  | 'sheet.encrypted'
  | 'sheet.macros'
  | 'sheet.binary_workbook'
  | 'sheet.open_document'
  | 'sheet.damaged'
  | 'sheet.inflates_too_much'
  | 'sheet.too_many_parts'
  | 'sheet.too_many_sheets'
  | 'sheet.too_many_rows'
  | 'sheet.too_many_columns'
  | 'sheet.too_many_cells'
  | 'sheet.cell_too_long'
  | 'sheet.nul_character'
  | 'sheet.bad_bytes'
  | 'sheet.unsupported_encoding'
  | 'sheet.unclosed_quote'

export type SheetParams = Readonly<Record<string, string | number>>

export type SheetRefusal = { readonly ok: false; readonly reason: SheetRefusalReason; readonly params: SheetParams }

export type SheetLimits = {
  readonly bytes: number
  readonly unzippedBytes: number
  readonly ratio: number
  readonly parts: number
  readonly sheets: number
  readonly rows: number
  readonly columns: number
  readonly cells: number
  readonly cellLength: number
}

export const SHEET_LIMITS: SheetLimits = {
  bytes: 50 * 1024 * 1024,
  unzippedBytes: 256 * 1024 * 1024,
  ratio: 250,
  parts: 2_000,
  sheets: 50,
  rows: 200_000,
  columns: 200,
  cells: 3_000_000,
  cellLength: 32_767,
}

/** Carries a refusal out of the depth of a parser; readSheet turns it into its answer. */
export class SheetRefused extends Error {
  readonly reason: SheetRefusalReason
  readonly params: SheetParams

  constructor(reason: SheetRefusalReason, params: SheetParams = {}) {
    super(reason)
    this.reason = reason
    this.params = params
  }
}

/** Names a place for a message: sheet, row number, column letters and the cell. */
export function placeOf(sheet: string, row: number, column: number): SheetParams {
  return { sheet, row, column: columnName(column), cell: cellName(row, column) }
}
