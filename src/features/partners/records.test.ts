import { beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApp, type TestApp } from '../../../test/support/app.ts'

let app: TestApp
let unassigned: Person
let stranger: Person
beforeAll(async () => {
  app = await startApp()
  unassigned = await app.person('procurement', 'assigned')
  stranger = await app.stranger()
})

const create = async (name: string, more: object = {}) =>
  (await app.admin.send('POST', '/partners', { name, ...more })).body
const v = (version: number) => ({ 'if-match': String(version) })

/** Every request that must look to outsiders as if the partner did not exist. */
const hidden = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => {
  for (const person of [unassigned, stranger])
    expect([(await person.send(method, path, body, v(1))).status, path]).toEqual([404, path])
}

describe('contacts', () => {
  const person = { name: '安西 文', phone: '０３－１２３４－５６７８', email: null }

  it('keeps the number as registered beside its international form', async () => {
    const partner = await create('連絡先の検査')
    const made = await app.admin.send('POST', `/partners/${partner.id}/contacts`, person)
    expect([made.status, made.body.phone, made.body.phoneE164]).toEqual([
      201,
      '０３－１２３４－５６７８',
      '+81312345678',
    ])
    const shown = await app.admin.send('GET', `/partners/${partner.id}`)
    expect(shown.body.counts.contacts).toBe(1)
    await hidden('GET', `/partners/${partner.id}/contacts`)
    await hidden('POST', `/partners/${partner.id}/contacts`, person)
    await hidden('PUT', `/partners/${partner.id}/contacts/${made.body.id}`, person)
    await hidden('POST', `/partners/${partner.id}/contacts/${made.body.id}/revoke`)
  })

  it.each([
    [{ name: 'x' }, 'email', 'contact.unreachable'],
    [{ name: 'x', email: 'not an address' }, 'email', 'contact.email_invalid'],
    [{ name: 'x', phone: '12' }, 'phone', 'contact.phone_invalid'],
    [{ name: 'x', phone: '03-1234-5678', tz: 'Asia/Nowhere' }, 'tz', 'contact.zone_unknown'],
  ])('refuses %j', async (body, field, code) => {
    const partner = await create('連絡先の誤り')
    const answer = await app.admin.send('POST', `/partners/${partner.id}/contacts`, body)
    expect([answer.status, answer.body.errors[0].field, answer.body.errors[0].code]).toEqual([422, field, code])
  })

  it('reads a number in the country of the partner', async () => {
    const partner = await create('Lotus Peak Electronics (Vietnam) Co., Ltd.', { country: 'VN' })
    const made = await app.admin.send('POST', `/partners/${partner.id}/contacts`, {
      name: 'Nguyen',
      phone: '024 3825 1234',
    })
    expect(made.body.phoneE164).toBe('+842438251234')
  })

  it('edits from the version seen, withdraws, and says so in the history', async () => {
    const partner = await create('連絡先の版')
    const path = `/partners/${partner.id}/contacts`
    const made = (await app.admin.send('POST', path, person)).body
    const edited = await app.admin.send('PUT', `${path}/${made.id}`, { ...person, email: 'Fumi@EXAMPLE.jp' }, v(1))
    expect([edited.status, edited.body.email, edited.body.version]).toEqual([200, 'Fumi@example.jp', 2])
    expect((await app.admin.send('PUT', `${path}/${made.id}`, person, v(1))).status).toBe(409)
    const gone = await app.admin.send('POST', `${path}/${made.id}/revoke`, undefined, v(2))
    expect(gone.body.revokedAt).not.toBeNull()
    expect((await app.admin.send('PUT', `${path}/${made.id}`, person, v(3))).status).toBe(409)
    expect((await app.admin.send('GET', `/partners/${partner.id}`)).body.counts.contacts).toBe(0)
    const events = (await app.admin.send('GET', `/partners/${partner.id}/timeline`)).body.items
    expect(events.map((row: { event: string }) => row.event)).toEqual(
      expect.arrayContaining(['contact.added', 'contact.updated', 'contact.revoked']),
    )
    const entries = await app.database.asAdmin((client) =>
      client.query('SELECT body FROM ledger_entries WHERE subject_id = $1', [made.id]),
    )
    expect(entries.rows).toHaveLength(3)
    for (const { body } of entries.rows) expect(body).not.toContain('安西')
  })
})

