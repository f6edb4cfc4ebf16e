import { EventEmitter, once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type ExcelJS from 'exceljs'

type ColumnKind = 'text' | 'number' | 'date'

/** A column of an export; width in characters, dates as YYYY-MM-DD. */
type SheetColumn = { readonly header: string; readonly width: number; readonly kind: ColumnKind }

export type SheetValue = string | number | null

type WorkbookSheet = {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: Iterable<readonly SheetValue[]> | AsyncIterable<readonly SheetValue[]>
}

/** What to write; the watermark stands in the footer of every printed page and in the properties of the file. */
export type WorkbookContent = {
  readonly sheets: readonly WorkbookSheet[]
  readonly creator: string
  readonly createdAt: Date
  readonly watermark?: string
}

const FONT = { name: '游ゴシック', family: 3, charset: 128, size: 11 } as const
const STYLES: Readonly<Record<ColumnKind, Partial<ExcelJS.Style>>> = {
  text: { font: FONT, numFmt: '@' },
  number: { font: FONT, numFmt: '#,##0' },
  date: { font: FONT, numFmt: 'yyyy/mm/dd' },
}
const FRACTION_STYLE: Partial<ExcelJS.Style> = { font: FONT, numFmt: '#,##0.##########' }
const HEADER_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEBEFF2' } } as const
const HEADER_RULE = { bottom: { style: 'thin', color: { argb: 'FF7F8C98' } } } as const
const ROWS_PER_TURN = 2_000
/** How much text may wait for the compressor: enough to keep it busy, little beside the memory of the server. */
const MOST_WAITING = 4 * 2 ** 20
const DATE = /^\d{4}-\d{2}-\d{2}$/

// XML cannot hold these, and the format would read _x0041_ as a character of its own.
function safeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
}

type StyledValue = { readonly value: string | number; readonly style: Partial<ExcelJS.Style> }

// The 1900 system counts a 29 February 1900 that never was, which the library does not know: so the serial is made here.
function dateSerial(date: string): number | undefined {
  const moment = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== date) return undefined
  const days = moment / 86_400_000 + 25_569
  const serial = days < 61 ? days - 1 : days
  return serial >= 1 ? serial : undefined
}

// One object per style: the writer knows a style it has seen by its identity, which makes 100,000 rows far quicker.
function styled(value: SheetValue, kind: ColumnKind): StyledValue | undefined {
  if (value === null || value === '') return undefined
  if (kind === 'number' && typeof value === 'number' && Number.isFinite(value)) {
    return { value, style: Number.isInteger(value) ? STYLES.number : FRACTION_STYLE }
  }
  const serial = kind === 'date' && typeof value === 'string' && DATE.test(value) ? dateSerial(value) : undefined
  if (serial !== undefined) return { value: serial, style: STYLES.date }
  return { value: safeText(String(value)), style: STYLES.text }
}

function addSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, sheet: WorkbookSheet, watermark: string | undefined) {
  const mark = watermark === undefined ? '' : `&L${watermark.replaceAll('&', '&&')}`
  const page = book.addWorksheet(safeText(sheet.name), {
    views: [{ state: 'frozen', ySplit: 1 }],
    headerFooter: { oddFooter: `${mark}&R&P / &N` },
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  page.columns = sheet.columns.map(({ width, kind }) => ({ width, style: STYLES[kind] }))
  page.pageSetup.printTitlesRow = '1:1'
  const header = page.addRow(sheet.columns.map((column) => safeText(column.header)))
  header.eachCell((cell) => {
    cell.style = { font: { ...FONT, bold: true }, fill: HEADER_FILL, border: HEADER_RULE, numFmt: '@' }
  })
  header.commit()
  if (sheet.columns.length > 0) {
    page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: sheet.columns.length } }
  }
  return page
}

const part = (whole: unknown, name: string): unknown =>
  typeof whole === 'object' && whole !== null ? Reflect.get(whole, name) : undefined

/** The stream before the compressor and how much waits in it: the library writes on whether or not it keeps up. */
function beforeCompressor(page: object): { stream: EventEmitter; waiting: number } | undefined {
  const pipes = part(part(page, 'stream'), 'pipes')
  const [stream]: unknown[] = Array.isArray(pipes) ? pipes : []
  const waiting = part(part(stream, '_writableState'), 'length')
  return stream instanceof EventEmitter && typeof waiting === 'number' ? { stream, waiting } : undefined
}

/**
 * Writes a workbook row by row: texts stay texts whatever they look like (never a formula), numbers and dates only in
 * columns declared so, heading row fixed and with a filter.
 */
export async function writeXlsx(content: WorkbookContent, output: Writable): Promise<void> {
  const done = finished(output)
  // A fault of the output is reported by the await below, also when it comes before that is reached.
  done.catch(() => undefined)
  // Hundreds of modules that no page needs: the first workbook brings them in, not the start.
  const { stream } = (await import('exceljs')).default
  const book = new stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false })
  book.creator = safeText(content.creator)
  book.lastModifiedBy = book.creator
  book.created = content.createdAt
  book.modified = content.createdAt
  if (content.watermark !== undefined) book.description = safeText(content.watermark)
  for (const sheet of content.sheets) {
    const page = addSheet(book, sheet, content.watermark)
    let written = 0
    for await (const values of sheet.rows) {
      const cells = sheet.columns.map(({ kind }, at) => styled(values[at] ?? null, kind))
      const row = page.addRow(cells.map((cell) => cell?.value ?? null))
      cells.forEach((cell, at) => {
        if (cell) row.getCell(at + 1).style = cell.style
      })
      row.commit()
      written += 1
      if (written % ROWS_PER_TURN === 0) {
        if (output.errored) throw output.errored
        await nextTurn()
        const before = beforeCompressor(page)
        if (before !== undefined && before.waiting > MOST_WAITING)
          await Promise.race([once(before.stream, 'drain'), done])
      }
    }
    page.commit()
  }
  await book.commit()
  await done
}
