import { describe, expect, test } from 'vitest'
import { meaningOf } from './column.ts'
import { findHeadings } from './headings.ts'
import { tableRows } from './rows.ts'

const sheet = (rows: string[][]) => rows.map((cells, at) => ({ number: at + 1, cells }))
const fieldsOf = (rows: string[][]) => {
  const found = findHeadings(sheet(rows))
  return found.ok ? found.value.columns.map(({ field }) => field) : found.reason
}

describe('one heading', () => {
  test.each([
    ['取引先コード', 'code', 'certain'],
    ['取引先名称（必須）', 'name', 'certain'],
    ['取引先名（カナ）', 'reading', 'certain'],
    ['会社名(正式名称)', 'name', 'likely'],
    ['貴社名フリガナ', 'reading', 'likely'],
    ['ﾒｰﾙｱﾄﾞﾚｽ', 'email', 'certain'],
    ['E-mail', 'email', 'certain'],
    ['Vendor Name', 'name', 'certain'],
    ['従業員数（名）', 'employees', 'certain'],
    ['担当者２', 'contactName', 'certain'],
    ['本社所在地（都道府県から）', 'address', 'likely'],
    ['前回評価日', 'lastAssessed', 'certain'],
    ['Tel.', 'phone', 'certain'],
    ['証券コード', null, 'none'],
    ['担当者名（カナ）', null, 'none'],
    ['parent_entity_ref_id', null, 'none'],
    ['', null, 'none'],
  ])('%s → %s (%s)', (heading, field, confidence) => expect(meaningOf(heading)).toMatchObject({ field, confidence }))
  test('a unit in the heading is kept', () =>
    expect(meaningOf('資本金\n（百万円）')).toMatchObject({ field: 'capital', unit: 'millionYen' }))
})

describe('heading rows', () => {
  test('lines before them are the preamble', () => {
    const found = findHeadings(
      sheet([['取引先一覧 2026年度'], [''], ['No.', '取引先名', '住所'], ['1', '東芝', '川崎市']]),
    )
    expect(found).toMatchObject({ ok: true, value: { rows: [3], preamble: [1] } })
  })
  test('two rows under merged groups are read as one', () => {
    const rows = [
      ['取引先', '', '', '担当者', '', '備考'],
      ['コード', '名称', '資本金（千円）', '氏名', 'メール', ''],
      ['A1', '見本商事', '1000', '山田', 'y@example.jp', ''],
    ]
    expect(fieldsOf(rows)).toEqual(['code', 'name', 'capital', 'contactName', 'email', 'notes'])
    expect(findHeadings(sheet(rows))).toMatchObject({ value: { rows: [1, 2], preamble: [] } })
  })
  test('a merged heading repeated by the reader is the same', () => {
    const rows = [
      ['取引先コード', '会社情報', '会社情報', '担当者', '担当者'],
      ['取引先コード', '会社名', '住所', '名前', '電話'],
      ['A1', '見本商事', '東京', '山田', '03'],
    ]
    expect(fieldsOf(rows)).toEqual(['code', 'name', 'address', 'contactName', 'phone'])
  })
  test('a first data row never joins the headings', () => {
    expect(
      findHeadings(
        sheet([
          ['コード', '会社名', '業種'],
          ['A1', '住所計画', '製造業'],
        ]),
      ),
    ).toMatchObject({ value: { rows: [1] } })
  })
  test.each([
    [[['ref_id', 'name', 'parent_ref_id', 'country', 'e-mail']], ['code', 'name', null, 'country', 'email']],
    [[['会社名'], ['東芝']], ['name']],
    [
      [
        ['1', '2'],
        ['3', '4'],
      ],
      'noHeadings',
    ],
    [[['', ' ']], 'empty'],
    [[], 'empty'],
    [[['会社名', '住所', ...Array.from({ length: 199 }, (_, at) => `列${at}`)]], 'tooManyColumns'],
  ])('%j', (rows, expected) => expect(fieldsOf(rows)).toEqual(expected))
  test('repeated headings and fields are reported', () => {
    expect(findHeadings(sheet([['会社名', '住所', '住所', '電話番号', 'TEL']]))).toMatchObject({
      value: {
        repeatedHeadings: [{ heading: '住所', columns: [1, 2] }],
        repeatedFields: [
          { field: 'address', columns: [1, 2] },
          { field: 'phone', columns: [3, 4] },
        ],
      },
    })
  })
})

describe('rows below the headings', () => {
  const found = findHeadings(sheet([['No.', 'コード', '会社名', '年間取引額（千円）', '備考']]))
  const kinds = (rows: string[][]) => tableRows(sheet(rows), found.ok ? found.value.columns : [])
  test.each([
    [['1', 'A1', '見本商事', '100', ''], 'data'],
    [['', '', '見本商事', '', ''], 'data'],
    [['', 'A1', '', '', ''], 'data'],
    [['2', '', '', '', ''], 'blankNumbered'],
    [['', '', '', ' ', ''], 'blank'],
    [['■ 製造', '', '', '', ''], 'section'],
    [['', '製造業', '', '', ''], 'section'],
    [['【IT】', '【IT】', '【IT】', '【IT】', '【IT】'], 'section'],
    [['合計', '', '', '1,200', ''], 'total'],
    [['', '', '小　計', '1,200', ''], 'total'],
    [['合計：12社', '', '', '', ''], 'total'],
    [['※ 取引額は前年度の実績', '', '', '', ''], 'note'],
    [['', '', '注）金額は税抜', '', ''], 'note'],
    [['No.', 'コード', '会社名', '年間取引額（千円）', '備考'], 'repeatedHeading'],
    [['3', 'A3', '合計システム株式会社', '5', ''], 'data'],
    [['4', 'A4', '計測工業', '', '※要確認'], 'data'],
  ])('%j is %s', (cells, kind) => {
    const { data, skipped } = kinds([cells])
    expect(skipped[0]?.reason ?? (data.length === 1 ? 'data' : 'lost')).toBe(kind)
  })
  test('are counted by kind', () => {
    const { data, skipped, counts } = kinds([['', 'A1', '見本商事', '', ''], ['1'], ['2'], ['合計', '', '', '3', '']])
    expect([data.length, skipped.length]).toEqual([1, 3])
    expect(counts).toEqual({ blank: 0, blankNumbered: 2, section: 0, total: 1, note: 0, repeatedHeading: 0 })
    expect(skipped.map(({ number }) => number)).toEqual([2, 3, 4])
  })
})
