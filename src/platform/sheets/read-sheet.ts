import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { numberFormat } from './number-format.ts'
import { readDelimited } from './read-delimited.ts'
import {
  SHEET_LIMITS,
  type Sheet,
  type SheetLimits,
  type SheetRefusal,
  SheetRefused,
  type SheetRemark,
  type TextEncodingName,
} from './sheet.ts'
import { sniffKind } from './signature.ts'
import { readNumberFormats, readSharedStrings, readWorkbookParts } from './workbook-parts.ts'
import { readWorksheet, type WorksheetContext } from './worksheet.ts'
import { openZip } from './zip-container.ts'

export type ReadSheetOptions = {
  readonly fileName: string
  readonly limits?: Partial<SheetLimits>
  readonly signal?: AbortSignal
}

export type SheetFile = {
  readonly ok: true
  readonly format: 'xlsx' | 'delimited'
  readonly encoding?: TextEncodingName
  readonly delimiter?: string
  readonly sheets: readonly Sheet[]
  readonly remarks: readonly SheetRemark[]
}

const EXTENSIONS: Readonly<Record<SheetFile['format'], readonly string[]>> = {
  xlsx: ['.xlsx', ''],
  delimited: ['.csv', '.tsv', '.txt', ''],
}

function remarksOn(fileName: string, format: SheetFile['format']): SheetRemark[] {
  const extension = extname(fileName).toLowerCase()
  if (EXTENSIONS[format].includes(extension)) return []
  return [{ code: 'sheet.extension_differs', params: { extension, format } }]
}

async function load(source: Uint8Array | string, limit: number): Promise<Uint8Array> {
  const bytes = typeof source === 'string' ? (await stat(source)).size : source.byteLength
  if (bytes > limit) throw new SheetRefused('sheet.too_large', { bytes, limit })
  return typeof source === 'string' ? await readFile(source) : source
}

async function readWorkbook(bytes: Uint8Array, limits: SheetLimits, signal?: AbortSignal): Promise<Sheet[]> {
  const zip = await openZip(bytes, limits)
  const workbook = await readWorkbookParts(zip, limits)
  const formats = await readNumberFormats(zip, workbook.styles)
  const prepared = new Map([...new Set(formats)].map((code) => [code, numberFormat(code)]))
  const context: WorksheetContext = {
    strings: await readSharedStrings(zip, workbook.sharedStrings, signal),
    formats: formats.map((code) => prepared.get(code) ?? numberFormat(code)),
    dates1904: workbook.dates1904,
    limits,
    count: { cells: 0 },
  }
  const sheets: Sheet[] = []
  for (const listed of workbook.sheets) sheets.push(await readWorksheet(zip, listed, context, signal))
  return sheets
}

async function read(bytes: Uint8Array, options: ReadSheetOptions, limits: SheetLimits): Promise<SheetFile> {
  const { fileName, signal } = options
  if (sniffKind(bytes) === 'xlsx') {
    const sheets = await readWorkbook(bytes, limits, signal)
    return { ok: true, format: 'xlsx', sheets, remarks: remarksOn(fileName, 'xlsx') }
  }
  const name = basename(fileName, extname(fileName))
  const { sheet, encoding, delimiter } = await readDelimited(bytes, name, limits, signal)
  const remarks = remarksOn(fileName, 'delimited')
  return { ok: true, format: 'delimited', encoding, delimiter, sheets: [sheet], remarks }
}

/**
 * Reads an Excel workbook or a CSV, TSV or semicolon file, found by content and not by name, within the limits.
 * Expected faults come back as a reason with its place; an abort rejects with the reason of the signal.
 */
export async function readSheet(
  source: Uint8Array | string,
  options: ReadSheetOptions,
): Promise<SheetFile | SheetRefusal> {
  const limits = { ...SHEET_LIMITS, ...options.limits }
  try {
    const file = await read(await load(source, limits.bytes), options, limits)
    if (file.sheets.some((sheet) => sheet.rows.length > 0)) return file
    return { ok: false, reason: 'sheet.empty', params: {} }
  } catch (error) {
    options.signal?.throwIfAborted()
    if (error instanceof SheetRefused) return { ok: false, reason: error.reason, params: error.params }
    if (isUnpackFault(error)) return { ok: false, reason: 'sheet.damaged', params: { detail: 'zip' } }
    throw error
  }
}

// zlib faults carry a code; yauzl throws plain errors about sizes and headers. A fault of our own must not hide here.
function isUnpackFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return /^Z_/.test(code) || (error.constructor === Error && code === '')
}