describe('evidence', () => {
  it('tells the day it holds, the day it was checked and by whom, and what runs out', async () => {
    const partner = await create('証跡の検査')
    const path = `/partners/${partner.id}/evidence`
    const made = await app.admin.send('POST', path, {
      kind: 'isms',
      number: 'IS 900001',
      scope: '東京データ室の運用',
      effectiveOn: '2024-02-20',
      expiresOn: '2027-02-19',
      checkedOn: '2026-10-02',
    })
    expect([made.status, made.body.state, made.body.checkedBy]).toEqual([201, 'expiring', '藤野 美咲'])
    expect((await app.admin.send('GET', `/partners/${partner.id}`)).body.counts).toMatchObject({
      evidence: 1,
      evidenceExpiring: 1,
    })
    const list = await app.admin.send('GET', '/partners?evidence=expiring&limit=200')
    expect(list.body.items.map((row: { id: string }) => row.id)).toEqual([partner.id])
    expect((await app.admin.send('GET', '/partners?evidence=expired')).body.items).toEqual([])
    await hidden('GET', path)
    await hidden('POST', path, { kind: 'isms' })
    await hidden('PUT', `${path}/${made.body.id}`, { kind: 'isms' })
    await hidden('DELETE', `${path}/${made.body.id}`)
    expect((await app.admin.send('DELETE', `${path}/${made.body.id}`)).status).toBe(204)
    expect((await app.admin.send('GET', path)).body.items).toEqual([])
  })

  it.each([
    [{ kind: 'scs', grade: '1' }, 'grade'],
    [{ kind: 'isms', effectiveOn: '2026-02-01', expiresOn: '2026-01-01' }, 'expiresOn'],
    [{ kind: 'isms', checkedOn: '2026-11-22' }, 'checkedOn'],
    [{ kind: 'isms', policyUrl: 'javascript:alert(1)' }, 'policyUrl'],
  ])('refuses %j', async (body, field) => {
    const partner = await create('証跡の誤り')
    const answer = await app.admin.send('POST', `/partners/${partner.id}/evidence`, body)
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field])
  })

  it('leads from inviting to looking at the policy', async () => {
    const partner = await create('宣言の検査')
    const path = `/partners/${partner.id}/evidence`
    const step = async () => (await app.admin.send('GET', path)).body.securityAction.step
    expect(await step()).toBe('invite')
    await app.admin.send('POST', path, { kind: 'security_action', grade: '1' })
    expect(await step()).toBe('check_effect')
    const two = (await app.admin.send('POST', path, { kind: 'security_action', grade: '2' })).body
    expect(await step()).toBe('see_policy')
    const seen = {
      kind: 'security_action',
      grade: '2',
      policyUrl: 'https://example.jp/policy',
      checkedOn: '2026-11-20',
    }
    expect((await app.admin.send('PUT', `${path}/${two.id}`, seen, v(1))).status).toBe(200)
    expect(await step()).toBe('keep')
    expect((await app.admin.send('PUT', `${path}/${two.id}`, seen, v(1))).status).toBe(409)
  })

  it('refuses a copy that was never uploaded', async () => {
    const partner = await create('写しの検査')
    const answer = await app.admin.send('POST', `/partners/${partner.id}/evidence`, {
      kind: 'isms',
      fileId: partner.id,
    })
    expect(answer.status).toBe(404)
    expect((await app.admin.send('GET', `/partners/${partner.id}/evidence`)).body.items).toEqual([])
  })
})

