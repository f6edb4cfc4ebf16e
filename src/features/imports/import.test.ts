import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
const bring = (file: Buffer, name = 'ledger.csv', kind = 'partners') =>
  app.admin.send('POST', `/imports?fileName=${encodeURIComponent(name)}&kind=${kind}`, file)
const commit = async (id: string) => (await app.admin.send('POST', `/imports/${id}/commit`)).body
const rows = async (id: string) => (await app.admin.send('GET', `/imports/${id}/rows?limit=500`)).body.items
const texts = (row: { notes: { text: string }[] }) => row.notes.map(({ text }) => text)
const find = async (q: string) => (await app.admin.send('GET', `/partners?q=${encodeURIComponent(q)}`)).body.items

const workbook = async (fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> => {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('取引先'), book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('a file of partners', () => {
  it('is previewed, committed as a whole and changes nothing the second time', async () => {
    const file = csv(
      '取引先コード,取引先名,法人番号,住所,従業員数,資本金（百万円）,メール,担当者',
      'A-1,株式会社青葉精機,7000012050002,東京都千代田区一番町１,１２０名,50,aoba@example.jp,青葉 太郎',
      'A-2,赤坂運輸,,大阪市北区2,,,,',
      'A-3,黄金工業,7000012050003,,,,,',
      ',,,,,,,',
    )
    const seen = (await bring(file)).body
    expect(seen.counts).toEqual({ rows: 3, create: 2, update: 0, unchanged: 0, ask: 0, reject: 1 })
    expect(await find('青葉精機')).toEqual([])
    const done = await commit(seen.id)
    expect([done.rows, done.created, done.rejected]).toEqual([3, 2, 1])
    expect(done.problems[0].text).toContain('4行目『法人番号』：')
    const [made] = await find('青葉精機')
    const whole = (await app.admin.send('GET', `/partners/${made.id}`)).body
    expect([whole.employees, whole.capitalYen, whole.code]).toEqual([120, 50_000_000, 'A-1'])
    const again = await commit((await bring(file)).body.id)
    expect([again.created, again.updated, again.unchanged, again.rejected]).toEqual([0, 0, 2, 1])
  })

  it('drops a bad optional cell, names it, and keeps its row', async () => {
    const seen = (await bring(csv('取引先コード,取引先名,従業員数,国', 'B-1,備前陶器,たくさん,どこか'))).body
    expect(seen.counts.create).toBe(1)
    expect(texts(seen.first[0])).toEqual([
      expect.stringContaining('2行目『国』：「どこか」'),
      expect.stringContaining('2行目『従業員数』：「たくさん」'),
    ])
  })

  it('says that a spreadsheet has ruined a number', async () => {
    const seen = (await bring(csv('取引先コード,取引先名,法人番号', 'B-2,備中,1.23E+12'))).body
    expect(seen.counts.reject).toBe(1)
    expect(texts(seen.first[0]).join()).toContain('2行目『法人番号』：表計算ソフトが「1.23E+12」と略して')
  })

  it('asks about doubtful rows, takes the answer, and asks each answer to name a candidate', async () => {
    await app.admin.send('POST', '/partners', { name: '株式会社千代田', code: 'C-1', address: '東京都港区1' })
    const file = csv('取引先名,住所,従業員数', '千代田（株）,京都市下京区9,33')
    const seen = (await bring(file)).body
    expect(seen.counts.ask).toBe(1)
    const [asked] = await rows(seen.id)
    expect([asked.candidates.length, asked.doubt]).toEqual([1, '2行目：名前は同じですが、住所が違います。'])
    const choose = (choice: unknown, row = 2) =>
      app.admin.send('POST', `/imports/${seen.id}/decisions`, { decisions: [{ row, choice }] })
    expect((await choose({ kind: 'partner', ref: seen.id })).body.code).toBe('import.choice_unknown')
    expect((await choose({ kind: 'new' }, 9)).body.code).toBe('import.not_asked')
    const decided = await choose({ kind: 'partner', ref: asked.candidates[0].ref })
    expect(decided.body.counts).toMatchObject({ ask: 0, update: 1 })
    await commit(seen.id)
    const partner = (await app.admin.send('GET', `/partners/${asked.candidates[0].ref}`)).body
    expect([partner.employees, partner.address]).toEqual([33, '京都市下京区9'])
  })

  it('believes the first of two rows about one partner and lets the second only add', async () => {
    const file = csv('取引先コード,取引先名,従業員数,業種', 'D-1,大黒屋,10,', 'D-1,大黒屋,20,小売')
    const seen = (await bring(file)).body
    expect(seen.counts).toMatchObject({ create: 1, update: 1 })
    expect(texts(seen.first[1]).join()).toContain('同じ取引先の2行目と内容が違う')
    await commit(seen.id)
    const [made] = await find('D-1')
    expect((await app.admin.send('GET', `/partners/${made.id}`)).body.employees).toBe(10)
    expect(await commit((await bring(file)).body.id)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  })
})

describe('columns', () => {
  it('are mapped by hand, and the mapping is remembered for files with the same headings', async () => {
    const file = csv('あれ,取引先名,資本金', 'E-1,恵比寿堂,300')
    const seen = (await bring(file)).body
    expect(seen.unitAsked).toEqual([2])
    const columns = [
      { index: 0, field: 'code' },
      { index: 1, field: 'name' },
      { index: 2, field: 'capital', unit: 'tenThousandYen' },
    ]
    const mapped = await app.admin.send('PUT', `/imports/${seen.id}/mapping`, { columns })
    expect([mapped.body.first[0].shown.code, mapped.body.unitAsked]).toEqual(['E-1', []])
    expect((await bring(file)).body).toMatchObject({ remembered: true, mapping: mapped.body.mapping })
    const twice = await app.admin.send('PUT', `/imports/${seen.id}/mapping`, {
      columns: [...columns, { index: 0, field: 'name' }],
    })
    expect([twice.status, twice.body.code]).toEqual([422, 'import.field_twice'])
    const far = await app.admin.send('PUT', `/imports/${seen.id}/mapping`, { columns: [{ index: 99, field: 'name' }] })
    expect(far.body.code).toBe('import.column_unknown')
  })

  it('of the same heading are told, and one of them is used', async () => {
    const seen = (await bring(csv('取引先名,電話番号,電話番号', '二重電話,03-1,03-2'))).body
    expect(seen.mapping.filter(({ field }: { field: string }) => field === 'phone')).toHaveLength(1)
    expect(seen.notes.map(({ text }: { text: string }) => text).join()).toContain('『電話』')
  })

  it('may be 200 and not more', async () => {
    const wide = (count: number) =>
      csv(['取引先名', '住所', ...Array.from({ length: count - 2 }, (_, at) => `列${at}`)].join(','), '幅広')
    expect((await bring(wide(200))).status).toBe(201)
    const refused = await bring(wide(201))
    expect([refused.status, refused.body.title]).toEqual([422, expect.stringContaining('200')])
  })
})

describe('workbooks', () => {
  it('are read with merged cells, headings over two rows, totals, notes and formulas', async () => {
    const file = await workbook((sheet) => {
      sheet.addRow(['取引先台帳（2026年度）'])
      sheet.addRow(['No', '会社', '', '担当者', ''])
      sheet.addRow(['', '取引先名', '取引先コード', '氏名', 'メール'])
      sheet.mergeCells('A2:A3')
      sheet.mergeCells('B2:C2')
      sheet.mergeCells('D2:E2')
      sheet.addRow([1, '富士見印刷', 'F-1', '富士 見子', 'f@example.jp'])
      sheet.addRow([2, { formula: '"福山"&"倉庫"', result: '福山倉庫' }, 'F-2', '', ''])
      sheet.addRow(['合計', '2社'])
      sheet.addRow(['※ 2026年10月現在'])
      sheet.getRow(5).hidden = true
    })
    const seen = (await bring(file, 'ledger.xlsx')).body
    expect(seen.counts).toMatchObject({ rows: 2, create: 2 })
    expect(seen.first[0].shown).toMatchObject({ name: '富士見印刷', code: 'F-1' })
    expect(texts(seen.first[1]).join()).toContain('数式のセルです')
    expect(texts(seen.first[1]).join()).toContain('隠された行')
    expect([seen.skipped.total, seen.skipped.note]).toEqual([1, 1])
  })

  it('offer their other sheets, hidden ones only when chosen', async () => {
    const file = await workbook((sheet, book) => {
      sheet.addRows([['取引先名'], ['表の会社']])
      const secret = book.addWorksheet('裏', { state: 'hidden' })
      secret.addRows([
        ['取引先名', '取引先コード'],
        ['裏の会社', 'G-1'],
      ])
    })
    const seen = (await bring(file, 'two.xlsx')).body
    expect([seen.sheet, seen.sheets.length, seen.first[0].shown.name]).toEqual([0, 2, '表の会社'])
    const other = await app.admin.send('PUT', `/imports/${seen.id}/mapping`, { sheet: 1 })
    expect(other.body.first[0].shown).toEqual({ name: '裏の会社', code: 'G-1' })
    expect((await app.admin.send('PUT', `/imports/${seen.id}/mapping`, { sheet: 7 })).body.code).toBe(
      'import.sheet_unknown',
    )
  })

  it('give back the rows not imported, in their own columns with reasons', async () => {
    const seen = (await bring(csv('備考,取引先コード,取引先名,法人番号', '=1+1,H-1,花火,123', 'x,H-2,華,'))).body
    await commit(seen.id)
    const answer = await app.admin.send('GET', `/imports/${seen.id}/rejected.xlsx`)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(answer.raw).buffer)
    const lines = book.worksheets[0]?.getSheetValues().slice(1) as unknown[][]
    expect(lines[0]?.slice(1)).toEqual(['備考', '取引先コード', '取引先名', '法人番号', '行', '理由'])
    expect(lines).toHaveLength(2)
    expect(lines[1]?.slice(1, 6)).toEqual(['=1+1', 'H-1', '花火', '123', '2'])
    expect(lines[1]?.[6]).toContain('13桁ではありません')
  })
})

describe('a file that cannot be read', () => {
  const bad: [string, Buffer, string][] = [
    ['empty', Buffer.alloc(0), '何も書かれていません'],
    ['NUL', Buffer.from('取引先名,住所\n甲\0,東京\n'), 'NUL'],
    [
      'broken CP932',
      Buffer.from([0x8e, 0xe6, 0x2c, 0x88, 0xf8, 0x0a, 0x83, 0x20, 0x2c, 0xff, 0x0a]),
      '文字として読めない',
    ],
    ['not a table', Buffer.from('%PDF-1.7 ...'), 'PDF'],
    ['no headings', csv('あ,い', 'う,え'), '見出しの行'],
    ['old Excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), '.xls'],
  ]
  it.each(bad)('is refused in words: %s', async (_name, file, words) => {
    const answer = await bring(file)
    expect([answer.status, answer.body.title]).toEqual([422, expect.stringContaining(words)])
  })

  it('is refused while streaming when it is too large', async () => {
    const answer = await bring(Buffer.alloc(51 * 1024 * 1024, 'a,b\n'))
    expect([answer.status, answer.body.code]).toEqual([413, 'import.too_large'])
  })
})

describe('undoing', () => {
  it('removes what was made and gives back what was changed, but not what has been touched since', async () => {
    const kept = (await app.admin.send('POST', '/partners', { name: '戻す商事', code: 'U-1', employees: 5 })).body
    const file = csv(
      '取引先コード,取引先名,従業員数,住所,メール',
      'U-1,戻す商事,7,札幌市,u@example.jp',
      'U-2,消える,1,,',
      'U-3,使われた,1,,',
    )
    const seen = (await bring(file)).body
    await commit(seen.id)
    const [used] = await find('U-3')
    await app.admin.send('PATCH', `/partners/${used.id}`, { address: '那覇市' }, { 'if-match': '1' })
    await app.admin.send('PATCH', `/partners/${kept.id}`, { employees: 9 }, { 'if-match': '2' })
    const undone = await app.admin.send('POST', `/imports/${seen.id}/undo`)
    expect(undone.body.state).toBe('undone')
    expect(undone.body.undoNotes.map(({ name }: { name: string }) => name).sort()).toEqual(['使われた', '戻す商事'])
    expect(await find('U-2')).toEqual([])
    const back = (await app.admin.send('GET', `/partners/${kept.id}`)).body
    expect([back.employees, back.address]).toEqual([9, ''])
    expect((await app.admin.send('POST', `/imports/${seen.id}/undo`)).body.code).toBe('import.not_committed')
    expect((await app.admin.send('POST', `/imports/${seen.id}/commit`)).body.code).toBe('import.not_preview')
    const again = await commit((await bring(file)).body.id)
    expect(again.created).toBe(1)
  })
})

describe('other kinds of file', () => {
  it('brings in last year’s results by partner and day', async () => {
    await app.admin.send('POST', '/partners', { name: '評価商会', code: 'R-1' })
    const file = csv(
      '取引先コード,取引先名,評価点,評価日',
      'R-1,評価商会,82.5,令和7年3月31日',
      'R-9,知らない,50,2025-01-01',
    )
    const done = await commit((await bring(file, 'results.csv', 'results')).body.id)
    expect(done).toMatchObject({ rows: 2, created: 1, rejected: 1 })
    expect(await commit((await bring(file, 'results.csv', 'results')).body.id)).toMatchObject({
      created: 0,
      unchanged: 1,
    })
    const stored = await app.database.asAdmin((client) =>
      client.query('SELECT assessed_on::text, score_bp FROM prior_results'),
    )
    expect(stored.rows).toEqual([{ assessed_on: '2025-03-31', score_bp: 8250 }])
  })

  it('compares payees with the register', async () => {
    const seen = (await bring(csv('支払先コード,支払先名', 'R-1,評価商会', 'Z-9,未登録興業'), 'payees.csv', 'payees'))
      .body
    expect(seen.counts).toMatchObject({ rows: 2, create: 1, unchanged: 1 })
    await commit(seen.id)
    const found = (await app.admin.send('GET', `/imports/${seen.id}/findings?limit=500`)).body.items
    const words = found.map(({ text }: { text: string }) => text).join()
    expect(words).toContain('「未登録興業」に支払いがありますが')
    expect(words).not.toContain('「評価商会」は登録されていますが')
    const first = found[0]
    const marked = await app.admin.send('PUT', `/imports/${seen.id}/findings/${first.id}`, { state: 'done' })
    expect(marked.body.state).toBe('done')
  })

  it('finds closed and merged companies in the national register', async () => {
    await app.admin.send('POST', '/partners', { name: '合併される', corporateNumber: '4011001098993' })
    const line = (number: string, closed: string, cause: string, successor: string) => {
      const cells = Array.from({ length: 30 }, () => '')
      Object.assign(cells, {
        0: '1',
        1: number,
        2: '71',
        5: '2026-10-01',
        6: '合併される',
        18: closed,
        19: cause,
        20: successor,
        23: '1',
      })
      return cells.join(',')
    }
    const file = csv(line('4011001098993', '2026-10-01', '11', '2120901007402'), line('2120901007402', '', '', ''))
    const seen = (await bring(file, 'diff.csv', 'corporate-numbers')).body
    expect(seen.counts).toMatchObject({ rows: 2, create: 1, unchanged: 1 })
    await commit(seen.id)
    const { items } = (await app.admin.send('GET', `/imports/${seen.id}/findings`)).body
    expect(items).toMatchObject([{ kind: 'company_merged', detail: { successor: '2120901007402' }, state: 'open' }])
  })
})

describe('who may import', () => {
  it('is a person responsible for every partner; another organisation sees nothing', async () => {
    const file = csv('取引先名', '見られない')
    const { id } = (await bring(file)).body
    const stranger = await app.stranger()
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/rows'],
      ['GET', '/result'],
      ['GET', '/rejected.xlsx'],
      ['GET', '/findings'],
      ['POST', '/commit'],
      ['POST', '/undo'],
    ] as const)
      expect((await stranger.send(method, `/imports/${id}${path}`)).status, path).toBe(404)
    const unit = (
      await app.admin.send('POST', '/units', {
        name: '資材部',
        nameEn: 'Materials',
        kind: 'division',
        parentId: null,
        tz: 'Asia/Tokyo',
      })
    ).body
    const limited = await app.person('procurement', 'unit', unit.id)
    expect((await limited.send('POST', '/imports?fileName=a.csv', file)).body.code).toBe('import.whole_network_only')
    const reader = await app.person('auditor')
    expect((await reader.send('GET', `/imports/${id}`)).status).toBe(403)
    expect((await app.anonymous('POST', '/imports?fileName=a.csv', file)).status).toBe(401)
  })
})
