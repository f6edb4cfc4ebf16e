import { type SheetLimits, SheetRefused } from './sheet.ts'
import { attribute, scanXml } from './xml-scanner.ts'
import type { ZipContainer } from './zip-container.ts'

type Relation = { readonly type: string; readonly target: string }

/** A sheet as the workbook lists it, with the part that holds its cells. */
export type ListedSheet = { readonly name: string; readonly hidden: boolean; readonly part: string }

export type Workbook = {
  readonly sheets: readonly ListedSheet[]
  readonly dates1904: boolean
  readonly sharedStrings: string | undefined
  readonly styles: string | undefined
}

const LONGEST_FORMAT = 255
const FLAG = /^(1|true|on)$/

/** Says whether an attribute of the file format is set. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && FLAG.test(value)
}

/** Reads the character escapes of the workbook format: _x000D_ is a line end, _x005F_ an underscore. */
export function readEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Copies a text, since one cut out of scanned XML keeps that whole piece of XML in memory. */
export function ownCopy(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1)
}

function resolvePart(from: string, target: string): string {
  const path: string[] = []
  for (const step of (target.startsWith('/') ? target : folderOf(from) + target).split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}

async function relationsOf(zip: ZipContainer, part: string): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>()
  const file = part.slice(folderOf(part).length)
  const name = `${folderOf(part)}_rels/${file}.rels`
  if (!zip.has(name)) return relations
  await scanXml(await zip.open(name), {
    open: (element, tag) => {
      if (element !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return
      const id = attribute(tag, 'Id')
      const type = attribute(tag, 'Type')?.split('/').at(-1)
      const target = attribute(tag, 'Target')
      if (id && type && target) relations.set(id, { type, target: resolvePart(part, target) })
    },
    close: () => undefined,
    text: () => undefined,
  })
  return relations
}

function refuseOtherKinds(zip: ZipContainer): void {
  const names = zip.names()
  if (names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name))) throw new SheetRefused('sheet.macros')
  if (names.some((name) => /^xl\/workbook\.bin$/i.test(name))) throw new SheetRefused('sheet.binary_workbook')
  if (zip.has('content.xml') && zip.has('mimetype')) throw new SheetRefused('sheet.open_document')
  if (!zip.has('[Content_Types].xml')) throw new SheetRefused('sheet.not_tabular', { found: 'ZIP' })
  if (zip.has('word/document.xml')) throw new SheetRefused('sheet.not_tabular', { found: 'DOCX' })
  if (zip.has('ppt/presentation.xml')) throw new SheetRefused('sheet.not_tabular', { found: 'PPTX' })
}

/** Reads which sheets a workbook has and where its parts are; refuses macros and other kinds of file. */
export async function readWorkbookParts(zip: ZipContainer, limits: SheetLimits): Promise<Workbook> {
  refuseOtherKinds(zip)
  const root = [...(await relationsOf(zip, '')).values()].find((relation) => relation.type === 'officeDocument')
  const part = root?.target ?? 'xl/workbook.xml'
  if (!zip.has(part)) throw new SheetRefused('sheet.not_tabular', { found: 'ZIP' })
  const relations = await relationsOf(zip, part)
  const sheets: ListedSheet[] = []
  let dates1904 = false
  await scanXml(await zip.open(part), {
    open: (element, tag) => {
      if (element === 'workbookPr') dates1904 = isSet(attribute(tag, 'date1904'))
      if (element !== 'sheet') return
      const relation = relations.get(attribute(tag, 'r:id') ?? attribute(tag, 'id') ?? '')
      if (relation?.type !== 'worksheet') return
      const state = attribute(tag, 'state') ?? 'visible'
      sheets.push({ name: attribute(tag, 'name') ?? '', hidden: state !== 'visible', part: relation.target })
    },
    close: () => undefined,
    text: () => undefined,
  })
  if (sheets.length === 0) throw new SheetRefused('sheet.empty')
  if (sheets.length > limits.sheets) {
    throw new SheetRefused('sheet.too_many_sheets', { sheets: sheets.length, limit: limits.sheets })
  }
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target
  return { sheets, dates1904, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') }
}

/** Reads the shared texts of a workbook: parts of rich text joined, furigana left out. */
export async function readSharedStrings(
  zip: ZipContainer,
  part: string | undefined,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const strings: string[] = []
  if (part === undefined || !zip.has(part)) return strings
  let current = ''
  let inText = false
  let phonetic = 0
  await scanXml(
    await zip.open(part),
    {
      open: (element) => {
        if (element === 'si') current = ''
        else if (element === 'rPh') phonetic += 1
        else if (element === 't') inText = phonetic === 0
      },
      close: (element) => {
        if (element === 'si') strings.push(ownCopy(readEscapes(current)))
        else if (element === 'rPh') phonetic -= 1
        else if (element === 't') inText = false
      },
      text: (text) => {
        if (inText) current += text
      },
    },
    signal,
  )
  return strings
}

/** Reads the number format of each cell style, in the order cells refer to them. */
export async function readNumberFormats(zip: ZipContainer, part: string | undefined): Promise<readonly string[]> {
  const formats: string[] = []
  if (part === undefined || !zip.has(part)) return formats
  const codes = new Map<string, string>()
  let inCellStyles = false
  // Longer codes are no formats a spreadsheet would write; they could only make the reading slow.
  const addCode = (tag: string): void => {
    const code = attribute(tag, 'formatCode') ?? ''
    if (code.length <= LONGEST_FORMAT) codes.set(attribute(tag, 'numFmtId') ?? '', code)
  }
  await scanXml(await zip.open(part), {
    open: (element, tag) => {
      if (element === 'numFmt') addCode(tag)
      else if (element === 'cellXfs') inCellStyles = true
      else if (element === 'xf' && inCellStyles) {
        const id = attribute(tag, 'numFmtId') ?? '0'
        formats.push(codes.get(id) ?? `#${id}`)
      }
    },
    close: (element) => {
      if (element === 'cellXfs') inCellStyles = false
    },
    text: () => undefined,
  })
  return formats
}
