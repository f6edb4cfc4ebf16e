import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { delimitedRecords } from './delimited.ts'
import { readSheet } from './read-sheet.ts'
import { SHEET_LIMITS } from './sheet.ts'

const TEXT = '取引先名,所在地\r\n㈱髙﨑①,"東京都\n千代田区"\r\n"引用""符",～―－∥\r\n'

async function read(bytes: Uint8Array, limits = {}) {
  return await readSheet(bytes, { fileName: '台帳.csv', limits })
}

async function texts(bytes: Uint8Array): Promise<unknown> {
  const file = await read(bytes)
  if (!file.ok) throw new Error(file.reason)
  return file.sheets[0]?.rows.map((row) => [row.number, ...row.cells.map((cell) => cell.text)])
}

describe('delimited text', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8-bom', Buffer.from(`\ufeff${TEXT}`)],
    ['utf-16le', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['utf-16le', Buffer.from(TEXT, 'utf16le')],
    ['utf-16be', Buffer.from(TEXT, 'utf16le').swap16()],
    ['cp932', iconv.encode(TEXT, 'cp932')],
  ] as const)('reads %s', async (encoding, bytes) => {
    expect(await read(bytes)).toMatchObject({ ok: true, format: 'delimited', encoding, remarks: [] })
    expect(await texts(bytes)).toEqual([
      [1, '取引先名', '所在地'],
      [2, '㈱髙﨑①', '東京都\n千代田区'],
      [3, '引用"符', '～―－∥'],
    ])
  })

  it.each([
    ['\t', 'コード\t名称\n1\tA,B,C\n2\tD,E,F\n'],
    [';', 'コード;額\n1;1,5\n2;2,5\n'],
    [';', 'sep=;\r\nコード;額\r\n1;2\r\n'],
    [',', '取引先一覧\r\nコード,名称;別名\r\n1,"a\tb"\r\n'],
    [',', '名称だけ\r\n甲\r\n'],
  ])('finds the separator %j', async (delimiter, text) => {
    expect(await read(Buffer.from(text))).toMatchObject({ ok: true, delimiter })
  })

  it('counts rows as Excel does: empty rows and the separator line count, lines inside quotes do not', async () => {
    expect(await texts(Buffer.from('sep=,\n\na,"b\nc"\n,,\nd'))).toEqual([
      [3, 'a', 'b\nc'],
      [5, 'd'],
    ])
  })

  it('keeps a quote inside a bare field and text behind a closed quote', async () => {
    expect(await texts(Buffer.from('5" パイプ,"a"b\n'))).toEqual([[1, '5" パイプ', 'ab']])
  })

  it.each([
    ['sheet.nul_character', Buffer.from('a,b\nc,d\0e\n'), { row: 2, column: 'B', cell: 'B2' }],
    ['sheet.unclosed_quote', Buffer.from('a,b\nc,"d\ne,f\n'), { row: 2, column: 'B' }],
    [
      'sheet.bad_bytes',
      Buffer.concat([iconv.encode('名称,住所\n株式会社,東京', 'cp932'), Buffer.from([0x81, 0x20])]),
      { row: 2, column: 'B', encoding: 'cp932' },
    ],
    [
      'sheet.bad_bytes',
      Buffer.concat([Buffer.from('\ufeff名称,住所\n'), Buffer.from([0xff]), Buffer.from('株式会社,東京')]),
      { row: 2, column: 'A', encoding: 'utf-8-bom' },
    ],
    [
      'sheet.bad_bytes',
      Buffer.concat([Buffer.from('名称,住所\n株式会社東京第一製作所,大阪'), Buffer.from([0xe5, 0x41])]),
      { row: 2, column: 'B', encoding: 'utf-8' },
    ],
    ['sheet.too_many_columns', Buffer.from(`a\n${','.repeat(200)}x`), { row: 2, column: 'GS', limit: 200 }],
    ['sheet.cell_too_long', Buffer.from(`a\nb,${'x'.repeat(32_768)}`), { row: 2, column: 'B', limit: 32_767 }],
  ] as const)('refuses with the place: %s', async (reason, bytes, params) => {
    expect(await read(bytes)).toMatchObject({ ok: false, reason, params })
  })

  it.each([
    ['EUC-JP', iconv.encode('名称,住所\n株式会社東京製作所,大阪府', 'euc-jp')],
    ['ISO-2022-JP', Buffer.from('\u001b$B<h0z@h\u001b(B,1\n', 'latin1')],
  ])('says so instead of reading %s as garbage', async (encoding, bytes) => {
    expect(await read(bytes)).toEqual({ ok: false, reason: 'sheet.unsupported_encoding', params: { encoding } })
  })

  it('reads a file of half-width kana in CP932', async () => {
    const bytes = iconv.encode('ｶﾌﾞｼｷｶﾞｲｼｬ,ﾄｳｷｮｳ\nﾕｳｹﾞﾝ,ｵｵｻｶ\n', 'cp932')
    expect(await read(bytes)).toMatchObject({ ok: true, encoding: 'cp932' })
  })

  it('stops at the limits of rows, cells and bytes', async () => {
    const bytes = Buffer.from('a,b\nc,d\ne,f\n')
    expect(await read(bytes, { rows: 2 })).toMatchObject({ ok: false, reason: 'sheet.too_many_rows' })
    expect(await read(bytes, { rows: 3 })).toMatchObject({ ok: true })
    expect(await read(bytes, { cells: 5 })).toMatchObject({ ok: false, reason: 'sheet.too_many_cells' })
    expect(await read(bytes, { bytes: 11 })).toMatchObject({ ok: false, reason: 'sheet.too_large' })
  })

  it('refuses a file of 100 MB by its size alone', async () => {
    expect(await read(new Uint8Array(100 * 1024 * 1024))).toEqual({
      ok: false,
      reason: 'sheet.too_large',
      params: { bytes: 104_857_600, limit: SHEET_LIMITS.bytes },
    })
  })

  it('marks formulas, shortened numbers and characters only one machine knows, and keeps their text', async () => {
    const file = await read(Buffer.from('=1+1,1.23E+12,\ue000社,+81-3,a\ufffd\n'))
    expect(file.ok && file.sheets[0]?.rows[0]?.cells).toEqual([
      { column: 1, text: '=1+1', kind: 'text', remark: 'sheet.formula_like' },
      { column: 2, text: '1.23E+12', kind: 'text', remark: 'sheet.exponent' },
      { column: 3, text: '\ue000社', kind: 'text', remark: 'sheet.private_use_character' },
      { column: 4, text: '+81-3', kind: 'text' },
      { column: 5, text: 'a\ufffd', kind: 'text', remark: 'sheet.replacement_character' },
    ])
  })

  it.each([[['']], [['\n\n,,\n']], [['\ufeff']]])('says that a file is empty: %j', async ([text]) => {
    expect(await read(Buffer.from(text ?? ''))).toMatchObject({ ok: false, reason: 'sheet.empty' })
  })

  it('stops when asked to', async () => {
    const signal = AbortSignal.abort(new Error('stop'))
    const bytes = Buffer.from('a,b\n'.repeat(30_000))
    await expect(readSheet(bytes, { fileName: 'a.csv', signal })).rejects.toThrow('stop')
  })

  it('gives back every field that was quoted by the rules', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '社', ' ', '') })
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = rows.map((r) => `${r.map((f) => `"${f.replaceAll('"', '""')}"`).join(',')}\r\n`).join('')
        expect([...delimitedRecords(text, ',')]).toEqual(rows.map((fields) => ({ fields })))
      }),
    )
  })
})

const edinet = resolve(import.meta.dirname, '../../../../shared/data/ledger/edinet-2024-07-21.cp932.csv')

describe.skipIf(!existsSync(edinet))('the EDINET code list', () => {
  it('is read whole, with its preamble, headings and 13-digit numbers', async () => {
    const file = await readSheet(edinet, { fileName: 'edinet.csv' })
    expect(file).toMatchObject({ ok: true, encoding: 'cp932', delimiter: ',', remarks: [] })
    const rows = file.ok ? (file.sheets[0]?.rows ?? []) : []
    expect(rows).toHaveLength(10_825)
    expect(rows[0]?.cells[1]?.text).toBe('2024年07月21日現在')
    expect(rows[1]?.cells.map((cell) => cell.text)).toContain('提出者法人番号')
    expect(rows[2]?.cells.find((cell) => cell.column === 13)?.text).toBe('5070001000715')
    expect(rows.flatMap((row) => row.cells).filter((cell) => cell.remark)).toEqual([])
  })
})
