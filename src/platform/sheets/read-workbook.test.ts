import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workbookOf, workbookParts, zipFile } from './fixtures/zip-file.ts'
import { mergedReader } from './merged.ts'
import { readSheet } from './read-sheet.ts'
import { SHEET_LIMITS, type Sheet, type SheetLimits } from './sheet.ts'

const fixtures = join(import.meta.dirname, 'fixtures')

async function read(source: Uint8Array | string, limits: Partial<SheetLimits> = {}) {
  return await readSheet(source, { fileName: '台帳.xlsx', limits })
}

async function sheetsOf(source: Uint8Array | string): Promise<readonly Sheet[]> {
  const file = await read(source)
  if (!file.ok) throw new Error(`${file.reason} ${JSON.stringify(file.params)}`)
  return file.sheets
}

async function cellsOf(rows: string, extra: Parameters<typeof workbookOf>[1] = []) {
  const [sheet] = await sheetsOf(workbookOf(rows, extra))
  return sheet?.rows.flatMap((row) => row.cells)
}

const text = (value: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${value}</t></is></c></row>`

describe('a workbook written by openpyxl', () => {
  const ledger = join(fixtures, 'ledger-openpyxl.xlsx')

  it('shows each cell as its reader sees it', async () => {
    const [sheet, old] = await sheetsOf(ledger)
    expect([sheet?.name, sheet?.hidden, old?.name, old?.hidden]).toEqual(['取引先台帳', false, '旧台帳', true])
    expect(sheet?.rows.map((row) => row.number)).toEqual([1, 3, 4, 5, 6, 7])
    expect(sheet?.rows[3]?.cells).toEqual([
      { column: 1, text: '00012', kind: 'text' },
      { column: 2, text: '株式会社髙﨑㈱①', kind: 'text' },
      { column: 3, text: '7000012050002', kind: 'number' },
      { column: 4, text: '2026-04-01', kind: 'date' },
      { column: 5, text: '1491百万円', kind: 'text' },
      { column: 6, text: '', kind: 'formula', remark: 'sheet.formula_without_value' },
    ])
    expect(sheet?.rows[4]?.cells).toEqual([
      { column: 1, text: '00013', kind: 'text' },
      { column: 2, text: '#REF!の会社', kind: 'text' },
      { column: 3, text: '1.23E+12', kind: 'text', remark: 'sheet.exponent' },
      { column: 4, text: '2026-04-01T09:30:00', kind: 'date' },
      { column: 5, text: '72.5%', kind: 'text' },
      { column: 6, text: 'TRUE', kind: 'boolean' },
    ])
    expect(sheet?.rows[5]?.cells.at(-1)).toEqual({
      column: 6,
      text: '#N/A',
      kind: 'error',
      remark: 'sheet.error_value',
    })
  })

  it('tells what is hidden', async () => {
    const [sheet] = await sheetsOf(ledger)
    expect(sheet?.rows.filter((row) => row.hidden).map((row) => row.number)).toEqual([7])
    expect(sheet?.hiddenColumns).toEqual([5])
  })

  it('gives a heading over several columns or rows to each of them', async () => {
    const [sheet] = await sheetsOf(ledger)
    if (!sheet) throw new Error('no sheet')
    const cells = mergedReader(sheet)
    const heading = (row: number) => cells(row).map((cell) => `${cell.column}${cell.text}`)
    expect(heading(3)).toEqual(['1コード', '2会社', '3会社', '4契約', '5契約', '6備考'])
    expect(heading(4)).toEqual(['1コード', '2名称', '3法人番号', '4開始日', '5委託料', '6備考'])
    expect(cells(2)).toEqual([])
  })

  it('counts dates from 1904 when the workbook does', async () => {
    const [sheet] = await sheetsOf(join(fixtures, 'dates-1904-openpyxl.xlsx'))
    expect(sheet?.rows.map((row) => row.cells[0]?.text)).toEqual(['2026-04-01', '1904-01-02'])
  })
})

describe('what other programs write', () => {
  it('leaves furigana out of shared and inline texts and joins rich text', async () => {
    const strings =
      '<sst><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><r><rPr><b/></rPr><t xml:space="preserve">電 </t></r><r><t>力</t></r><rPh><t>デン</t></rPh></si></sst>'
    const rows =
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>大阪</t><rPh sb="0" eb="2"><t>オオサカ</t></rPh></is></c></row>'
    const cells = await cellsOf(rows, [{ name: 'xl/sharedStrings.xml', content: strings }])
    expect(cells?.map((cell) => cell.text)).toEqual(['東京', '電 力', '大阪'])
  })

  it('reads prefixed elements, single quotes, entities, CDATA, comments and escapes', async () => {
    const sheet = `<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><!-- <c> --><x:row r = '2' note="a>b">
      <x:c r='B2' t='str'><x:v>A&amp;B &#x9AD9;&#39640;</x:v></x:c><x:c r="C2" t="str"><x:v><![CDATA[<社>]]></x:v></x:c>
      <x:c r="D2" t="str"><x:v>上_x000A_下_x005F_x0041_</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    const [read] = await sheetsOf(zipFile(workbookParts(sheet)))
    expect(read?.rows).toEqual([
      {
        number: 2,
        hidden: false,
        cells: [
          { column: 2, text: 'A&B 髙高', kind: 'text' },
          { column: 3, text: '<社>', kind: 'text' },
          { column: 4, text: '上\n下_x0041_', kind: 'text' },
        ],
      },
    ])
  })

  it('never evaluates a formula, reads the value stored with it', async () => {
    const cells = await cellsOf(
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>2x</v></c><c r="C1" t="e"><f>#REF!</f><v>#REF!</v></c></row>',
    )
    expect(cells).toEqual([
      { column: 1, text: '2', kind: 'formula', remark: 'sheet.formula' },
      { column: 2, text: '2x', kind: 'formula', remark: 'sheet.formula' },
      { column: 3, text: '#REF!', kind: 'error', remark: 'sheet.error_value' },
    ])
  })

  it('keeps texts whole that fall on the border of two pieces', async () => {
    const long = '株式会社'.repeat(8_000)
    const rows = Array.from({ length: 40 }, (_, at) => `<row><c t="str"><v>${at}${long}&amp;</v></c></row>`).join('')
    const cells = await cellsOf(rows)
    expect(cells?.every((cell, at) => cell.text === `${at}${long}&`)).toBe(true)
    expect(cells).toHaveLength(40)
  })
})

