import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheet } from './read-sheet.ts'
import { type SheetValue, type WorkbookContent, writeXlsx } from './write-workbook.ts'

const values: readonly (readonly SheetValue[])[] = [
  ['00013', '㈱髙﨑①', 84_000_000, '2026-11-21'],
  ['=1+1', '改行\nと _x0041_ & <社>', 72.5, null],
  ['1.23E+12', '+81-3', null, '未定'],
  ['-', '制御\u0001文字', -2, '1900-01-01'],
  [5, '\t=1', 1e15, '2026-02-30'],
]

const content: WorkbookContent = {
  creator: 'Kizuna',
  createdAt: new Date('2026-11-21T00:12:00Z'),
  watermark: '社外秘 A&B 2026-11-21',
  sheets: [
    {
      name: '取引先',
      columns: [
        { header: 'コード', width: 12, kind: 'text' },
        { header: '名称', width: 30, kind: 'text' },
        { header: '委託料', width: 14, kind: 'number' },
        { header: '期日', width: 12, kind: 'date' },
      ],
      rows: values,
    },
    { name: '空', columns: [], rows: [] },
  ],
}

async function bytesOf(book: WorkbookContent): Promise<Buffer> {
  const output = new PassThrough()
  const [bytes] = await Promise.all([buffer(output), writeXlsx(book, output)])
  return bytes
}

const PYTHON = `
import json, sys, zipfile, xml.etree.ElementTree as E
z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
n = {'m': 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'}
s = E.fromstring(z.read('xl/worksheets/sheet1.xml')); t = E.fromstring(z.read('xl/styles.xml'))
x = t.findall('m:cellXfs/m:xf', n); f = [i.get('val') for i in t.findall('m:fonts/m:font/m:name', n)]
c = s.findall('m:sheetData/m:row/m:c', n)
print(json.dumps({
  'formulas': len(s.findall('.//m:f', n)), 'pane': s.find('.//m:pane', n).attrib, 'filter': s.find('m:autoFilter', n).get('ref'),
  'fonts': sorted({f[int(x[int(i.get('s'))].get('fontId'))] for i in c}), 'footer': s.find('.//m:oddFooter', n).text,
  'types': {i.get('r'): i.get('t') for i in c}, 'formats': {i.get('r'): x[int(i.get('s'))].get('numFmtId') for i in c},
  'core': z.read('docProps/core.xml').decode(), 'book': z.read('xl/workbook.xml').decode(),
}))
`
const hasPython = spawnSync('python3', ['--version']).status === 0

describe('writeXlsx', () => {
  let folder: string
  let file: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sheet-'))
    file = join(folder, 'a.xlsx')
    writeFileSync(file, await bytesOf(content))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is read back with texts as texts, numbers as numbers and dates as dates', async () => {
    const read = await readSheet(file, { fileName: 'a.xlsx' })
    if (!read.ok) throw new Error(read.reason)
    expect(read.sheets.map((sheet) => sheet.name)).toEqual(['取引先', '空'])
    expect(read.sheets[0]?.rows.map((row) => row.cells.map((cell) => [cell.kind, cell.text]))).toEqual([
      [
        ['text', 'コード'],
        ['text', '名称'],
        ['text', '委託料'],
        ['text', '期日'],
      ],
      [
        ['text', '00013'],
        ['text', '㈱髙﨑①'],
        ['number', '84000000'],
        ['date', '2026-11-21'],
      ],
      [
        ['text', '=1+1'],
        ['text', '改行\nと _x0041_ & <社>'],
        ['number', '72.5'],
      ],
      [
        ['text', '1.23E+12'],
        ['text', '+81-3'],
        ['text', '未定'],
      ],
      [
        ['text', '-'],
        ['text', '制御文字'],
        ['number', '-2'],
        ['date', '1900-01-01'],
      ],
      [
        ['text', '5'],
        ['text', '\t=1'],
        ['number', '1000000000000000'],
        ['text', '2026-02-30'],
      ],
    ])
  })

  it.skipIf(!hasPython)('is a sound workbook for another reader: no formula, text format, fixed heading, font', () => {
    const run = spawnSync('python3', ['-c', PYTHON, file], { encoding: 'utf8' })
    expect(run.stderr).toBe('')
    const found = JSON.parse(run.stdout)
    expect(found).toMatchObject({
      formulas: 0,
      pane: { ySplit: '1', state: 'frozen' },
      filter: 'A1:D1',
      fonts: ['游ゴシック'],
      footer: '&L社外秘 A&&B 2026-11-21&R&P / &N',
    })
    expect(found.types).toMatchObject({ A2: 'str', A3: 'str', C2: null, D4: 'str' })
    // 49 is the built-in format "text": what is typed over such a cell stays a text as well.
    expect(found.formats).toMatchObject({ A2: '49', A3: '49', B4: '49', C2: '3', D4: '49' })
    expect(found.core).toContain('社外秘 A&amp;B 2026-11-21')
    expect(found.core).toContain('2026-11-21T00:12:00Z')
    expect(found.book).toContain('$1:$1')
  })

  it('takes rows as they come from a source', async () => {
    async function* source() {
      for (let at = 0; at < 5_000; at += 1) yield [String(at)]
    }
    const columns = [{ header: 'コード', width: 12, kind: 'text' }] as const
    const bytes = await bytesOf({ ...content, sheets: [{ name: 'a', columns, rows: source() }] })
    const read = await readSheet(bytes, { fileName: 'a.xlsx' })
    expect(read.ok && read.sheets[0]?.rows.at(-1)).toMatchObject({ number: 5_001, cells: [{ text: '4999' }] })
  })

  it('fails when its output fails', async () => {
    const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
    await expect(writeXlsx(content, output)).rejects.toThrow('disk full')
  })
})

it('takes no more rows than a download that stands still can hold, and ends with it', async () => {
  const ROWS = 60_000
  let taken = 0
  function* rows() {
    for (; taken < ROWS; taken += 1) yield Array.from({ length: 12 }, (_, at) => `東嶺電機株式会社 ${taken * at}`)
  }
  const output = new Writable({ write: () => undefined })
  const columns = Array.from({ length: 12 }, (_, at) => ({ header: `${at}`, width: 12, kind: 'text' as const }))
  const book = { ...content, sheets: [{ name: '取引先', columns, rows: rows() }] }
  const gone = writeXlsx(book, output).then(
    () => 'written',
    (error: Error) => error.message,
  )
  let before = -1
  await expect
    .poll(
      () => {
        const still = taken === before
        before = taken
        return still
      },
      { interval: 500, timeout: 15_000 },
    )
    .toBe(true)
  expect(taken).toBeLessThan(ROWS)
  output.destroy(new Error('the reader went away'))
  expect(await gone).toBe('the reader went away')
})
