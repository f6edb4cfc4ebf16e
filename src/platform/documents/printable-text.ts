import type { PrintBlock, PrintDocument, PrintValue } from './document.ts'

// They only choose among the forms of the character before them; fonts without forms draw them as a box.
const VARIATION_SELECTORS = /[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu

function mapValue(value: PrintValue, change: (text: string) => string): PrintValue {
  return typeof value === 'string' ? change(value) : { ...value, text: change(value.text) }
}

function mapBlock(block: PrintBlock, change: (text: string) => string): PrintBlock {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return { ...block, text: change(block.text) }
    case 'facts': {
      const items = block.items.map(({ label, value }) => ({ label: change(label), value: mapValue(value, change) }))
      return { ...block, items }
    }
    case 'table': {
      const columns = block.columns.map((column) => ({ ...column, header: change(column.header) }))
      return { ...block, columns, rows: block.rows.map((row) => row.map((value) => mapValue(value, change))) }
    }
    case 'qr':
      return { ...block, beside: block.beside.map(change) }
    case 'page-break':
      return block
  }
}

function mapText(document: PrintDocument, change: (text: string) => string): PrintDocument {
  const { header, footer } = document
  return {
    ...document,
    title: change(document.title),
    header: { left: change(header.left), right: change(header.right) },
    footer: { left: change(footer.left), printedAt: change(footer.printedAt) },
    blocks: document.blocks.map((block) => mapBlock(block, change)),
  }
}

/**
 * Prepares the words of a document for a font: variation selectors go, each character the font cannot draw becomes
 * the geta mark 〓 and is listed.
 */
export function fitToFont(
  document: PrintDocument,
  covers: (codePoint: number) => boolean,
): { readonly document: PrintDocument; readonly missing: readonly string[] } {
  const missing = new Set<string>()
  const fit = (text: string): string => {
    let fitted = ''
    for (const character of text
      .replace(VARIATION_SELECTORS, '')
      .replace(/\r\n?|\t/g, (c) => (c === '\t' ? ' ' : '\n'))) {
      if (character === '\n' || covers(character.codePointAt(0) ?? 0)) fitted += character
      else {
        missing.add(character)
        fitted += '〓'
      }
    }
    return fitted
  }
  return { document: mapText(document, fit), missing: [...missing] }
}
