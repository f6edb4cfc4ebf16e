import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApp, type TestApp } from '../../../test/support/app.ts'

let app: TestApp
let unassigned: Person
let stranger: Person
beforeAll(async () => {
  app = await startApp()
  unassigned = await app.person('security_lead', 'assigned')
  stranger = await app.stranger()
})

type Row = { id: string; name: string; version: number }
const create = async (name: string, more: object = {}) =>
  (await app.admin.send('POST', '/partners', { name, ...more })).body
const get = async (id: string) => (await app.admin.send('GET', `/partners/${id}`)).body
const v = (version: number) => ({ 'if-match': String(version) })
const hidden = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
  for (const person of [unassigned, stranger])
    expect([(await person.send(method, path, body, v(1))).status, path]).toEqual([404, path])
}
const ledger = async (id: string) =>
  (
    await app.database.asAdmin((client) =>
      client.query(
        'SELECT e.event, d.detail FROM ledger_entries e JOIN ledger_details d ON d.entry_id = e.id WHERE e.subject_id = $1 ORDER BY e.seq',
        [id],
      ),
    )
  ).rows

describe('saved views', () => {
  const view = { name: 'R4 の海外', query: { level: '4', overseas: 'true', sort: 'due' }, shared: false }

  it('counts what each shows, keeps own ones apart and shares on request', async () => {
    await create('海外の会社', { country: 'VN' })
    const other = await app.person('procurement')
    const saved = await app.admin.send('POST', '/partner-views', { ...view, query: { overseas: 'true' } })
    expect([saved.status, saved.body.saved[0].count, saved.body.saved[0].own]).toEqual([201, 1, true])
    const standard = Object.fromEntries(
      saved.body.standard.map((row: { key: string; count: number }) => [row.key, row.count]),
    )
    expect(standard).toMatchObject({ all: 1, overseas: 1, mine: 0, high: 0, expiring: 0 })
    const path = `/partner-views/${saved.body.saved[0].id}`
    expect((await other.send('GET', '/partner-views')).body.saved).toEqual([])
    const shared = await app.admin.send('PUT', path, { ...view, shared: true }, v(1))
    expect(shared.body.saved[0]).toMatchObject({ shared: true, query: view.query, count: 0 })
    expect((await other.send('GET', '/partner-views')).body.saved[0]).toMatchObject({ name: view.name, own: false })
    for (const person of [other, stranger]) {
      expect((await person.send('PUT', path, view, v(2))).status).toBe(404)
      expect((await person.send('DELETE', path)).status).toBe(404)
    }
    expect((await app.admin.send('PUT', path, view, v(1))).status).toBe(409)
    expect((await app.admin.send('POST', '/partner-views', view)).body.code).toBe('view.name_taken')
    expect((await app.admin.send('DELETE', path)).body.saved).toEqual([])
  })

  it('refuses a filter that the list would not take', async () => {
    const answer = await app.admin.send('POST', '/partner-views', { name: 'x', query: { level: '9' } })
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'query'])
  })
})

describe('changing many at once', () => {
  it('writes one line per partner, skips what is so already, and does all or nothing', async () => {
    const [a, b] = [await create('一括の甲', { tags: ['既存'] }), await create('一括の乙', { tags: ['一括', '既存'] })]
    const change = { addTags: ['一括'], removeTags: ['なし'] }
    const done = await app.admin.send('POST', '/partners/bulk', { ids: [a.id, b.id], ...change })
    expect(done.body).toEqual({ changed: 1, unchanged: 1 })
    expect((await get(a.id)).tags).toEqual(['既存', '一括'])
    expect((await ledger(a.id)).map((row) => row.event)).toEqual(['partner.created', 'partner.updated'])
    expect((await ledger(b.id)).map((row) => row.event)).toEqual(['partner.created'])
    const foreign = (await stranger.send('POST', '/partners', { name: 'よその会社' })).body
    const refused = await app.admin.send('POST', '/partners/bulk', { ids: [a.id, foreign.id], kind: 'supplier' })
    expect([refused.status, (await get(a.id)).kind]).toEqual([404, 'contractor'])
    await hidden('POST', '/partners/bulk', { ids: [a.id], kind: 'supplier' })
  })

  it('refuses more tags than a partner keeps instead of losing some', async () => {
    const tags = Array.from({ length: 29 }, (_, at) => `札${at}`)
    const full = await create('札の多い会社', { tags })
    const more = await app.admin.send('POST', '/partners/bulk', { ids: [full.id], addTags: ['甲', '乙'] })
    expect([more.status, more.body.code, more.body.title]).toEqual([
      422,
      'bulk.too_many_tags',
      expect.stringContaining('札の多い会社'),
    ])
    expect((await get(full.id)).tags).toEqual(tags)
  })

  it('takes a filter, units and people', async () => {
    const a = await create('絞り込みの甲', { tags: ['絞り込み'] })
    const unit = (
      await app.admin.send('POST', '/units', {
        name: '生産技術部',
        nameEn: 'Production',
        kind: 'division',
        parentId: null,
        tz: 'Asia/Tokyo',
      })
    ).body
    const person = await app.person('procurement', 'assigned')
    const done = await app.admin.send('POST', '/partners/bulk', {
      filter: { tag: '絞り込み' },
      addUnitIds: [unit.id],
      addMemberIds: [person.actor.memberId],
      kind: 'supplier',
    })
    expect(done.body).toEqual({ changed: 1, unchanged: 0 })
    const after = await get(a.id)
    expect([after.units[0].name, after.assignees.length, after.kind]).toEqual(['生産技術部', 1, 'supplier'])
    expect((await person.send('GET', `/partners/${a.id}`)).status).toBe(200)
    const both = await app.admin.send('POST', '/partners/bulk', { ids: [a.id], filter: {}, kind: 'other' })
    expect(both.status).toBe(422)
  })
})

