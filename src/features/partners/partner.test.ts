import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const create = async (body: Record<string, unknown>) => (await app.admin.send('POST', '/partners', body)).body

describe('registering a partner', () => {
  it('keeps the name as written and finds it by kana, old letters and without its legal form', async () => {
    const made = await create({ name: '㈱髙﨑プレス工業', reading: 'タカサキプレスコウギョウ', code: 'T-100' })
    for (const q of ['高崎', 'たかさき', 'ﾌﾟﾚｽ', '株式会社高崎', 'T-100', 't100', '髙']) {
      const found = await app.admin.send('GET', `/partners?q=${encodeURIComponent(q)}`)
      expect(
        found.body.items.map((row: { id: string }) => row.id),
        q,
      ).toContain(made.id)
    }
    expect(made.name).toBe('㈱髙﨑プレス工業')
  })

  it('does not take neighbouring pairs for the words themselves', async () => {
    await create({ name: '東京都民銀行' })
    const found = await app.admin.send('GET', `/partners?q=${encodeURIComponent('京都銀行')}`)
    expect(found.body.items).toEqual([])
  })

  it('refuses a corporate number whose check digit is wrong and names the field', async () => {
    const answer = await app.admin.send('POST', '/partners', { name: '検査', corporateNumber: '7000012050003' })
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0].field).toBe('corporateNumber')
  })

  it.each([
    ['en', 'The corporate number is not right'],
    ['ja', '法人番号が正しくありません'],
    ['en-US,en;q=0.9,ja;q=0.8', '法人番号が正しくありません'],
  ])('answers in the language the page names, else in the one kept with the member: %s', async (language, words) => {
    const body = { name: '検査', corporateNumber: '7000012050003' }
    const answer = await app.admin.send('POST', '/partners', body, { 'accept-language': language })
    expect(answer.body.errors[0].message).toContain(words)
  })

  it('refuses a partner code that is taken, whatever its width', async () => {
    await create({ name: '一', code: 'W-1' })
    const answer = await app.admin.send('POST', '/partners', { name: '二', code: 'Ｗ-１' })
    expect([answer.status, answer.body.code]).toEqual([409, 'partner.code_taken'])
  })
})

it('says that a code is taken also to whoever comes second by a moment', async () => {
  const twice = [1, 2].map((at) => app.admin.send('POST', '/partners', { name: `同時${at}`, code: 'S-1' }))
  const codes = (await Promise.all(twice)).map(({ status, body }) => [status, body.code])
  expect(codes.toSorted()).toEqual([
    [201, 'S-1'],
    [409, 'partner.code_taken'],
  ])
})

describe('the units of a partner', () => {
  const addUnit = async (name: string): Promise<string> =>
    (await app.admin.send('POST', '/units', { name, nameEn: '', kind: 'division', parentId: null, tz: 'Asia/Tokyo' }))
      .body.id

  it('are set by a member of a unit only for that unit, which never loses sight of the partner', async () => {
    const [own, other] = [await addUnit('資材部'), await addUnit('試作部')]
    const buyer = await app.person('procurement', 'unit', own)
    const units = (await buyer.send('GET', '/units')).body.items as { id: string; mine: boolean }[]
    expect(units.filter((unit) => unit.mine).map((unit) => unit.id)).toEqual([own])

    const blind = await buyer.send('POST', '/partners', { name: '部門なし' })
    expect([blind.status, blind.body.errors[0].field, blind.body.errors[0].code]).toEqual([
      422,
      'unitIds',
      'unit_needed',
    ])
    const foreign = await buyer.send('POST', '/partners', { name: 'よその部門', unitIds: [own, other] })
    expect(foreign.body.errors[0].code).toBe('unit_foreign')
    const made = await buyer.send('POST', '/partners', { name: '自部門の取引先', unitIds: [own] })
    expect([made.status, made.body.unitIds]).toEqual([201, [own]])

    await app.admin.send('PATCH', `/partners/${made.body.id}`, { unitIds: [own, other] }, { 'if-match': '1' })
    const path = `/partners/${made.body.id}`
    const left = await buyer.send('PATCH', path, { unitIds: [other] }, { 'if-match': '2' })
    expect([left.status, left.body.errors[0].code]).toEqual([422, 'unit_needed'])
    const taken = await buyer.send('PATCH', path, { unitIds: [own] }, { 'if-match': '2' })
    expect(taken.body.errors[0].code).toBe('unit_foreign')
    const bulk = await buyer.send('POST', '/partners/bulk', { ids: [made.body.id], removeUnitIds: [own] })
    expect([bulk.status, bulk.body.errors[0].code]).toEqual([422, 'unit_needed'])
    const kept = await buyer.send('PATCH', path, { unitIds: [own, other], address: '大阪市' }, { 'if-match': '2' })
    expect([kept.status, kept.body.address]).toEqual([200, '大阪市'])
  })

  it('may be named twice and in any order, which is no change', async () => {
    const [one, two] = [await addUnit('一課'), await addUnit('二課')]
    const made = await app.admin.send('POST', '/partners', { name: '二重の部門', unitIds: [two, one, two] })
    expect([made.status, made.body.unitIds]).toEqual([201, [one, two]])
    const path = `/partners/${made.body.id}`
    const same = await app.admin.send('PATCH', path, { unitIds: [two, one, one] }, { 'if-match': '1' })
    expect([same.status, same.body.version]).toEqual([200, 1])
  })

  it('are part of the version an editor saw, also when many are changed at once', async () => {
    const [one, two] = [await addUnit('三課'), await addUnit('四課')]
    const made = await create({ name: '版と部門', unitIds: [one] })
    await app.admin.send('POST', '/partners/bulk', { ids: [made.id], addUnitIds: [two] })
    const late = await app.admin.send('PATCH', `/partners/${made.id}`, { unitIds: [] }, { 'if-match': '1' })
    expect([late.status, late.body.code]).toEqual([409, 'request.changed_meanwhile'])
    expect((await app.admin.send('GET', `/partners/${made.id}`)).body.unitIds).toEqual([one, two])
  })

  it('are not needed by a member who looks after what they register', async () => {
    const buyer = await app.person('procurement', 'assigned')
    const made = await buyer.send('POST', '/partners', { name: '自分で受け持つ取引先' })
    expect([made.status, made.body.assignees.length]).toEqual([201, 1])
  })
})