describe('sub-contractors', () => {
  const link = (from: { id: string }, to: { id: string }) =>
    app.admin.send('POST', `/partners/${from.id}/subcontractors`, { subcontractorId: to.id, purpose: '夜間保守' })

  it('shows the tree below with its tiers and refuses circles of any length', async () => {
    const [a, b, c, d] = [await create('元請'), await create('一次'), await create('二次'), await create('三次')]
    expect((await link(a, b)).status).toBe(201)
    await link(b, c)
    await link(c, d)
    const tree = (await app.admin.send('GET', `/partners/${a.id}/subcontractors`)).body
    expect(tree.items.map((node: { name: string; tier: number }) => [node.name, node.tier])).toEqual([
      ['一次', 1],
      ['二次', 2],
      ['三次', 3],
    ])
    expect(tree.truncated).toBe(false)
    expect((await link(d, a)).body.code).toBe('subcontract.would_loop')
    expect((await link(a, a)).body.code).toBe('subcontract.would_loop')
    expect((await link(a, b)).body.code).toBe('subcontract.already_there')
    const below = (await app.admin.send('GET', `/partners/${b.id}/subcontractors`)).body
    expect(below.usedBy.map((row: { name: string }) => row.name)).toEqual(['元請'])
    await hidden('GET', `/partners/${a.id}/subcontractors`)
    await hidden('POST', `/partners/${a.id}/subcontractors`, { subcontractorId: d.id })
    await hidden('DELETE', `/partners/${a.id}/subcontractors/${tree.items[0].subcontractId}`)
    const cut = await app.admin.send('DELETE', `/partners/${a.id}/subcontractors/${tree.items[0].subcontractId}`)
    expect(cut.body.items).toEqual([])
    expect((await link(d, a)).status).toBe(201)
  })

  it('stops at ten tiers and says that there is more', async () => {
    let above = await create('段の上')
    const top = above
    for (let tier = 1; tier <= 12; tier += 1) {
      const next = await create(`段${tier}`)
      await link(above, next)
      above = next
    }
    const tree = (await app.admin.send('GET', `/partners/${top.id}/subcontractors`)).body
    expect([tree.items.length, tree.truncated]).toEqual([10, true])
  })

  it('leaves out whom the reader may not see', async () => {
    const reader = await app.person('procurement', 'assigned')
    const [a, b] = [await create('見える'), await create('見えない')]
    await link(a, b)
    await app.admin.send('PUT', `/partners/${a.id}/assignees`, { memberIds: [reader.actor.memberId] })
    const tree = await reader.send('GET', `/partners/${a.id}/subcontractors`)
    expect([tree.status, tree.body.items]).toEqual([200, []])
  })
})

describe('notes', () => {
  it('belong to their author', async () => {
    const partner = await create('メモの検査')
    const path = `/partners/${partner.id}/notes`
    const auditor = await app.person('auditor')
    const mine = (await app.admin.send('POST', path, { body: '契約の窓口は総務部' })).body.items[0]
    expect((await auditor.send('GET', path)).body.items[0]).toMatchObject({ body: '契約の窓口は総務部', own: false })
    expect((await auditor.send('PUT', `${path}/${mine.id}`, { body: 'x' }, v(1))).status).toBe(404)
    expect((await auditor.send('DELETE', `${path}/${mine.id}`)).status).toBe(404)
    expect((await app.admin.send('PUT', `${path}/${mine.id}`, { body: '窓口は法務部' }, v(1))).body.items[0].body).toBe(
      '窓口は法務部',
    )
    expect((await app.admin.send('PUT', `${path}/${mine.id}`, { body: 'y' }, v(1))).status).toBe(409)
    await hidden('GET', path)
    await hidden('POST', path, { body: 'x' })
    await hidden('PUT', `${path}/${mine.id}`, { body: 'x' })
    await hidden('DELETE', `${path}/${mine.id}`)
    expect((await app.admin.send('DELETE', `${path}/${mine.id}`)).body.items).toEqual([])
  })

  it('and certificates stay within reach, however many there are', async () => {
    const partner = await create('メモの多い会社')
    const path = `/partners/${partner.id}`
    const old = (await app.admin.send('POST', `${path}/notes`, { body: '一番古い' })).body.items[0]
    await app.database.asAdmin(async (client) => {
      await client.query(
        `INSERT INTO partner_notes (tenant_id, id, partner_id, member_id, body, created_at, updated_at)
         SELECT tenant_id, gen_random_uuid(), partner_id, member_id, 'x', created_at + interval '1 hour', updated_at FROM partner_notes, generate_series(1, 200) WHERE id = $1`,
        [old.id],
      )
      await client.query(
        `INSERT INTO partner_evidence (tenant_id, id, partner_id, kind, grade, number, scope, policy_url, expires_on, created_at, updated_at)
         SELECT tenant_id, gen_random_uuid(), id, 'isms', '', '', '', '', DATE '2027-01-01', created_at, updated_at FROM partners, generate_series(1, 200) WHERE id = $1`,
        [partner.id],
      )
    })
    expect((await app.admin.send('PUT', `${path}/notes/${old.id}`, { body: '直した' }, v(1))).status).toBe(200)
    const added = await app.admin.send('POST', `${path}/evidence`, { kind: 'isms', number: '二百一' })
    expect([added.status, added.body.number]).toEqual([201, '二百一'])
  })
})

