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

describe('what is committed', () => {
  it('follows the register when that has changed since the preview', async () => {
    const seen = (await bring(csv('取引先コード,取引先名,従業員数', 'V-1,間に合う,12'))).body
    expect(seen.counts).toMatchObject({ create: 1, update: 0 })
    await app.admin.send('POST', '/partners', { name: '間に合う', code: 'V-1' })
    expect(await commit(seen.id)).toMatchObject({ created: 0, updated: 1 })
    const [only, ...others] = await find('間に合う')
    expect(others).toEqual([])
    expect((await app.admin.send('GET', `/partners/${only.id}`)).body.employees).toBe(12)
  })

  it('is the mapping chosen last, also when another file was previewed in between', async () => {
    const file = csv('かれ,取引先名,資本金', 'W-1,和歌山紙業,9')
    const seen = (await bring(file)).body
    const columns = [
      { index: 0, field: 'code' },
      { index: 1, field: 'name' },
      { index: 2, field: 'employees' },
    ]
    await app.admin.send('PUT', `/imports/${seen.id}/mapping`, { columns })
    await bring(csv('取引先名', '和歌山紙業の隣'))
    expect(await commit(seen.id)).toMatchObject({ rows: 1, created: 1 })
    const [made] = await find('W-1')
    expect((await app.admin.send('GET', `/partners/${made.id}`)).body.employees).toBe(9)
    expect(await find('和歌山紙業の隣')).toEqual([])
  })

  it('is what the preview showed: each row names the partner it made', async () => {
    const seen = (await bring(csv('取引先コード,取引先名', 'X-1,彼方商店', 'X-2,此方商店'))).body
    await commit(seen.id)
    for (const row of await rows(seen.id)) {
      const partner = (await app.admin.send('GET', `/partners/${row.partnerId}`)).body
      expect([partner.code, partner.name]).toEqual([row.shown.code, row.shown.name])
    }
  })
})

describe('what a ledger says beside the facts', () => {
  const timeline = async (id: string) => (await app.admin.send('GET', `/partners/${id}/timeline`)).body.items
  const notesOf = async (id: string) =>
    (await app.admin.send('GET', `/partners/${id}/notes`)).body.items.map(({ body }: { body: string }) => body)

  it('becomes notes, once, and undoing takes back those nobody has rewritten', async () => {
    const kept = (await app.admin.send('POST', '/partners', { name: '備考商事', code: 'N-1' })).body
    const other = (await app.admin.send('POST', '/partners', { name: '備考物産', code: 'N-2' })).body
    const head = '取引先コード,取引先名,備考'
    const file = csv(head, 'N-1,備考商事,"支払いは60日後\n夜間は不在"', 'N-2,備考物産,鍵は守衛室', 'N-3,備考運輸,なし')
    const seen = (await bring(file, '台帳.csv')).body
    expect(seen.counts).toMatchObject({ update: 2, create: 1 })
    expect(seen.notes).toEqual([])
    await commit(seen.id)
    expect([await notesOf(kept.id), await notesOf(other.id)]).toEqual([['支払いは60日後\n夜間は不在'], ['鍵は守衛室']])
    expect(await timeline(kept.id)).toContainEqual(
      expect.objectContaining({ event: 'partner.import_updated', params: { file: '台帳.csv', changed: 'notes' } }),
    )
    expect(await commit((await bring(file, '台帳.csv')).body.id)).toMatchObject({ updated: 0, unchanged: 3 })
    expect(await notesOf(kept.id)).toHaveLength(1)
    const [note] = (await app.admin.send('GET', `/partners/${other.id}/notes`)).body.items
    await app.admin.send('PUT', `/partners/${other.id}/notes/${note.id}`, { body: '鍵は二階' }, { 'if-match': '1' })
    const undone = (await app.admin.send('POST', `/imports/${seen.id}/undo`)).body
    expect([await notesOf(kept.id), await notesOf(other.id)]).toEqual([[], ['鍵は二階']])
    expect(undone.undoNotes.map(({ text }: { text: string }) => text)).toEqual([expect.stringContaining('備考')])
    expect(await timeline(kept.id)).toContainEqual(
      expect.objectContaining({ event: 'partner.import_undone', params: { file: '台帳.csv', changed: 'notes' } }),
    )
  })

  it('stays with a partner the file made, and goes with it when the import is undone', async () => {
    const seen = (await bring(csv('取引先コード,取引先名,備考', 'N-9,新しい備考,紹介による'), 'new.csv')).body
    await commit(seen.id)
    const [made] = await find('N-9')
    expect(await notesOf(made.id)).toEqual(['紹介による'])
    expect(await timeline(made.id)).toMatchObject([{ event: 'partner.imported', params: { file: 'new.csv' } }])
    await app.admin.send('POST', `/imports/${seen.id}/undo`)
    expect(await find('N-9')).toEqual([])
  })

  it('narrows the list by tag at once, and no longer when the import is undone', async () => {
    const tagged = async (tag: string) =>
      (await app.admin.send('GET', `/partners?tag=${encodeURIComponent(tag)}`)).body.items.map(
        ({ code }: { code: string }) => code,
      )
    await app.admin.send('POST', '/partners', { name: '札付き', code: 'T-1', tags: ['古い札'] })
    const seen = (await bring(csv('取引先コード,取引先名,タグ', 'T-1,札付き,重要、物流', 'T-2,札二号,物流'))).body
    await commit(seen.id)
    expect([await tagged('重要'), (await tagged('物流')).sort(), await tagged('古い札')]).toEqual([
      ['T-1'],
      ['T-1', 'T-2'],
      ['T-1'],
    ])
    await app.admin.send('POST', `/imports/${seen.id}/undo`)
    expect([await tagged('重要'), await tagged('物流'), await tagged('古い札')]).toEqual([[], [], ['T-1']])
  })
})