describe('editing a partner', () => {
  it('writes only from the version the editor saw', async () => {
    const made = await create({ name: '版の検査' })
    const first = await app.admin.send('PATCH', `/partners/${made.id}`, { address: '大阪市' }, { 'if-match': '1' })
    expect([first.status, first.body.version, first.body.address]).toEqual([200, 2, '大阪市'])
    const second = await app.admin.send('PATCH', `/partners/${made.id}`, { address: '京都市' }, { 'if-match': '1' })
    expect([second.status, second.body.code]).toEqual([409, 'request.changed_meanwhile'])
    const without = await app.admin.send('PATCH', `/partners/${made.id}`, { address: '京都市' })
    expect([without.status, without.body.code]).toEqual([422, 'request.version_needed'])
  })

  it('changes nothing when nothing differs', async () => {
    const made = await create({ name: '同じ' })
    const again = await app.admin.send('PATCH', `/partners/${made.id}`, { name: '同じ' }, { 'if-match': '1' })
    expect(again.body.version).toBe(1)
  })

  it('keeps change, ledger and timeline together', async () => {
    const made = await create({ name: '記録の検査' })
    await app.admin.send('PATCH', `/partners/${made.id}`, { name: '記録の検査二' }, { 'if-match': '1' })
    const timeline = await app.admin.send('GET', `/partners/${made.id}/timeline`)
    expect(timeline.body.items.map((row: { event: string }) => row.event).sort()).toEqual([
      'partner.created',
      'partner.updated',
    ])
    const rows = await app.database.asAdmin((client) =>
      client.query(
        `SELECT e.event, d.detail FROM ledger_entries e JOIN ledger_details d ON d.entry_id = e.id WHERE e.subject_id = $1 ORDER BY e.seq`,
        [made.id],
      ),
    )
    expect(rows.rows.map((row) => row.event)).toEqual(['partner.created', 'partner.updated'])
    expect(JSON.parse(rows.rows[1].detail)).toMatchObject({
      before: { name: '記録の検査' },
      after: { name: '記録の検査二' },
    })
  })
})

