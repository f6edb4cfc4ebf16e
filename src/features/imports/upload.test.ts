import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { type RawConnection, type RawRequest, rawConnection } from '../../../test/support/raw-request.ts'
import type { Log } from '../../platform/log.ts'
import { workbookOf, workbookParts, zipFile } from '../../platform/sheets/fixtures/zip-file.ts'

const MIB = 1024 * 1024
/** What the server noted about requests that did not succeed. */
const noted: string[] = []
const log: Log = {
  info: (_fields, message) => void noted.push(message),
  warn: (_fields, message) => void noted.push(message),
  error: (_fields, message) => void noted.push(`FAILURE ${message}`),
}
let app: TestApp
let address: string
const open: RawConnection[] = []
beforeAll(async () => {
  app = await startApp({ log })
  address = await app.http.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => {
  for (const connection of open.splice(0)) connection.cut()
})

const connection = async (): Promise<RawConnection> => {
  const made = await rawConnection(address)
  open.push(made)
  return made
}
const rows = (megabytes: number) => Array.from({ length: megabytes }, () => Buffer.alloc(MIB, 'a,b\n'))
const upload = (path: string, body: Iterable<Buffer>, announced?: number): RawRequest => ({
  path,
  body,
  headers: {
    authorization: `Bearer ${app.admin.token}`,
    'content-type': 'application/octet-stream',
    ...(announced === undefined ? {} : { 'content-length': String(announced) }),
  },
})
const stored = async () => {
  const files = []
  for await (const { id } of app.engine.vault.files.list()) files.push(id)
  const count = async (table: string) =>
    app.database.asAdmin(async (client) => Number((await client.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n))
  return {
    files: files.length,
    records: await count('files'),
    imports: await count('imports'),
    partners: await count('partners'),
  }
}

describe('a ledger that is too large', () => {
  const refusal = {
    status: 413,
    type: 'application/problem+json; charset=utf-8',
    body: { code: 'import.too_large', title: expect.stringContaining('上限50MB') },
  }

  it('is refused by its announced size before a byte of it was sent', async () => {
    const sender = await connection()
    await sender.send(upload('/imports?fileName=a.csv', [], 100 * MIB))
    expect(await sender.answer()).toMatchObject(refusal)
  })

  it.each([
    ['announced 100 MB', 100, 100 * MIB],
    ['51 MB of unknown length', 51, undefined],
    ['120 MB of unknown length', 120, undefined],
  ])(
    'is told so to a sender who listens only at the end, on a connection that stays good: %s',
    async (_case, size, announced) => {
      const sender = await connection()
      await sender.send(upload('/imports?fileName=a.csv', rows(size), announced))
      expect(await sender.answer()).toMatchObject(refusal)
      await sender.send(upload('/imports?fileName=a.csv', [Buffer.from('%PDF-1.7')], 8))
      expect(await sender.answer()).toMatchObject({ status: 422, body: { code: 'import.unreadable' } })
    },
  )

  it('leaves nothing behind', async () => {
    expect(await stored()).toMatchObject({ files: 0, records: 0, imports: 0, partners: 0 })
  })
})

describe('a connection that breaks off', () => {
  const cutOff = 'request cut off by its sender'

  it('in the middle of a ledger leaves no import, and is no failure of ours', async () => {
    noted.length = 0
    const sender = await connection()
    const arrived = new Promise((resolve) => app.http.server.once('request', resolve))
    await sender.send(upload('/imports?fileName=a.csv', [Buffer.from('取引先名\n甲\n')], 10 * MIB))
    await arrived
    sender.cut()
    await expect.poll(() => noted).toContain(cutOff)
    expect(noted.filter((line) => line.startsWith('FAILURE'))).toEqual([])
    expect(await stored()).toEqual({ files: 0, records: 0, imports: 0, partners: 0 })
  })

  it('in the middle of a file leaves no part of it', async () => {
    const { id } = (await app.admin.send('POST', '/partners', { name: '途切れる会社' })).body
    noted.length = 0
    const sender = await connection()
    const pdf = [Buffer.from('%PDF-1.7\n'), ...rows(3)]
    await sender.send(upload(`/partners/${id}/evidence-files?name=a.pdf`, pdf, 10 * MIB))
    await expect.poll(async () => (await stored()).files).toBe(1)
    sender.cut()
    await expect.poll(() => noted).toContain(cutOff)
    expect(await stored()).toMatchObject({ files: 0, records: 0 })
  })
})

describe('a file no one should trust', () => {
  const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
  const cell = (name: string, text: string) => `<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`
  const heading = `<row r="1">${cell('A1', '取引先名')}${cell('B1', '取引先コード')}</row>`
  const bring = async (name: string, file: Uint8Array) => {
    const answer = await fetch(`${address}/api/v1/imports?fileName=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.admin.token}`, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(file),
    })
    return { status: answer.status, body: await answer.json() }
  }
  const wide = (columns: number) =>
    csv(['取引先名', '住所', ...Array.from({ length: columns - 2 }, (_, at) => `列${at}`)].join(','), '幅広')
  const macro = zipFile([...workbookParts('<worksheet/>'), { name: 'xl/vbaProject.bin', content: 'x' }])
  const bomb = zipFile([
    ...workbookParts('<worksheet/>'),
    { name: 'xl/media/image1.png', content: Buffer.alloc(20 * MIB) },
  ])

  it.each<[string, string, Uint8Array, string]>([
    ['a workbook that unfolds beyond measure', 'a.xlsx', bomb, '異常に大きく'],
    ['a workbook with macros', 'a.xlsm', macro, 'マクロを含む'],
    ['a NUL byte', 'a.csv', csv('取引先名,住所', '甲,東京', '乙,大\0阪'), '3行目B列'],
    [
      'bytes that are no CP932',
      'a.csv',
      Buffer.from('8ee688f890e696bc2c8f5a8f8a0d0a8d622c93fa967b0d0a8d622cff0d0a', 'hex'),
      '3行目B列',
    ],
    ['201 columns', 'a.csv', wide(201), '1行目GS列'],
    ['a cell far to the right', 'a.xlsx', workbookOf(`${heading}<row r="9">${cell('GS9', 'x')}</row>`), '9行目GS列'],
  ])('is refused in words that name the place, and leaves nothing: %s', async (_case, name, file, words) => {
    const before = await stored()
    const { status, body } = await bring(name, file)
    expect([status, body.code, body.title]).toEqual([422, 'import.unreadable', expect.stringContaining(words)])
    expect(body.title).toContain('取り込んだ内容はありません')
    expect(await stored()).toEqual(before)
  })

  it.each<[string, string, Uint8Array, string]>([
    [
      'a number that a spreadsheet has shortened',
      'a.csv',
      csv('取引先名,法人番号', '甲,1.23E+12'),
      '2行目『法人番号』',
    ],
    [
      'the same in a workbook',
      'a.xlsx',
      workbookOf(
        `<row r="1">${cell('A1', '取引先名')}${cell('B1', '法人番号')}</row><row r="2">${cell('A2', '甲')}${cell('B2', '1.23E+12')}</row>`,
      ),
      '2行目『法人番号』',
    ],
    [
      'a formula whose value was never stored',
      'a.xlsx',
      workbookOf(`${heading}<row r="2"><c r="A2"><f>"甲"</f></c>${cell('B2', 'A-1')}</row>`),
      '2行目『取引先名』',
    ],
    ['two columns of one heading', 'a.csv', csv('取引先名,電話番号,電話番号', '甲,03-1,03-2'), '『電話』'],
    ['200 columns', 'a.csv', wide(200), ''],
  ])('is shown with what is doubtful, and the register stays as it was: %s', async (_case, name, file, words) => {
    const before = await stored()
    const { status, body } = await bring(name, file)
    expect(status, body.title).toBe(201)
    const said = [...body.notes, ...body.first.flatMap((row: { notes: { text: string }[] }) => row.notes)]
    expect(said.map(({ text }) => text).join('\n')).toContain(words)
    expect(await stored()).toEqual({ ...before, imports: before.imports + 1 })
  })
})