describe('merging duplicates', () => {
  const pair = async (name: string) => {
    const kept = await create(name, { tags: ['甲'] })
    const gone = await create(`株式会社${name}`, { address: '大阪市', code: `C-${name}`, tags: ['乙'] })
    await app.admin.send('POST', `/partners/${gone.id}/contacts`, { name: '窓口', phone: '06-1234-5678' })
    await app.admin.send('POST', `/partners/${gone.id}/evidence`, { kind: 'isms' })
    await app.admin.send('POST', `/partners/${gone.id}/notes`, { body: '重複の疑い' })
    return { kept, gone }
  }
  const merge = (kept: Row, gone: Row, more: object = {}) =>
    app.admin.send(
      'POST',
      `/partners/${kept.id}/merge`,
      { goneId: gone.id, goneVersion: gone.version, ...more },
      v(kept.version),
    )

  it('moves what is kept about the duplicate, archives it with a pointer, and can be undone', async () => {
    const { kept, gone } = await pair('重複製作所')
    const sub = await create('重複の再委託先')
    await app.admin.send('POST', `/partners/${gone.id}/subcontractors`, { subcontractorId: sub.id, purpose: '塗装' })
    const suggested = await app.admin.send('GET', `/partners/${kept.id}/duplicates`)
    expect(suggested.body.items).toMatchObject([{ id: gone.id, because: 'name' }])
    const groups = (await app.admin.send('GET', '/partners/duplicates')).body.items
    expect(groups.some((group: { partners: Row[] }) => group.partners.some((row) => row.id === gone.id))).toBe(true)
    await hidden('GET', `/partners/${kept.id}/duplicates`)
    await hidden('GET', `/partners/${kept.id}/merges`)
    await hidden('POST', `/partners/${kept.id}/merge`, { goneId: gone.id, goneVersion: 1 })

    const done = await merge(kept, gone, { take: ['code'], reason: '同じ会社' })
    expect(done.status).toBe(200)
    expect(done.body).toMatchObject({ code: 'C-重複製作所', address: '大阪市', formerNames: ['株式会社重複製作所'] })
    expect(done.body.tags).toEqual(['甲', '乙'])
    expect(done.body.counts).toMatchObject({ contacts: 1, evidence: 1, notes: 1, subcontractors: 1 })
    const away = await get(gone.id)
    expect([away.stage, away.mergedInto, away.moves, away.counts.contacts]).toEqual(['archived', kept.id, [], 0])
    expect((await ledger(kept.id)).map((row) => row.event)).toContain('partner.merged')
    const late = await app.admin.send('POST', `/partners/${gone.id}/contacts`, { name: '後から', email: 'a@b.example' })
    expect([late.status, late.body.code]).toEqual([409, 'partner.merged_away'])

    const merges = (await app.admin.send('GET', `/partners/${kept.id}/merges`)).body.items
    expect(merges[0]).toMatchObject({ goneName: '株式会社重複製作所', undoneAt: null, moved: { contacts: 1 } })
    const undo = `/partner-merges/${merges[0].id}/undo`
    await hidden('POST', undo)
    const undone = await app.admin.send('POST', undo)
    expect(undone.body).toMatchObject({ code: null, address: '', formerNames: [], tags: ['甲'] })
    const back = await get(gone.id)
    expect(back).toMatchObject({ stage: 'contracted', mergedInto: null, code: 'C-重複製作所' })
    expect(back.counts).toMatchObject({ contacts: 1, evidence: 1, notes: 1, subcontractors: 1 })
    expect((await app.admin.send('POST', undo)).body.code).toBe('merge.undone')
  })

  it('keeps what somebody changed after the merge when it is undone', async () => {
    const { kept, gone } = await pair('後から直す')
    const merged = (await merge(kept, gone)).body
    await app.admin.send('PATCH', `/partners/${kept.id}`, { address: '神戸市' }, v(merged.version))
    const [{ id }] = (await app.admin.send('GET', `/partners/${kept.id}/merges`)).body.items
    expect((await app.admin.send('POST', `/partner-merges/${id}/undo`)).body.address).toBe('神戸市')
  })

  const undo = async (kept: Row) => {
    const [{ id }] = (await app.admin.send('GET', `/partners/${kept.id}/merges`)).body.items
    return app.admin.send('POST', `/partner-merges/${id}/undo`)
  }

  it('says which code stands in the way when a merge is undone after that code was given away', async () => {
    const { kept, gone } = await pair('番号の行方')
    const merged = (await merge(kept, gone, { take: ['code'] })).body
    await app.admin.send('PATCH', `/partners/${kept.id}`, { code: 'C-新' }, v(merged.version))
    const holder = await create('番号を継いだ会社', { code: 'C-番号の行方' })
    const refused = await undo(kept)
    expect([refused.status, refused.body.code, refused.body.title]).toEqual([
      409,
      'partner.code_taken',
      expect.stringContaining('C-番号の行方'),
    ])
    await app.admin.send('PATCH', `/partners/${holder.id}`, { code: 'C-別' }, v(1))
    expect((await undo(kept)).status).toBe(200)
    expect((await get(gone.id)).code).toBe('C-番号の行方')
  })

  it('brings no sub-contract back that was ended since, and closes no circle, when it is undone', async () => {
    const { kept, gone } = await pair('戻る再委託')
    const sub = await create('戻る再委託の先')
    const under = (of: Row) => `/partners/${of.id}/subcontractors`
    await app.admin.send('POST', under(gone), { subcontractorId: sub.id })
    await merge(kept, gone)
    const [{ subcontractId }] = (await app.admin.send('GET', under(kept))).body.items
    await app.admin.send('DELETE', `${under(kept)}/${subcontractId}`)
    expect((await undo(kept)).status).toBe(200)
    expect((await app.admin.send('GET', under(gone))).body.items).toEqual([])

    const { kept: upper, gone: lower } = await pair('輪に戻る')
    const between = await create('輪に戻る間')
    await app.admin.send('POST', under(upper), { subcontractorId: lower.id })
    await app.admin.send('POST', under(lower), { subcontractorId: between.id })
    await merge(upper, lower)
    const [step] = (await app.admin.send('GET', under(upper))).body.items
    await app.admin.send('DELETE', `${under(upper)}/${step.subcontractId}`)
    expect((await app.admin.send('POST', under(between), { subcontractorId: upper.id })).status).toBe(201)
    expect((await undo(upper)).status).toBe(200)
    const names = async (of: Row) =>
      (await app.admin.send('GET', under(of))).body.items.map(({ name }: { name: string }) => name)
    expect([await names(upper), await names(lower)]).toEqual([[lower.name], []])
  })

  it('refuses itself, old versions and circles', async () => {
    const { kept, gone } = await pair('輪の検査')
    const between = await create('輪の間')
    expect((await merge(kept, kept)).body.code).toBe('merge.same')
    expect((await merge({ ...kept, version: 9 }, gone)).status).toBe(409)
    expect((await merge(kept, { ...gone, version: 9 })).status).toBe(409)
    await app.admin.send('POST', `/partners/${kept.id}/subcontractors`, { subcontractorId: between.id })
    await app.admin.send('POST', `/partners/${between.id}/subcontractors`, { subcontractorId: gone.id })
    expect((await merge(kept, gone)).body.code).toBe('merge.would_loop')
    expect((await get(gone.id)).counts.contacts).toBe(1)
  })

  it('never takes partners of different numbers for one', async () => {
    const a = await create('番号の会社', { corporateNumber: '7000012050002' })
    await create('番号の会社', { corporateNumber: '4011001098993' })
    expect((await app.admin.send('GET', `/partners/${a.id}/duplicates`)).body.items).toEqual([])
  })
})