describe('who sees a partner', () => {
  it('is hidden from a member of another unit and from an unassigned one, and shown to its own', async () => {
    const unit = (
      await app.admin.send('POST', '/units', {
        name: '購買部',
        nameEn: 'Purchasing',
        kind: 'division',
        parentId: null,
        tz: 'Asia/Tokyo',
      })
    ).body
    const other = (
      await app.admin.send('POST', '/units', {
        name: '広報部',
        nameEn: 'PR',
        kind: 'division',
        parentId: null,
        tz: 'Asia/Tokyo',
      })
    ).body
    const made = await create({ name: '購買部の取引先', unitIds: [unit.id] })
    const insider = await app.person('unit_member', 'unit', unit.id)
    const outsider = await app.person('unit_member', 'unit', other.id)
    const unassigned = await app.person('procurement', 'assigned')
    expect((await insider.send('GET', `/partners/${made.id}`)).status).toBe(200)
    for (const person of [outsider, unassigned, await app.stranger()]) {
      expect((await person.send('GET', `/partners/${made.id}`)).status).toBe(404)
      expect(
        (await person.send('GET', '/partners?limit=200')).body.items.map((row: { id: string }) => row.id),
      ).not.toContain(made.id)
      expect((await person.send('GET', '/partners/facets')).body.total).toBe(0)
    }
    expect((await insider.send('PATCH', `/partners/${made.id}`, { name: 'x' }, { 'if-match': '1' })).status).toBe(403)
  })
})

describe('what a reader may do with a partner', () => {
  it('is said for that partner, not for any', async () => {
    const unit = (
      await app.admin.send('POST', '/units', {
        name: '知財部',
        nameEn: '',
        kind: 'division',
        parentId: null,
        tz: 'Asia/Tokyo',
      })
    ).body.id
    const [own, other] = [
      await create({ name: '知財の取引先', unitIds: [unit] }),
      await create({ name: 'ほかの取引先' }),
    ]
    const reader = await app.person('auditor')
    await app.admin.send(
      'PUT',
      `/members/${reader.actor.memberId}/roles`,
      {
        roles: [
          { role: 'auditor', scopeKind: 'all', unitId: null },
          { role: 'procurement', scopeKind: 'unit', unitId: unit },
        ],
      },
      { 'if-match': '1' },
    )
    const can = async (id: string) => (await reader.send('GET', `/partners/${id}`)).body.can
    expect(await can(own.id)).toContain('partner:update')
    expect(await can(other.id)).not.toContain('partner:update')
    expect(await can(other.id)).toContain('partner:note')
  })
})

describe('a list', () => {
  it.each([
    'W251bGwsIngiLCJub3QgYW4gaWQiXQ',
    'WyJ4IiwiYSIsImIiXQ',
    'WyIyMDI2LTEzLTQwIiwiYSIsIjAxOWFhYWFhLWFhYWEtN2FhYS04YWFhLWFhYWFhYWFhYWFhYSJd',
  ])('is not thrown by a cursor somebody made up: %s', async (after) => {
    const made = await create({ name: `頁の検査${after}` })
    for (const path of [
      `/partners?after=${after}`,
      `/partners?sort=level&after=${after}`,
      `/partners?sort=due&after=${after}`,
      `/partners/${made.id}/timeline?after=${after}`,
      `/triage?after=${after}`,
    ])
      expect([path, (await app.admin.send('GET', path)).status]).toEqual([path, 200])
  })

  it('turns pages without losing or repeating a row, in the order of readings', async () => {
    for (const [name, reading] of [
      ['丙', 'ヘイ'],
      ['甲', 'コウ'],
      ['乙', 'オツ'],
      ['株式会社丁', 'カブシキガイシャテイ'],
    ])
      await create({ name, reading, tags: ['頁'] })
    const seen: string[] = []
    let after = ''
    do {
      const page = (await app.admin.send('GET', `/partners?limit=2${after}`)).body
      seen.push(...page.items.map((row: { name: string }) => row.name))
      after = page.next === null ? '' : `&after=${page.next}`
    } while (after !== '')
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.indexOf('乙')).toBeLessThan(seen.indexOf('甲'))
    expect(seen.indexOf('甲')).toBeLessThan(seen.indexOf('株式会社丁'))
    expect(seen.indexOf('株式会社丁')).toBeLessThan(seen.indexOf('丙'))
  })

  it('turns pages past the longest names', async () => {
    const name = '㌖'.repeat(200)
    for (const [at, sign] of ['一', '二'].entries())
      await create({ name, reading: `${'㌖'.repeat(199)}${at}`, tags: ['長い名前'], nameEn: sign })
    for (const path of ['/partners?limit=1', '/partners?limit=1&sort=level', '/triage?only=all&limit=1']) {
      const list = `${path}&tag=${encodeURIComponent('長い名前')}`
      const first = (await app.admin.send('GET', list)).body
      const second = await app.admin.send('GET', `${list}&after=${first.next}`)
      expect([path, second.status, second.body.items?.length]).toEqual([path, 200, 1])
    }
  })
})
