import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { putLevel, startAssessments, wish } from '../assessments/assessment.fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
const commit = async (file: Buffer, name = 'ledger.csv', kind = 'partners'): Promise<string> => {
  const { id } = (await app.admin.send('POST', `/imports?fileName=${encodeURIComponent(name)}&kind=${kind}`, file)).body
  expect((await app.admin.send('POST', `/imports/${id}/commit`)).status).toBe(200)
  return id
}
const undo = async (id: string) => {
  const undone = await app.admin.send('POST', `/imports/${id}/undo`)
  expect(undone.status).toBe(200)
  return undone.body.undoNotes.map(({ name, text }: { name: string; text: string }) => `${name}：${text}`)
}
const create = async (name: string, more: object = {}) =>
  (await app.admin.send('POST', '/partners', { name, ...more })).body
const byCode = async (code: string) =>
  (await app.admin.send('GET', `/partners?q=${encodeURIComponent(code)}`)).body.items[0]
const draft = async (partnerId: string) => {
  await putLevel(app, partnerId, 1)
  expect((await app.admin.send('POST', '/assessments', { partners: [{ partnerId }], ...wish })).status).toBe(201)
}
const contactsOf = async (id: string) => (await app.admin.send('GET', `/partners/${id}/contacts`)).body.items
const history = async (id: string): Promise<[string, unknown][]> =>
  (await app.admin.send('GET', `/partners/${id}/timeline`)).body.items.map(
    ({ event, params }: { event: string; params: unknown }) => [event, params],
  )

describe('undoing an import', () => {
  const people = csv(
    '取引先コード,取引先名,担当者,メール',
    'C-1,連絡商会,甲野,kou@example.jp',
    'C-2,連絡物産,乙野,otsu@example.jp',
  )

  it('leaves contacts that were changed since, or that a request names, and says so', async () => {
    const [changed, asked] = [await create('連絡商会', { code: 'C-1' }), await create('連絡物産', { code: 'C-2' })]
    const file = await commit(people)
    const [person] = await contactsOf(changed.id)
    const path = `/partners/${changed.id}/contacts/${person.id}`
    const edit = { name: '甲野 花', email: 'hana@example.jp' }
    expect((await app.admin.send('PUT', path, edit, { 'if-match': '1' })).status).toBe(200)
    await draft(asked.id)
    const said = await undo(file)
    expect(said.toSorted()).toEqual([
      expect.stringMatching(/^連絡商会：.*担当者$/),
      expect.stringMatching(/^連絡物産：.*担当者$/),
    ])
    expect((await contactsOf(changed.id)).map(({ name }: { name: string }) => name)).toEqual(['甲野 花'])
    expect(await contactsOf(asked.id)).toHaveLength(1)
  })

  it('keeps a partner it made that somebody has begun to ask', async () => {
    const file = await commit(csv('取引先コード,取引先名', 'D-1,下書きの相手', 'D-2,誰も使わない'))
    const partner = await byCode('D-1')
    await draft(partner.id)
    expect(await undo(file)).toEqual([expect.stringContaining('下書きの相手')])
    expect([(await byCode('D-1')).id, await byCode('D-2')]).toEqual([partner.id, undefined])
  })

  it('takes a unit back whichever unit is the older', async () => {
    const add = async (name: string) =>
      (await app.admin.send('POST', '/units', { name, nameEn: '', kind: 'division', parentId: null, tz: 'Asia/Tokyo' }))
        .body.id
    const [older, newer] = [await add('古い部'), await add('新しい部')]
    const partner = await create('部門商会', { code: 'U-1', unitIds: [newer] })
    const file = await commit(csv('取引先コード,取引先名,部門', 'U-1,部門商会,古い部'))
    const units = async () => (await app.admin.send('GET', `/partners/${partner.id}`)).body.unitIds
    expect(await units()).toEqual([older, newer])
    expect(await undo(file)).toEqual([])
    expect(await units()).toEqual([newer])
  })
})

it('an imported telephone number is kept as written and in its international form, and known again', async () => {
  const file = csv(
    '取引先コード,取引先名,担当者,電話',
    'P-1,電話商会,丙野,０３－１２３４－５６７８',
    'P-2,内線商会,丁野,内線12',
  )
  await commit(file)
  const numbers = async (code: string) =>
    (await contactsOf((await byCode(code)).id)).map((one: Record<string, unknown>) => [one.phone, one.phoneE164])
  expect(await numbers('P-1')).toEqual([['０３－１２３４－５６７８', '+81312345678']])
  expect((await numbers('P-2'))[0]?.[0]).toBe('内線12')
  const again = (await app.admin.send('POST', '/imports?fileName=again.csv', file)).body
  expect(again.counts).toMatchObject({ rows: 2, unchanged: 2 })
})