it('keeps a partner that has been given work since, with that work, when the import is undone', async () => {
  const seen = (await bring(csv('取引先コード,取引先名', 'Y-1,仕事あり', 'Y-2,仕事なし'))).body
  await commit(seen.id)
  const [busy] = await find('Y-1')
  await app.admin.send('POST', `/partners/${busy.id}/engagements`, { purpose: '給与計算' })
  const undone = (await app.admin.send('POST', `/imports/${seen.id}/undo`)).body
  expect(undone.undoNotes.map(({ name }: { name: string }) => name)).toEqual(['仕事あり'])
  const work = (await app.admin.send('GET', `/partners/${busy.id}/engagements`)).body.items
  expect(work.map(({ purpose }: { purpose: string }) => purpose)).toEqual(['給与計算'])
  expect(await find('Y-2')).toEqual([])
})

describe('a row that means a merged partner', () => {
  it('updates the one that stands for it, says so before, and does so once', async () => {
    const kept = (await app.admin.send('POST', '/partners', { name: '本店商会', code: 'M-1' })).body
    const gone = (await app.admin.send('POST', '/partners', { name: '支店商会', code: 'M-2', employees: 3 })).body
    const merged = await app.admin.send(
      'POST',
      `/partners/${kept.id}/merge`,
      { goneId: gone.id, goneVersion: 1, take: [], reason: '同じ会社' },
      { 'if-match': '1' },
    )
    expect(merged.status).toBe(200)
    const file = csv('取引先コード,取引先名,従業員数,備考', 'M-2,支店商会,8,窓口は支店')
    const seen = (await bring(file)).body
    expect([seen.first[0].outcome, seen.first[0].partnerId]).toEqual(['update', kept.id])
    expect(texts(seen.first[0]).join()).toContain('「本店商会」にまとめた取引先')
    await commit(seen.id)
    const now = (await app.admin.send('GET', `/partners/${kept.id}`)).body
    expect([now.code, now.name, now.employees]).toEqual(['M-1', '本店商会', 8])
    const old = (await app.admin.send('GET', `/partners/${gone.id}`)).body
    expect([old.employees, old.mergedInto]).toEqual([3, kept.id])
    expect(await commit((await bring(file)).body.id)).toMatchObject({ updated: 0, unchanged: 1 })
    const results = csv('取引先コード,取引先名,評価点,評価日', 'M-2,支店商会,70,2025-03-31')
    await commit((await bring(results, 'results.csv', 'results')).body.id)
    const stored = await app.database.asAdmin((client) => client.query('SELECT partner_id FROM prior_results'))
    expect(stored.rows).toEqual([{ partner_id: kept.id }])
  })
})