describe('exporting', () => {
  const odd = '=HYPERLINK("http://example.com")㈱髙﨑'

  it('writes a workbook of texts that says who took it and when', async () => {
    await create(odd, { tags: ['書き出し'] })
    const answer = await app.admin.send('GET', `/partners/export?tag=${encodeURIComponent('書き出し')}`)
    expect(answer.status).toBe(200)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(answer.raw).buffer)
    const sheet = book.worksheets[0]
    expect([sheet?.rowCount, sheet?.getCell('B2').value, sheet?.getCell('B2').type]).toEqual([
      2,
      odd,
      ExcelJS.ValueType.String,
    ])
    expect(sheet?.headerFooter.oddFooter).toContain('藤野 美咲')
    const entries = await ledger(app.admin.actor.id)
    const detail = JSON.parse(entries.filter((row) => row.event === 'partners.exported').at(-1).detail)
    expect(detail.after).toMatchObject({ format: 'xlsx', rows: 1, filter: { tag: '書き出し' } })
  })

  it('writes CSV with formulas neutralised, in both encodings', async () => {
    const tag = encodeURIComponent('書き出し')
    const utf8 = await app.admin.send('GET', `/partners/export?format=csv&tag=${tag}`)
    expect(utf8.raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(utf8.raw.toString('utf8').split('\r\n')[1]).toContain(`"'=HYPERLINK(""http://example.com"")㈱髙﨑"`)
    const sjis = await app.admin.send('GET', `/partners/export?format=csv-cp932&tag=${tag}`)
    expect(iconv.decode(sjis.raw, 'cp932')).toContain('㈱髙﨑')
  })

  it('takes only the chosen columns along, with what names the partner', async () => {
    const tag = encodeURIComponent('書き出し')
    const answer = await app.admin.send('GET', `/partners/export?format=csv&tag=${tag}&columns=level,owners`)
    expect(answer.raw.subarray(3).toString('utf8').split('\r\n')[0]).toBe('取引先コード,取引先名,住所,業種,水準,担当')
    expect((await app.admin.send('GET', '/partners/export?format=csv&columns=secret')).status).toBe(422)
  })

  it('stops at characters that CP932 lacks and lists them', async () => {
    await create('𠮷田한국', { tags: ['字'] })
    const answer = await app.admin.send('GET', `/partners/export?format=csv-cp932&tag=${encodeURIComponent('字')}`)
    expect([answer.status, answer.body.code]).toEqual([422, 'export.unmappable'])
    expect(answer.body.errors.map((each: { field: string; message: string }) => [each.field, each.message])).toEqual([
      ['B2', '𠮷'],
      ['B2', '한'],
      ['B2', '국'],
    ])
  })

  it('prints the register', async () => {
    const answer = await app.admin.send('GET', '/partners/export?format=pdf')
    expect([answer.status, answer.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  })

  it('holds no partner the reader may not see', async () => {
    for (const person of [unassigned, stranger]) {
      const answer = await person.send('GET', '/partners/export?format=csv')
      expect(answer.raw.toString('utf8')).not.toContain('髙﨑')
    }
    expect((await app.anonymous('GET', '/partners/export')).status).toBe(401)
  })

  it('needs the right to export beyond 200 rows, and keeps all rows over pages', async () => {
    await app.database.asAdmin(async (client) => {
      const at = '2026-11-01T00:00:00Z'
      await client.query(
        `INSERT INTO partners (tenant_id, id, name, reading, name_en, former_names, country, postal_code, address, industry_note, kind, stage, website, tags, sort_key, matching_key, variant_key, created_at, updated_at)
         SELECT $1, gen_random_uuid(), '量' || g, '', '', '[]', 'JP', '', '', '', 'other', 'contracted', '', '[]', '量' || lpad(g::text, 5, '0'), 'k' || g, 'k' || g, $2, $2 FROM generate_series(1, 2500) g`,
        [app.admin.actor.tenant, at],
      )
      await client.query(
        `INSERT INTO partner_current (tenant_id, partner_id, stage, sort_key, kind, provisional, assessment_state, country)
         SELECT tenant_id, id, stage, sort_key, kind, false, 'none', country FROM partners WHERE name LIKE '量%'`,
      )
    })
    const buyer = await app.person('procurement')
    expect((await buyer.send('GET', '/partners/export?format=csv&kind=other')).status).toBe(403)
    expect((await buyer.send('GET', '/partners/export?format=csv&overseas=true')).status).toBe(200)
    const all = await app.admin.send('GET', '/partners/export?format=csv&kind=other')
    const names = all.raw
      .toString('utf8')
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[1])
    expect([names.length, new Set(names).size]).toEqual([2500, 2500])
    const pdf = await app.admin.send('GET', '/partners/export?format=pdf&kind=other')
    expect(pdf.body.code).toBe('export.too_long_to_print')
  })
})

describe('the dossier', () => {
  it('holds in one call what the page shows below its head', async () => {
    const partner = await create('一件書類')
    await app.admin.send('POST', `/partners/${partner.id}/notes`, { body: 'メモ' })
    const { body } = await app.admin.send('GET', `/partners/${partner.id}/dossier`)
    expect([body.notes.length, body.timeline.items.length, body.shelf.securityAction.step]).toEqual([1, 2, 'invite'])
    await hidden('GET', `/partners/${partner.id}/dossier`)
  })
})