describe('files that are refused', () => {
  const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])
  const book = workbookParts('<worksheet><sheetData/></worksheet>')
  it.each<[string, Uint8Array, object]>([
    ['sheet.old_excel', Buffer.concat([compound, Buffer.from('Workbook', 'utf16le')]), {}],
    ['sheet.encrypted', Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]), {}],
    ['sheet.macros', zipFile([...book, { name: 'xl/vbaProject.bin', content: 'x' }]), {}],
    ['sheet.binary_workbook', zipFile([{ name: 'xl/workbook.bin', content: 'x' }]), {}],
    [
      'sheet.open_document',
      zipFile([
        { name: 'mimetype', content: 'x' },
        { name: 'content.xml', content: 'x' },
      ]),
      {},
    ],
    [
      'sheet.not_tabular',
      zipFile([
        { name: '[Content_Types].xml', content: 'x' },
        { name: 'word/document.xml', content: 'x' },
      ]),
      { found: 'DOCX' },
    ],
    ['sheet.not_tabular', zipFile([{ name: 'a.txt', content: 'x' }]), { found: 'ZIP' }],
    ['sheet.not_tabular', Buffer.from('%PDF-1.7'), { found: 'PDF' }],
    ['sheet.not_tabular', Buffer.from('\ufeff<html><table>'), { found: 'HTML' }],
    ['sheet.not_tabular', Buffer.from('<?xml version="1.0"?><Workbook/>'), { found: 'XML' }],
    ['sheet.damaged', Buffer.from('PK\u0003\u0004 cut off'), { detail: 'zip' }],
    ['sheet.damaged', workbookOf('').subarray(0, 700), { detail: 'zip' }],
    ['sheet.damaged', zipFile(workbookParts('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')), { detail: 'doctype' }],
    ['sheet.damaged', workbookOf(text('&boom;')), { detail: 'entity' }],
    ['sheet.damaged', workbookOf('<row r="1"><c r="A1'), { detail: 'xml' }],
    ['sheet.damaged', workbookOf('<row r="1"><c r="A1"><v>1</v></c>'), { detail: 'xml' }],
    ['sheet.damaged', workbookOf(`<row r="1"><c r="A1" ${'x'.repeat(2_000_000)}`), { detail: 'xml' }],
    ['sheet.damaged', workbookOf('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), { detail: 'sharedStrings' }],
    ['sheet.damaged', workbookOf('<row r="3"/><row r="3"/>'), { detail: 'row 3' }],
    [
      'sheet.damaged',
      zipFile(
        workbookParts(`<worksheet><cols>${'<col min="1" max="9" hidden="1"/>'.repeat(16_385)}</cols></worksheet>`),
      ),
      { detail: 'cols' },
    ],
    ['sheet.damaged', workbookOf(`<row r="1"><c r="A1" x="${'>'.repeat(1_500_000)}`), { detail: 'xml' }],
    ['sheet.nul_character', workbookOf(text('a_x0000_b')), { sheet: '台帳', row: 1, column: 'A', cell: 'A1' }],
    ['sheet.cell_too_long', workbookOf(text('x'.repeat(32_768))), { cell: 'A1', limit: 32_767 }],
    ['sheet.too_many_columns', workbookOf('<row r="9"><c r="GS9"><v>1</v></c></row>'), { cell: 'GS9', limit: 200 }],
    ['sheet.empty', workbookOf('<row r="1"><c r="A1" s="3"/></row>'), {}],
  ])('%s', async (reason, bytes, params) => {
    expect(await read(bytes)).toEqual({ ok: false, reason, params: expect.objectContaining(params) })
  })

  it('refuses bombs by what they declare, before unpacking', async () => {
    const zeros = Buffer.alloc(20 * 1024 * 1024)
    const bomb = zipFile([...book, { name: 'xl/media/image1.png', content: zeros }])
    const limit = bomb.length * SHEET_LIMITS.ratio
    expect(await read(bomb)).toMatchObject({ ok: false, reason: 'sheet.inflates_too_much', params: { limit } })
    const giant = zipFile([...book, { name: 'xl/a.xml', content: 'x', declared: 300 * 1024 * 1024 }])
    expect(await read(giant)).toMatchObject({
      ok: false,
      reason: 'sheet.inflates_too_much',
      params: { limit: SHEET_LIMITS.unzippedBytes },
    })
  })

  it('stops a part that grows beyond what it declared', async () => {
    const parts = book.map((part) =>
      part.name === 'xl/worksheets/sheet1.xml'
        ? { ...part, content: `<worksheet>${' '.repeat(5_000_000)}</worksheet>`, declared: 100 }
        : part,
    )
    expect(await read(zipFile(parts))).toMatchObject({ ok: false, reason: 'sheet.damaged' })
  })

  it('stops at the number of parts, sheets, rows and cells', async () => {
    const rows = workbookOf('<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>')
    expect(await read(rows)).toMatchObject({ ok: true })
    expect(await read(rows, { parts: 4 })).toMatchObject({ ok: false, reason: 'sheet.too_many_parts' })
    expect(await read(rows, { sheets: 0 })).toMatchObject({ ok: false, reason: 'sheet.too_many_sheets' })
    expect(await read(rows, { rows: 1 })).toMatchObject({ ok: false, reason: 'sheet.too_many_rows' })
    const areas =
      '<worksheet><sheetData/><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells></worksheet>'
    expect(await read(zipFile(workbookParts(areas)), { cells: 1 })).toMatchObject({ reason: 'sheet.too_many_cells' })
    expect(await read(rows, { cells: 2 })).toMatchObject({ ok: false, reason: 'sheet.too_many_cells' })
  })

  it('stops when asked to, and does not call that a fault of the file', async () => {
    const signal = AbortSignal.abort(new Error('stop'))
    await expect(readSheet(workbookOf(text('a')), { fileName: 'a.xlsx', signal })).rejects.toThrow('stop')
  })

  it('rejects for a file that is not there, since that is no fault of its content', async () => {
    await expect(read(join(fixtures, 'missing.xlsx'))).rejects.toThrow('ENOENT')
  })

  it('says when the name does not fit the content', async () => {
    expect(await readSheet(workbookOf(text('a')), { fileName: 'a.csv' })).toMatchObject({
      ok: true,
      format: 'xlsx',
      remarks: [{ code: 'sheet.extension_differs', params: { extension: '.csv', format: 'xlsx' } }],
    })
  })
})

const shared = resolve(import.meta.dirname, '../../../../shared/data/ledger')

describe.skipIf(!existsSync(shared))('workbooks of other people', () => {
  it('reads the name, not its furigana', async () => {
    const [sheet] = await sheetsOf(join(shared, 'phonetic-runs.xlsx'))
    expect(sheet?.rows[0]?.cells).toEqual([{ column: 1, text: '東京電力', kind: 'text' }])
  })

  it('reads the four sheets of a peer', async () => {
    const sheets = await sheetsOf(join(shared, 'third_parties_template.xlsx'))
    expect(sheets.map((sheet) => [sheet.name, sheet.rows.length])).toEqual([
      ['Entities', 4],
      ['Solutions', 4],
      ['Contracts', 4],
      ['Representatives', 4],
    ])
    expect(sheets[0]?.rows[1]?.cells.slice(0, 2).map((cell) => cell.text)).toEqual(['ENT-001', 'ACME Corporation'])
  })
})