describe('an import that brings only what lies beside the facts', () => {
  const work = csv('取引先コード,取引先名,委託業務,年間取引額（千円）', 'B-1,脇の商会,清掃,80')
  const results = csv('取引先コード,取引先名,評価点,評価日', 'B-1,脇の商会,70,2025-03-31')

  it('is told in the history of the partner, and so is its undoing', async () => {
    const { id } = await create('脇の商会', { code: 'B-1' })
    const [one, two] = [await commit(work, '仕事.csv'), await commit(results, '点数.csv', 'results')]
    const done = (event: string, file: string, changed: string) => [event, { file, changed }]
    expect(await history(id)).toEqual(
      expect.arrayContaining([
        done('partner.import_updated', '仕事.csv', 'service'),
        done('partner.import_updated', '点数.csv', 'results'),
      ]),
    )
    for (const file of [two, one]) expect(await undo(file)).toEqual([])
    expect(await history(id)).toEqual(
      expect.arrayContaining([
        done('partner.import_undone', '仕事.csv', 'service'),
        done('partner.import_undone', '点数.csv', 'results'),
      ]),
    )
  })

  it('tells facts and work of one file in one line', async () => {
    const { id } = await create('一行商会', { code: 'B-2' })
    await commit(csv('取引先コード,取引先名,従業員数,委託業務', 'B-2,一行商会,12,警備'), '両方.csv')
    const lines = (await history(id)).filter(([event]) => event === 'partner.import_updated')
    expect(lines).toEqual([['partner.import_updated', { file: '両方.csv', changed: 'employees,service' }]])
  })

  it('keeps a partner from vanishing with the import that made it', async () => {
    const made = await commit(csv('取引先コード,取引先名', 'B-3,点数のある会社'))
    await commit(csv('取引先コード,取引先名,評価点,評価日', 'B-3,点数のある会社,61,2025-03-31'), '点数.csv', 'results')
    expect(await undo(made)).toEqual([expect.stringContaining('点数のある会社')])
    expect((await byCode('B-3')).name).toBe('点数のある会社')
  })
})

it('puts a replaced result back as it was, with how exactly its day was known', async () => {
  await create('精度商会', { code: 'G-1' })
  const heading = '取引先コード,取引先名,評価点,評価日'
  await commit(csv(heading, 'G-1,精度商会,61,2025年4月'), '年月.csv', 'results')
  const later = await commit(csv(heading, 'G-1,精度商会,74,2025-04-01'), '日.csv', 'results')
  const kept = () =>
    app.database.asAdmin(async (client) => {
      const { rows } = await client.query(
        "SELECT r.precision, r.score_bp FROM prior_results r JOIN partners p ON p.id = r.partner_id WHERE p.code = 'G-1'",
      )
      return rows
    })
  expect(await kept()).toEqual([{ precision: 'day', score_bp: 7400 }])
  await undo(later)
  expect(await kept()).toEqual([{ precision: 'month', score_bp: 6100 }])
})

it('gives contacts of a file the zone of their country where it has one, else the organisation’s', async () => {
  await create('直した会社', { code: 'H-4', country: 'VN' })
  const heading = '取引先コード,取引先名,国,担当者,メール'
  const people = [
    'H-1,河内商会,ベトナム,甲,a@example.com',
    'H-2,米国商会,アメリカ,乙,b@example.com',
    'H-3,国内商会,日本,丙,c@example.com',
    'H-4,直した会社,ベトナム,丁,d@example.com',
  ]
  await commit(csv(heading, ...people))
  const zones = await Promise.all(['H-1', 'H-2', 'H-3', 'H-4'].map(async (code) => contactsOf((await byCode(code)).id)))
  expect(zones.map(([{ tz }]) => tz)).toEqual(['Asia/Ho_Chi_Minh', 'Asia/Tokyo', 'Asia/Tokyo', 'Asia/Ho_Chi_Minh'])
})

describe('a note that a ledger brought', () => {
  const file = csv('取引先コード,取引先名,備考', 'E-1,備考商会,鍵は守衛室', 'E-2,備考物産,窓口は工場')
  const notesOf = async (code: string) => {
    const { id } = await byCode(code)
    const { items } = (await app.admin.send('GET', `/partners/${id}/notes`)).body
    return { path: `/partners/${id}/notes`, items: items as { id: string; body: string }[] }
  }
  const bodies = async (code: string) => (await notesOf(code)).items.map(({ body }) => body)

  it('does not come back with the same ledger once somebody has removed or rewritten it, but does after an undoing', async () => {
    const first = await commit(file)
    const [one, two] = [await notesOf('E-1'), await notesOf('E-2')]
    await app.admin.send('DELETE', `${one.path}/${one.items[0]?.id}`)
    await app.admin.send('PUT', `${two.path}/${two.items[0]?.id}`, { body: '窓口は本社' }, { 'if-match': '1' })
    const again = (await app.admin.send('POST', '/imports?fileName=again.csv', file)).body
    expect(again.counts).toMatchObject({ rows: 2, unchanged: 2 })
    await app.admin.send('POST', `/imports/${again.id}/commit`)
    expect([await bodies('E-1'), await bodies('E-2')]).toEqual([[], ['窓口は本社']])
    const stored = await app.database.asAdmin((client) => client.query('SELECT * FROM imported_notes'))
    expect(stored.rows).toHaveLength(2)
    expect(JSON.stringify(stored.rows)).not.toContain('守衛')
    await undo(first)
    await commit(file)
    expect(await bodies('E-1')).toEqual(['鍵は守衛室'])
  })

  it('does not come back to the partner that took over either', async () => {
    await commit(csv('取引先コード,取引先名,備考', 'F-1,引き継ぐ,', 'F-2,引き継がれる,古い話'))
    const [kept, gone] = [await byCode('F-1'), await byCode('F-2')]
    const merge = { goneId: gone.id, goneVersion: 1, take: [], reason: '同じ会社' }
    await app.admin.send('POST', `/partners/${kept.id}/merge`, merge, { 'if-match': '1' })
    const { path, items } = await notesOf('F-1')
    await app.admin.send('DELETE', `${path}/${items[0]?.id}`)
    await commit(csv('取引先コード,取引先名,備考', 'F-2,引き継がれる,古い話'))
    expect(await bodies('F-1')).toEqual([])
  })
})
