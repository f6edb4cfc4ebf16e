import { beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApp, type TestApp } from '../../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

type Row = { id: string; name: string; version: number }

const create = async (body: Record<string, unknown>): Promise<Row> =>
  (await app.admin.send('POST', '/partners', body)).body

const importing = async (...lines: string[]): Promise<string> => {
  const file = Buffer.from(['取引先コード,取引先名,フリガナ,住所', ...lines].join('\r\n'))
  const { body } = await app.admin.send('POST', '/imports?fileName=ledger.csv&kind=partners', file)
  await app.admin.send('POST', `/imports/${body.id}/commit`)
  return body.id
}

/** The names that a search shows, page by page to its end. */
const turn = async (q: string, limit: number, more = '', person: Person = app.admin): Promise<string[]> => {
  const seen: string[] = []
  for (let after = ''; ; ) {
    const path = `/partners?q=${encodeURIComponent(q)}&limit=${limit}${more}${after}`
    const { items, next } = (await person.send('GET', path)).body
    expect(items.length).toBeLessThanOrEqual(limit)
    seen.push(...items.map((row: Row) => row.name))
    if (next === null) return seen
    expect(items.length).toBe(limit)
    after = `&after=${next}`
  }
}

const KANA = [...'あかさたなはまや']
const READINGS = KANA.flatMap((first) => KANA.map((second) => `${first}${second}`))
const COUNT = READINGS.length

/** So many partners of one word, their readings against the order of their numbers. */
const many = (word: string): string[] =>
  READINGS.map((_, no) => `${word}-${no},${word}${no},${READINGS[COUNT - 1 - no]}んごう,東京都`)
const inOrder = (word: string): string[] => READINGS.map((_, no) => `${word}${COUNT - 1 - no}`)

describe('the pages of a search', () => {
  it.each([3, 7, 200])('of %i rows go by reading, each hit once', async (limit) => {
    const word = `頁送り${limit}号`
    await importing(...many(word))
    expect(await turn(word, limit)).toEqual(inOrder(word))
    expect(await turn('頁', limit)).toEqual(await turn('頁', 50))
  })

  it('are filled where few of many hits pass the filter, by any order', async () => {
    await importing(...many('希少な'))
    for (const name of ['希少なハノイ', '希少なホーチミン']) await create({ name, reading: `ん${name}`, country: 'VN' })
    const few = ['希少なハノイ', '希少なホーチミン']
    expect(await turn('希少な', 1, '&overseas=true')).toEqual(few)
    expect(await turn('希少な', 50, '&overseas=true')).toEqual(few)
    expect(await turn('希少な', 1, '&overseas=true&sort=level')).toEqual(few)
    expect(await turn('希少な', 4, '&sort=due')).toHaveLength(COUNT + 2)
  })

  it('leave archived partners out until they are asked for', async () => {
    const names = KANA.map((letter) => `保管庫${letter}`)
    const made: Row[] = []
    for (const name of names) made.push(await create({ name, reading: name, stage: 'candidate' }))
    for (const { id } of made.slice(0, -1)) {
      const body = { move: 'decline', reason: '契約しない' }
      const done = await app.admin.send('POST', `/partners/${id}/stage`, body, { 'if-match': '1' })
      expect(done.body.stage).toBe('archived')
    }
    expect(await turn('保管庫', 1)).toEqual(names.slice(-1))
    expect(await turn('保管庫', 1, '&stage=archived')).toEqual(names.slice(0, -1))
    expect(await turn('保管庫', 1, '&stage=live,archived')).toEqual(names)
  })
})

describe('a search by somebody who sees a part', () => {
  it('finds their own partners behind many hits of others, and tells nothing of these', async () => {
    const { body: unit } = await app.admin.send('POST', '/units', {
      name: '一部',
      nameEn: '',
      kind: 'division',
      parentId: null,
      tz: 'Asia/Tokyo',
    })
    await importing(...many('見える範囲'))
    const own = ['見える範囲の甲', '見える範囲の乙']
    const made: Row[] = []
    for (const [no, name] of own.entries()) made.push(await create({ name, reading: `んん${no}`, unitIds: [unit.id] }))
    const insider = await app.person('unit_member', 'unit', unit.id)
    const assigned = await app.person('procurement', 'assigned')
    await app.admin.send('POST', '/partners/bulk', { ids: [made[1]?.id], addMemberIds: [assigned.actor.memberId] })
    for (const limit of [1, 50]) {
      expect(await turn('見える範囲', limit, '', insider)).toEqual(own)
      expect(await turn('見', limit, '', insider)).toEqual(own)
      expect(await turn('見える範囲', limit, '', assigned)).toEqual(own.slice(1))
    }
    const blind = await app.person('procurement', 'assigned')
    for (const person of [blind, await app.stranger()]) {
      const { body } = await person.send('GET', `/partners?q=${encodeURIComponent('見える範囲')}&limit=1`)
      expect([body.items, body.next]).toEqual([[], null])
      const facets = (await person.send('GET', `/partners/facets?q=${encodeURIComponent('見える範囲')}`)).body
      expect([facets.total, facets.matching]).toEqual([0, 0])
    }
  })
})

describe('the place of a hit', () => {
  const three = async (word: string): Promise<[Row, Row, Row]> => [
    await create({ name: `${word}甲`, reading: 'あさひ', code: `${word}1` }),
    await create({ name: `${word}乙`, reading: 'かすが' }),
    await create({ name: `${word}丙`, reading: 'さがみ' }),
  ]
  const pages = (word: string) => turn(word, 1)

  it('follows a new reading', async () => {
    const [first] = await three('改称')
    await app.admin.send('PATCH', `/partners/${first.id}`, { reading: 'わかば' }, { 'if-match': '1' })
    expect(await pages('改称')).toEqual(['改称乙', '改称丙', '改称甲'])
  })

  it('follows an import, and goes back with it', async () => {
    await three('移記')
    const id = await importing('移記1,移記甲,ワカバ,東京都')
    expect(await pages('移記')).toEqual(['移記乙', '移記丙', '移記甲'])
    expect((await app.admin.send('POST', `/imports/${id}/undo`)).body.state).toBe('undone')
    expect(await pages('移記')).toEqual(['移記甲', '移記乙', '移記丙'])
  })

  it('follows a merge, and goes back with it', async () => {
    const [first] = await three('合一')
    const gone = await create({ name: '別記の会社', reading: 'わかば' })
    const path = `/partners/${first.id}/merge`
    await app.admin.send('POST', path, { goneId: gone.id, goneVersion: 1, take: ['reading'] }, { 'if-match': '1' })
    expect(await pages('合一')).toEqual(['合一乙', '合一丙', '合一甲'])
    expect(await pages('別記')).toEqual(['合一甲'])
    const [{ id }] = (await app.admin.send('GET', `/partners/${first.id}/merges`)).body.items
    await app.admin.send('POST', `/partner-merges/${id}/undo`)
    expect(await pages('合一')).toEqual(['合一甲', '合一乙', '合一丙'])
    expect(await pages('別記')).toEqual(['別記の会社'])
  })
})

describe('what is typed', () => {
  it('is taken by the letter, also where the database knows a sign for any letter', async () => {
    await create({ name: '五十%割九%引' })
    await create({ name: '十%引本舗' })
    expect(await turn('十%引', 50)).toEqual(['十%引本舗'])
  })
})
