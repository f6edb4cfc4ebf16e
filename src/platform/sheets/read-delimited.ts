import { setImmediate as nextTurn } from 'node:timers/promises'
import { decodeText } from './decode-text.ts'
import { delimitedRecords, findDelimiter } from './delimited.ts'
import {
  type Cell,
  type CellRemark,
  placeOf,
  type Sheet,
  type SheetLimits,
  SheetRefused,
  type SheetRow,
  type TextEncodingName,
} from './sheet.ts'

const EXPONENT = /^[+-]?\d(?:\.\d+)?E[+-]?\d+$/i
const RECORDS_PER_TURN = 20_000
const SEPARATOR_LINE = /^sep=([,;\t])\r?\n/i

/** Says whether a text shows a number that a spreadsheet has shortened, such as 1.23E+12. */
export function isShortenedNumber(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last >= 48 && last <= 57 && EXPONENT.test(text)
}

function remarkOn(text: string, rare: boolean): CellRemark | undefined {
  if (text.startsWith('=')) return 'sheet.formula_like'
  if (isShortenedNumber(text)) return 'sheet.exponent'
  if (rare && text.includes('\ufffd')) return 'sheet.replacement_character'
  if (rare && /[\ue000-\uf8ff]/.test(text)) return 'sheet.private_use_character'
  return undefined
}

/** Reads CSV, TSV or semicolon separated text as one sheet; row numbers are those Excel would show. */
export async function readDelimited(
  bytes: Uint8Array,
  name: string,
  limits: SheetLimits,
  signal?: AbortSignal,
): Promise<{ sheet: Sheet; encoding: TextEncodingName; delimiter: string }> {
  const { text, encoding, damaged } = decodeText(bytes)
  const separatorLine = SEPARATOR_LINE.exec(text)
  const body = separatorLine ? text.slice(separatorLine[0].length) : text
  const delimiter = separatorLine?.[1] ?? findDelimiter(body)
  // Most files hold none of these; asking once spares two searches for every cell.
  const nul = body.includes('\0')
  const rare = /[\ufffd\ue000-\uf8ff]/.test(body)
  const rows: SheetRow[] = []
  let number = separatorLine ? 1 : 0
  let total = 0
  for (const { fields, unclosed } of delimitedRecords(body, delimiter)) {
    number += 1
    if (number % RECORDS_PER_TURN === 0) {
      signal?.throwIfAborted()
      await nextTurn()
    }
    const cells: Cell[] = []
    for (let at = 0; at < fields.length; at += 1) {
      const field = fields[at] ?? ''
      if (field === '') continue
      const column = at + 1
      if (nul && field.includes('\0')) throw new SheetRefused('sheet.nul_character', placeOf(name, number, column))
      if (damaged && field.includes('\ufffd')) {
        throw new SheetRefused('sheet.bad_bytes', { ...placeOf(name, number, column), encoding })
      }
      if (unclosed === at) throw new SheetRefused('sheet.unclosed_quote', placeOf(name, number, column))
      if (column > limits.columns) {
        throw new SheetRefused('sheet.too_many_columns', { ...placeOf(name, number, column), limit: limits.columns })
      }
      if (field.length > limits.cellLength) {
        throw new SheetRefused('sheet.cell_too_long', { ...placeOf(name, number, column), limit: limits.cellLength })
      }
      const remark = remarkOn(field, rare)
      cells.push(remark ? { column, text: field, kind: 'text', remark } : { column, text: field, kind: 'text' })
    }
    if (cells.length === 0) continue
    total += cells.length
    if (rows.length >= limits.rows) throw new SheetRefused('sheet.too_many_rows', { sheet: name, limit: limits.rows })
    if (total > limits.cells) throw new SheetRefused('sheet.too_many_cells', { sheet: name, limit: limits.cells })
    rows.push({ number, hidden: false, cells })
  }
  return { sheet: { name, hidden: false, rows, hiddenColumns: [], merged: [] }, encoding, delimiter }
}