describe('names, tags and people in charge', () => {
  it('keeps the former name when a name changes, and finds the partner by it', async () => {
    const partner = await create('旧社名工業')
    const renamed = await app.admin.send('PATCH', `/partners/${partner.id}`, { name: '新社名工業' }, v(1))
    expect(renamed.body.formerNames).toEqual(['旧社名工業'])
    const found = await app.admin.send('GET', `/partners?q=${encodeURIComponent('旧社名')}`)
    expect(found.body.items.map((row: { name: string }) => row.name)).toEqual(['新社名工業'])
  })

  it('narrows the list by a tag', async () => {
    const partner = await create('札のある会社', { tags: ['重点'] })
    await create('札のない会社')
    const list = async (tag: string) =>
      (await app.admin.send('GET', `/partners?tag=${encodeURIComponent(tag)}`)).body.items.map(
        (row: { id: string }) => row.id,
      )
    expect(await list('重点')).toEqual([partner.id])
    await app.admin.send('PATCH', `/partners/${partner.id}`, { tags: ['更新'] }, v(1))
    expect(await list('重点')).toEqual([])
    expect(await list('更新')).toEqual([partner.id])
  })

  it('opens the partner to whoever is put in charge, and closes it again', async () => {
    const partner = await create('担当の検査')
    const reader = await app.person('procurement', 'assigned')
    const path = `/partners/${partner.id}/assignees`
    expect((await reader.send('GET', `/partners/${partner.id}`)).status).toBe(404)
    await app.admin.send('PUT', path, { memberIds: [reader.actor.memberId] })
    expect((await reader.send('GET', `/partners/${partner.id}`)).body.assignees).toHaveLength(1)
    expect((await app.admin.send('PUT', path, { memberIds: [partner.id] })).body.code).toBe('assignment.member_unknown')
    await app.admin.send('PUT', path, { memberIds: [] })
    expect((await reader.send('GET', `/partners/${partner.id}`)).status).toBe(404)
    await hidden('PUT', path, { memberIds: [] })
  })

  it('names the people of one of two who decide at the same moment, not of both', async () => {
    const partner = await create('同時の担当')
    const [one, two] = [await app.person('procurement'), await app.person('procurement')]
    const path = `/partners/${partner.id}/assignees`
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([one, two].map(({ actor }) => app.admin.send('PUT', path, { memberIds: [actor.memberId] })))
      expect((await app.admin.send('GET', `/partners/${partner.id}`)).body.assignees).toHaveLength(1)
    }
  })
})

describe('stages', () => {
  const move = (id: string, version: number, body: object) =>
    app.admin.send('POST', `/partners/${id}/stage`, { reason: '方針どおり', ...body }, v(version))
  const done = { doneOn: '2026-11-20', result: '問題なし' }

  it('contracts an unrated candidate only with a check, ends, archives and reopens', async () => {
    const partner = await create('段階の検査', { stage: 'candidate' })
    expect(partner.moves).toEqual(['contract', 'decline'])
    expect((await move(partner.id, 1, { move: 'contract' })).body.code).toBe('stage.unrated')
    expect((await move(partner.id, 1, { move: 'end' })).body.code).toBe('stage.wrong_stage')
    expect((await move(partner.id, 1, { move: 'contract', check: done })).body.stage).toBe('contracted')
    expect((await move(partner.id, 1, { move: 'end' })).status).toBe(409)
    expect((await move(partner.id, 2, { move: 'end' })).body.stage).toBe('ending')
    expect((await move(partner.id, 3, { move: 'archive' })).body.code).toBe('stage.offboarding_open')
    expect((await move(partner.id, 3, { move: 'archive', offboarding: done })).body.stage).toBe('archived')
    const late = await app.admin.send('POST', `/partners/${partner.id}/contacts`, { name: 'x', email: 'a@b.example' })
    expect([late.status, late.body.code]).toEqual([409, 'partner.archived'])
    const listed = async (query: string) =>
      (await app.admin.send('GET', `/partners?q=${encodeURIComponent('段階の検査')}${query}`)).body.items.length
    expect([await listed(''), await listed('&stage=archived')]).toEqual([0, 1])
    expect((await move(partner.id, 4, { move: 'reopen' })).body.stage).toBe('candidate')
    expect(await listed('')).toBe(1)
    await hidden('POST', `/partners/${partner.id}/stage`, { move: 'decline', reason: 'x' })
  })
})
