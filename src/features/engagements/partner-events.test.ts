import { beforeAll, describe, expect, it } from 'vitest'
import { saveDraft } from '../../../test/support/catalog-draft.ts'
import { QUIET, type RatedApp, startRatedApp } from './rated-app.fixture.ts'

let at: RatedApp
beforeAll(async () => {
  at = await startRatedApp()
})

const HIGH = {
  ...QUIET.answers,
  'stop-tolerance': 3,
  replaceability: 2,
  exposure: 3,
  'incident-history': 3,
  maturity: 3,
}
const EDI = { kind: 'edi', asset: '受発注', direction: 'inbound', alwaysOn: true, controls: '', access: 'read' }

const merged = async () => {
  const [kept, gone] = [await at.partner(), await at.partner()]
  await at.engage(kept)
  const risky = await at.engage(gone, { answers: HIGH, connections: [EDI] })
  const versionOf = async (id: string) => (await at.app.admin.send('GET', `/partners/${id}`)).body.version
  const done = await at.app.admin.send(
    'POST',
    `/partners/${kept}/merge`,
    { goneId: gone, goneVersion: await versionOf(gone), take: [], reason: '同じ会社' },
    { 'if-match': String(await versionOf(kept)) },
  )
  expect(done.status).toBe(200)
  const { items } = (await at.app.admin.send('GET', `/partners/${kept}/merges`)).body
  return { kept, gone, risky: risky.id, ids: { partnerId: kept, goneId: gone, mergeId: items[0].id } }
}

const engagementsOf = async (id: string): Promise<string[]> =>
  (await at.app.admin.send('GET', `/partners/${id}/engagements`)).body.items.map((row: { id: string }) => row.id)

describe('a merge of two partners', () => {
  it('brings engagements with their connections, and the level follows them', async () => {
    const { kept, gone, risky, ids } = await merged()
    const before = (await at.level(kept)).effective
    // Nothing more is put where nobody looks any more, also while the merge is still being worked through.
    const late = await at.app.admin.send('POST', `/partners/${gone}/engagements`, QUIET)
    expect([late.status, late.body.code]).toEqual([409, 'partner.merged_away'])
    await at.deliver('partner.merged', ids)
    expect(await engagementsOf(kept)).toContain(risky)
    expect(await engagementsOf(gone)).toEqual([])
    expect((await at.level(kept)).effective).toBeGreaterThan(before)
    const map = (await at.app.admin.send('GET', `/partners/${kept}/connections`)).body
    expect(map.connections.map((link: { asset: string }) => link.asset)).toEqual(['受発注'])
  })

  it('gives all of it back when undone, and nothing moves when the undoing comes first', async () => {
    const { kept, gone, risky, ids } = await merged()
    await at.deliver('partner.merged', ids)
    expect((await at.app.admin.send('POST', `/partner-merges/${ids.mergeId}/undo`)).status).toBe(200)
    await at.deliver('partner.merge_undone', ids)
    expect(await engagementsOf(gone)).toEqual([risky])
    expect((await at.level(kept)).effective).toBe(0)
    expect((await at.level(gone)).effective).toBeGreaterThan(0)
    await at.deliver('partner.merged', ids)
    expect(await engagementsOf(gone)).toEqual([risky])
  })

  it('goes back step by step when a partner that had taken over another is merged itself', async () => {
    const { kept, gone, risky, ids } = await merged()
    await at.deliver('partner.merged', ids)
    const last = await at.partner()
    const versionOf = async (id: string) => (await at.app.admin.send('GET', `/partners/${id}`)).body.version
    await at.app.admin.send(
      'POST',
      `/partners/${last}/merge`,
      { goneId: kept, goneVersion: await versionOf(kept), take: [], reason: '同じ会社' },
      { 'if-match': String(await versionOf(last)) },
    )
    const { items } = (await at.app.admin.send('GET', `/partners/${last}/merges`)).body
    const later = { partnerId: last, goneId: kept, mergeId: items[0].id }
    await at.deliver('partner.merged', later)
    expect(await engagementsOf(last)).toHaveLength(2)
    await at.app.admin.send('POST', `/partner-merges/${later.mergeId}/undo`)
    await at.deliver('partner.merge_undone', later)
    expect([await engagementsOf(last), (await engagementsOf(kept)).length]).toEqual([[], 2])
    await at.app.admin.send('POST', `/partner-merges/${ids.mergeId}/undo`)
    await at.deliver('partner.merge_undone', ids)
    expect(await engagementsOf(gone)).toEqual([risky])
    expect(await engagementsOf(kept)).toHaveLength(1)
  })

  it('lends the triage answers of the duplicate to a partner without any, until undone', async () => {
    const [kept, gone] = [await at.partner(), await at.partner()]
    await at.app.admin.send('PUT', '/triage', {
      answers: [{ partnerId: gone, connected: true, sensitiveData: true, stopsWithinDay: true }],
    })
    const done = await at.app.admin.send(
      'POST',
      `/partners/${kept}/merge`,
      { goneId: gone, goneVersion: 1, take: [], reason: '同じ会社' },
      { 'if-match': '1' },
    )
    expect(done.status).toBe(200)
    const { items } = (await at.app.admin.send('GET', `/partners/${kept}/merges`)).body
    const ids = { partnerId: kept, goneId: gone, mergeId: items[0].id }
    await at.deliver('partner.merged', ids)
    expect(await at.level(kept)).toMatchObject({ effective: 4, provisional: true })
    expect((await at.app.admin.send('POST', `/partner-merges/${ids.mergeId}/undo`)).status).toBe(200)
    await at.deliver('partner.merge_undone', ids)
    expect((await at.level(kept)).effective).toBeNull()
    expect((await at.level(gone)).effective).toBe(4)
    const recorded = await at.app.database.asAdmin(async (client) => {
      const { rows } = await client.query(
        "SELECT e.event, d.detail::jsonb->'after' AS after FROM ledger_entries e JOIN ledger_details d ON d.entry_id = e.id WHERE e.subject_id = $1 AND e.event LIKE 'triage.%' ORDER BY e.seq",
        [kept],
      )
      return rows
    })
    const answers = { connected: true, sensitiveData: true, stopsWithinDay: true }
    expect(recorded).toEqual([
      { event: 'triage.lent', after: { mergeId: ids.mergeId, fromPartnerId: gone, ...answers } },
      { event: 'triage.returned', after: { mergeId: ids.mergeId } },
    ])
  })
})