describe('work named in a ledger', () => {
  const head = '取引先コード,取引先名,部署,委託業務,年間取引額（千円）,契約開始日,契約終了日'
  const workOf = async (code: string) => {
    const [partner] = await find(code)
    const { items } = (await app.admin.send('GET', `/partners/${partner.id}/engagements`)).body
    return items.map((work: Record<string, unknown>) => [work.purpose, work.unitName, work.yearlyFee, work.periodStart])
  }
  beforeAll(async () => {
    for (const name of ['総務部', '工場'])
      await app.admin.send('POST', '/units', { name, nameEn: name, kind: 'division', parentId: null, tz: 'Asia/Tokyo' })
  })

  it('becomes one engagement for each department and purpose, once, and goes back with the import', async () => {
    const { id } = (await app.admin.send('POST', '/partners', { name: '働く会社', code: 'K-1' })).body
    await app.admin.send('POST', `/partners/${id}/engagements`, { purpose: '警備', yearlyFee: 1 })
    const file = csv(
      head,
      'K-1,働く会社,総務部,給与計算,1200,2026年4月,',
      'K-1,働く会社,工場,給与計算,300,,',
      'K-1,働く会社,,警備,500,2025/4/1,2024/3/31',
      'K-2,新しい働き手,工場,清掃,80,,',
    )
    const seen = (await bring(file)).body
    expect([seen.counts, seen.notes, seen.unitAsked]).toEqual([
      { rows: 4, create: 1, update: 3, unchanged: 0, ask: 0, reject: 0 },
      [],
      [],
    ])
    expect(texts(seen.first[0]).join()).toContain('委託案件「給与計算」を加えます')
    expect(texts(seen.first[2]).join()).toContain('終了日が開始日より前')
    expect(texts(seen.first[2]).join()).toContain('委託案件「警備」を直します')
    await commit(seen.id)
    expect((await workOf('K-1')).sort()).toEqual([
      ['給与計算', '工場', 300_000, null],
      ['給与計算', '総務部', 1_200_000, '2026-04-01'],
      ['警備', null, 500_000, null],
    ])
    expect(await workOf('K-2')).toEqual([['清掃', '工場', 80_000, null]])
    expect(await commit((await bring(file)).body.id)).toMatchObject({ created: 0, updated: 0, unchanged: 4 })
    const undone = (await app.admin.send('POST', `/imports/${seen.id}/undo`)).body
    expect(undone.undoNotes).toEqual([])
    expect(await workOf('K-1')).toEqual([['警備', null, 1, null]])
    expect(await find('K-2')).toEqual([])
  })

  it('stays when it has been changed since, and that is said', async () => {
    const file = csv(head, 'K-3,続く会社,総務部,翻訳,10,,')
    await app.admin.send('POST', '/partners', { name: '続く会社', code: 'K-3' })
    const seen = (await bring(file)).body
    await commit(seen.id)
    const [partner] = await find('K-3')
    const [work] = (await app.admin.send('GET', `/partners/${partner.id}/engagements`)).body.items
    await app.admin.send('PATCH', `/engagements/${work.id}`, { services: '契約書' }, { 'if-match': '1' })
    const undone = (await app.admin.send('POST', `/imports/${seen.id}/undo`)).body
    expect(undone.undoNotes.map(({ text }: { text: string }) => text)).toEqual([expect.stringContaining('委託業務')])
    expect(await workOf('K-3')).toEqual([['翻訳', '総務部', 10_000, null]])
  })

  it('that a person has ended stays ended when a ledger only changes its fee', async () => {
    const { id } = (await app.admin.send('POST', '/partners', { name: '終えた会社', code: 'K-5' })).body
    const plan = { purpose: '撮影', periodStart: '2027-04-01', periodEnd: '2028-03-31' }
    const work = (await app.admin.send('POST', `/partners/${id}/engagements`, plan)).body
    const ended = await app.admin.send('POST', `/engagements/${work.id}/end`, undefined, { 'if-match': '1' })
    expect(ended.body.state).toBe('ended')
    await commit((await bring(csv(head, 'K-5,終えた会社,,撮影,90,,'))).body.id)
    const [after] = (await app.admin.send('GET', `/partners/${id}/engagements`)).body.items
    expect([after.yearlyFee, after.state]).toEqual([90_000, 'ended'])
  })

  it('is needed before an amount or a day means anything', async () => {
    const seen = (await bring(csv('取引先コード,取引先名,年間取引額,契約開始日', 'K-4,額だけ,5,2026-04-01'))).body
    expect(seen.mapping.map(({ field }: { field: string }) => field)).toEqual(['code', 'name'])
    expect(seen.notes.map(({ text }: { text: string }) => text)).toEqual([
      expect.stringContaining('委託業務の列を割り当てたとき'),
      expect.stringContaining('委託業務の列を割り当てたとき'),
    ])
  })
})
