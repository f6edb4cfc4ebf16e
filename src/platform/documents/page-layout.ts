import type { Content, CustomTableLayout, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { PRINT_COLOURS, type PrintBlock, type PrintDocument, type PrintValue } from './document.ts'
import { drawQr, QR_SIZE } from './qr-drawing.ts'
import { drawTag } from './tag-drawing.ts'

export const FONT_FAMILY = 'BIZ UDPGothic'

const A4 = { portrait: 595.28, landscape: 841.89 } as const
const SIDE = 48
const FACT_LABEL_WIDTH = 132
const TABLE_FONT_SIZE = 9
const CELL_PADDING = 10
const LINES_KEPT_WHOLE = 24

const ROWS: CustomTableLayout = {
  hLineWidth: (line, node) => (line === 0 ? 0 : line === node.table.headerRows ? 0.8 : 0.4),
  vLineWidth: () => 0,
  hLineColor: (line, node) => (line === node.table.headerRows ? PRINT_COLOURS.ruleStrong : PRINT_COLOURS.rule),
  paddingLeft: () => 5,
  paddingRight: () => 5,
  paddingTop: () => 3.5,
  paddingBottom: () => 3.5,
}

function valueContent(value: PrintValue): Content {
  return typeof value === 'string' ? { text: value } : drawTag(value)
}

function heading(text: string, width: number): Content {
  const rule = { type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.8, lineColor: PRINT_COLOURS.ruleStrong }
  return {
    stack: [
      { text, fontSize: 12, bold: true },
      { canvas: [{ ...rule, type: 'line' }], margin: [0, 2, 0, 6] },
    ],
    unbreakable: true,
    margin: [0, 16, 0, 0],
  }
}

type TableBlock = Extract<PrintBlock, { kind: 'table' }>

// A row kept whole that is taller than a page loses its text without a word, so tables with such rows may break them.
function rowsFitOnPage(block: TableBlock, width: number): boolean {
  const fixed = block.columns.map((column) => (typeof column.width === 'number' ? column.width : 0))
  const free = width - fixed.reduce((sum, each) => sum + each, 0)
  const share = free / Math.max(1, fixed.filter((each) => each === 0).length)
  return block.rows.every((row) =>
    row.every((value, at) => {
      const text = typeof value === 'string' ? value : value.text
      const perLine = Math.max(1, Math.floor(((fixed[at] || share) - CELL_PADDING) / TABLE_FONT_SIZE))
      const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0)
      return lines <= LINES_KEPT_WHOLE
    }),
  )
}

function table(block: TableBlock, width: number): Content {
  const whole = rowsFitOnPage(block, width)
  const header = block.columns.map(
    ({ header: text, align }): TableCell => ({
      text,
      bold: true,
      color: PRINT_COLOURS.secondary,
      alignment: align ?? 'left',
      fillColor: PRINT_COLOURS.sunken,
    }),
  )
  const rows = block.rows.map((values) =>
    block.columns.map((column, at): TableCell => {
      const value = values[at] ?? ''
      return typeof value === 'string' ? { text: value, alignment: column.align ?? 'left' } : drawTag(value)
    }),
  )
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: whole ? 1 : 0,
      dontBreakRows: whole,
      widths: block.columns.map(({ width }) => width),
      body: [header, ...rows],
    },
    layout: ROWS,
    fontSize: TABLE_FONT_SIZE,
    lineHeight: 1.3,
    margin: [0, 0, 0, 8],
  }
}

function blockContent(block: PrintBlock, width: number): Content {
  switch (block.kind) {
    case 'heading':
      return heading(block.text, width)
    case 'text': {
      const quiet = block.quiet ? { color: PRINT_COLOURS.secondary, fontSize: 9 } : {}
      return { text: block.text, margin: [0, 0, 0, 6], ...quiet }
    }
    case 'facts':
      return {
        stack: block.items.map(({ label, value }) => ({
          columns: [{ text: label, width: FACT_LABEL_WIDTH, color: PRINT_COLOURS.secondary }, valueContent(value)],
          margin: [0, 0, 0, 2],
        })),
        margin: [0, 0, 0, 8],
      }
    case 'table':
      return table(block, width)
    case 'qr':
      return {
        columns: [
          { canvas: drawQr(block.content), width: QR_SIZE },
          { stack: block.beside.map((text) => ({ text, margin: [0, 0, 0, 4] })) },
        ],
        columnGap: 16,
        unbreakable: true,
        margin: [0, 4, 0, 12],
      }
    case 'page-break':
      return { text: '', pageBreak: 'after' }
  }
}

function edgeLine(left: string, right: string): Content {
  return {
    columns: [
      { text: left, width: '*' },
      { text: right, width: 'auto', alignment: 'right' },
    ],
    columnGap: 16,
    margin: [SIDE, 24, SIDE, 0],
    fontSize: 8,
    color: PRINT_COLOURS.secondary,
  }
}

/** Lays a document out on A4: title, blocks, and on every page its header, printing time and page n / m. */
export function layOut(document: PrintDocument, onPages: (pages: number) => void): TDocumentDefinitions {
  const { title, orientation, header, footer, language, createdAt } = document
  const width = A4[orientation] - 2 * SIDE
  return {
    pageSize: 'A4',
    pageOrientation: orientation,
    pageMargins: [SIDE, 56, SIDE, 60],
    language,
    displayTitle: true,
    info: { title, creationDate: createdAt, modDate: createdAt },
    defaultStyle: { font: FONT_FAMILY, fontSize: 10.5, lineHeight: 1.4, color: PRINT_COLOURS.ink },
    header: () => edgeLine(header.left, header.right),
    footer: (page, pages) => {
      onPages(pages)
      return edgeLine(footer.left, `${footer.printedAt}    ${page} / ${pages}`)
    },
    content: [
      { text: title, fontSize: 16, bold: true, margin: [0, 0, 0, 4] },
      ...document.blocks.map((block) => blockContent(block, width)),
    ],
  }
}
