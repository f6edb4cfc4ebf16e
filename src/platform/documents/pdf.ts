import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { PrintDocument } from './document.ts'
import { readGlyphCoverage } from './glyph-coverage.ts'
import { fitToFont } from './printable-text.ts'

/** Printed document, or why it cannot be printed; `replaced` lists characters shown as the geta mark 〓. */
export type RenderedPdf =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly pages: number; readonly replaced: readonly string[] }
  | { readonly ok: false; readonly reason: 'document.language_not_printable'; readonly params: { language: string } }
  | {
      readonly ok: false
      readonly reason: 'document.characters_not_printable'
      readonly params: { characters: string }
    }

const PRINTABLE_LANGUAGES = ['ja', 'en']
const FONT_FOLDER = '@expo-google-fonts/biz-udpgothic'
const { resolve } = createRequire(import.meta.url)
const REGULAR = resolve(`${FONT_FOLDER}/400Regular/BIZUDPGothic_400Regular.ttf`)
const BOLD = resolve(`${FONT_FOLDER}/700Bold/BIZUDPGothic_700Bold.ttf`)

type Printer = (document: PrintDocument, tellPages: (count: number) => void) => Promise<Uint8Array>

// No page needs the library: the first document brings it in, not the start.
const loadPrinter = async (): Promise<Printer> => {
  const [{ default: pdfmake }, { FONT_FAMILY, layOut }] = await Promise.all([
    import('pdfmake'),
    import('./page-layout.ts'),
  ])
  // A document may reach nothing but the two fonts: no address, no other file.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === REGULAR || path === BOLD)
  pdfmake.setFonts({ [FONT_FAMILY]: { normal: REGULAR, bold: BOLD } })
  // The library changes the definition it is given, so it always gets a new one.
  return (document, tellPages) => pdfmake.createPdf(layOut(document, tellPages)).getBuffer()
}

let printer: Promise<Printer> | undefined

let coverage: Promise<(codePoint: number) => boolean> | undefined

async function readCoverage(): Promise<(codePoint: number) => boolean> {
  const [regular, bold] = (await Promise.all([readFile(REGULAR), readFile(BOLD)])).map(readGlyphCoverage)
  return (codePoint) => regular?.(codePoint) === true && bold?.(codePoint) === true
}

/**
 * Renders a document as PDF with the Japanese font embedded. A language or a character the font cannot draw is
 * refused, or, for names in a register, marked with 〓 and listed.
 */
export async function renderPdf(
  document: PrintDocument,
  options: { readonly missingCharacters: 'refuse' | 'mark' },
): Promise<RenderedPdf> {
  const { language } = document
  if (!PRINTABLE_LANGUAGES.includes(language.split('-')[0] ?? '')) {
    return { ok: false, reason: 'document.language_not_printable', params: { language } }
  }
  coverage ??= readCoverage()
  const { document: fitted, missing } = fitToFont(document, await coverage)
  if (missing.length > 0 && options.missingCharacters === 'refuse') {
    return { ok: false, reason: 'document.characters_not_printable', params: { characters: missing.join('') } }
  }
  let pages = 0
  printer ??= loadPrinter()
  const bytes = await (await printer)(fitted, (count) => {
    pages = count
  })
  return { ok: true, bytes, pages, replaced: missing }
}
