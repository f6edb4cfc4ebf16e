import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { restoreFormula } from '../../domain/text/export.ts'
import { readSheet } from './read-sheet.ts'
import { type CsvEncoding, writeCsv } from './write-delimited.ts'

const rows = [
  ['取引先コード', '名称', '電話', '備考', '点数'],
  ['00013', '㈱髙﨑①', '+81-3-1234', '改行\r\nと,と"引用"', -2.5],
  ['=1+1', "'=x", null, ' 空白 ', 0],
] as const

function bytesOf(values: Parameters<typeof writeCsv>[0], encoding: CsvEncoding): Uint8Array {
  const written = writeCsv(values, { encoding })
  if (!written.ok) throw new Error(written.reason)
  return written.bytes
}

const PYTHON =
  'import csv,io,json,sys\nprint(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer,encoding=sys.argv[1],newline="")))))'
const hasPython = spawnSync('python3', ['--version']).status === 0

describe('writeCsv', () => {
  it.each(['utf-8-bom', 'cp932'] as const)('is read back with every text as it was: %s', async (encoding) => {
    const file = await readSheet(bytesOf(rows, encoding), { fileName: 'a.csv' })
    if (!file.ok) throw new Error(file.reason)
    expect(file.encoding).toBe(encoding)
    const texts = file.sheets[0]?.rows.map((row) => row.cells.map((cell) => restoreFormula(cell.text)))
    expect(texts).toEqual(rows.map((row) => row.filter((value) => value !== null).map(String)))
  })

  it.skipIf(!hasPython).each([
    ['utf-8-bom', 'utf-8-sig'],
    ['cp932', 'cp932'],
  ] as const)('is read by another CSV reader: %s', (encoding, codec) => {
    const read = spawnSync('python3', ['-c', PYTHON, codec], { input: bytesOf(rows, encoding), encoding: 'utf8' })
    expect(JSON.parse(read.stdout)).toEqual([
      ['取引先コード', '名称', '電話', '備考', '点数'],
      ['00013', '㈱髙﨑①', "'+81-3-1234", '改行\r\nと,と"引用"', '-2.5'],
      ["'=1+1", "''=x", '', ' 空白 ', '0'],
    ])
  })

  it('folds the dashes and waves that have a twin in CP932', () => {
    const text = new TextDecoder('shift_jis').decode(bytesOf([['−—〜‖'], ['－―～∥']], 'cp932'))
    expect(text).toBe('－―～∥\r\n－―～∥\r\n')
  })

  it('lists characters that CP932 lacks with their place, and writes nothing', () => {
    const values = [['名称'], ['株式会社', '𠮷野〜商店', 5], [null, 'Việt?', '𠮷']]
    expect(writeCsv(values, { encoding: 'cp932' })).toEqual({
      ok: false,
      reason: 'sheet.unmappable_characters',
      params: { count: 3 },
      characters: [
        { row: 2, column: 'B', character: '𠮷' },
        { row: 3, column: 'B', character: 'ệ' },
        { row: 3, column: 'C', character: '𠮷' },
      ],
    })
    expect(writeCsv(values, { encoding: 'utf-8-bom' })).toMatchObject({ ok: true })
  })

  it('lists at most a hundred of them and counts all', () => {
    const written = writeCsv(
      Array.from({ length: 250 }, () => ['한']),
      { encoding: 'cp932' },
    )
    expect(written).toMatchObject({ ok: false, params: { count: 250 } })
    expect(!written.ok && written.characters).toHaveLength(100)
  })

  it('never turns a character into a question mark', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 })), (values) => {
        const marks = (text: string) => text.split('?').length
        const written = writeCsv(values, { encoding: 'cp932' })
        if (!written.ok) expect(written.characters.length).toBeGreaterThan(0)
        else expect(marks(new TextDecoder('shift_jis').decode(written.bytes))).toBe(marks(values.flat().join('')))
      }),
    )
  })
})