describe('a partner proposed by a department', () => {
  const propose = async (answers: Record<string, boolean | null>) => {
    const { token } = (await at.app.admin.send('POST', '/intake-links', { label: '広報部' })).body
    const name = `申込${Object.values(answers).join('')}`
    const body = { token, name, askedBy: '森', purpose: '受付', ...answers }
    expect((await at.app.anonymous('POST', '/intake/requests', body)).status).toBe(201)
    const stored = await at.app.database.asAdmin((client) =>
      client.query('SELECT id, partner_id FROM intake_requests ORDER BY created_at DESC, id DESC LIMIT 1'),
    )
    const [{ id, partner_id: partnerId }] = stored.rows
    return { partnerId, intakeRequestId: id }
  }

  it('gets its provisional level from what was said', async () => {
    const ids = await propose({ connected: false, sensitiveData: true, stopsWithinDay: false })
    await at.deliver('partner.proposed', ids)
    expect(await at.level(ids.partnerId)).toMatchObject({ effective: 2, provisional: true })
  })

  it('stays unrated when the department did not know, and never overrides a person', async () => {
    const unknown = await propose({ connected: false, sensitiveData: null, stopsWithinDay: false })
    await at.deliver('partner.proposed', unknown)
    expect((await at.level(unknown.partnerId)).effective).toBeNull()
    const late = await propose({ connected: true, sensitiveData: true, stopsWithinDay: true })
    await at.app.admin.send('PUT', '/triage', {
      answers: [{ partnerId: late.partnerId, connected: false, sensitiveData: false, stopsWithinDay: false }],
    })
    await at.deliver('partner.proposed', late)
    expect((await at.level(late.partnerId)).effective).toBe(0)
  })
})

describe('what lists and stages take from the policy in force', () => {
  it('finds partners by their kinds of connection, and those with none', async () => {
    const [edi, none] = [await at.partner({ name: '接続の甲' }), await at.partner({ name: '接続の乙' })]
    await at.engage(edi, { connections: [EDI] })
    const found = async (kinds: string) =>
      (
        await at.app.admin.send('GET', `/partners?q=${encodeURIComponent('接続の')}&connection=${kinds}`)
      ).body.items.map((row: { id: string }) => row.id)
    expect(await found('edi,vpn')).toEqual([edi])
    expect(await found('vpn')).toEqual([])
    expect(await found('none')).toEqual([none])
    expect((await found('none,edi')).sort()).toEqual([edi, none].sort())
  })

  it('shows the matrix of the policy, and asks for the check where that policy says so', async () => {
    const { body } = await at.app.admin.send('GET', '/partners/facets')
    expect(body.matrix).toEqual([
      [0, 1, 2],
      [1, 2, 3],
      [2, 3, 4],
    ])
    const candidate = await at.partner({ stage: 'candidate' })
    await at.engage(candidate)
    const contract = async (id: string) => {
      const { version } = (await at.app.admin.send('GET', `/partners/${id}`)).body
      const move = { move: 'contract', reason: '方針どおり' }
      return at.app.admin.send('POST', `/partners/${id}/stage`, move, { 'if-match': String(version) })
    }
    const base = '/catalog/levels/kizuna-standard'
    const { content } = (await at.app.admin.send('GET', `${base}/versions/1`)).body
    const stricter = { ...content, candidates: { ...content.candidates, requiredFor: ['R0', 'R3', 'R4'] } }
    const draft = (await saveDraft(at.app.admin, base, stricter)).body
    const published = await at.app.admin.send('POST', `${base}/versions/${draft.no}/publish`, undefined, {
      'if-match': String(draft.version),
    })
    expect(published.status).toBe(200)
    expect((await contract(candidate)).body.code).toBe('stage.check_needed')
  })
})
