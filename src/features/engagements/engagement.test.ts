import { beforeAll, describe, expect, it } from 'vitest'
import { QUIET, type RatedApp, startRatedApp } from './rated-app.fixture.ts'

let at: RatedApp
beforeAll(async () => {
  at = await startRatedApp()
})

/** Answers that bring an axis to so many points. */
const IMPACT = {
  low: {},
  mid: { 'stop-tolerance': 3, replaceability: 1 },
  high: { 'stop-tolerance': 3, replaceability: 2, connection: 3 },
}
const LIKELIHOOD = {
  low: {},
  mid: { exposure: 3, industry: 1 },
  high: { exposure: 3, 'incident-history': 3, maturity: 3 },
}
const BANDS = ['low', 'mid', 'high'] as const
const GRID = [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
]

describe('rating an engagement', () => {
  for (const [row, impact] of BANDS.entries())
    for (const [column, likelihood] of BANDS.entries())
      it(`puts impact ${impact} and likelihood ${likelihood} into R${GRID[row]?.[column]}`, async () => {
        const id = await at.partner()
        const made = await at.engage(id, {
          answers: { ...QUIET.answers, ...IMPACT[impact], ...LIKELIHOOD[likelihood] },
        })
        expect(made.level).toBe(GRID[row]?.[column])
        expect(await at.level(id)).toEqual({
          effective: GRID[row]?.[column],
          computed: GRID[row]?.[column],
          provisional: false,
          impact: row,
          likelihood: column,
        })
      })

  it('shows every factor, and the contributions add up to the sum of the axis', async () => {
    const id = await at.partner({ industry: 'food', employees: 120 })
    await at.engage(id, {
      yearlyFee: 84_000_000,
      dataClasses: ['personal', 'confidential'],
      personalDataCount: 120_000,
      connections: [
        { kind: 'vpn', asset: '基幹ネットワーク', direction: 'both', alwaysOn: true, controls: '', access: 'run' },
      ],
      answers: { 'stop-tolerance': 2, replaceability: 1, exposure: 2, 'incident-history': 1 },
    })
    const view = await at.rating(id)
    const [{ rating }] = view.engagements
    for (const axis of [rating.impact, rating.likelihood]) {
      expect(axis.factors).toHaveLength(5)
      expect(axis.factors.reduce((sum: number, factor: { points: number }) => sum + factor.points, 0)).toBe(axis.points)
    }
    const answers = Object.fromEntries(
      [...rating.impact.factors, ...rating.likelihood.factors].map(
        (factor: { key: string; answer: string; points: number }) => [factor.key, `${factor.answer} ${factor.points}`],
      ),
    )
    expect(answers).toMatchObject({
      data: '120,000人分・個人情報・秘密（図面・見積など） 3',
      connection: 'VPN 常時・双方向 3',
      'yearly-fee': '8,400万円 1',
      'stop-tolerance': '一週間以内 2',
      maturity: 'まだ評価していない 2',
      industry: '食料品製造 1',
      overseas: '該当なし 0',
    })
    expect([rating.impact.points, rating.impact.max, rating.impact.band]).toEqual([10, 12, 2])
    expect([rating.likelihood.points, rating.likelihood.max, rating.likelihood.band]).toEqual([6, 14, 1])
    expect([view.policy.no, view.kind, view.computed]).toEqual([1, 'rated', 3])
    expect(rating.star).toMatchObject({ star: 4, reasons: ['当社の仕組みの中に入ってくる接続がある'] })
  })

  it('stays unrated and never R0 while a factor is unknown, and names it', async () => {
    const id = await at.partner()
    const made = await at.engage(id, { answers: { ...QUIET.answers, exposure: undefined } })
    expect(made.level).toBeNull()
    expect(await at.level(id)).toMatchObject({ effective: null, computed: null, impact: null })
    const view = await at.rating(id)
    expect([view.kind, view.engagements[0].rating.missing]).toEqual(['unrated', ['外からの見えやすさ']])
  })

  it('lifts a large IT company to its profile only where data, connection or a stop supports it', async () => {
    const big = await at.partner({ industry: 'information', employees: 5000 })
    const industries = await at.app.admin.send('GET', '/catalog/industries/industries/versions/1')
    const key = industries.body.content.industries.find(
      (row: { profileClass: string }) => row.profileClass === 'it',
    ).key
    await at.app.admin.send('PATCH', `/partners/${big}`, { industry: key }, { 'if-match': '1' })
    const made = await at.engage(big)
    expect(made.level).toBe(0)
    const edited = await at.app.admin.send(
      'PATCH',
      `/engagements/${made.id}`,
      { dataClasses: ['confidential'] },
      { 'if-match': '1' },
    )
    expect(edited.body.level).toBe(4)
    const { profile, gridLevel } = (await at.rating(big)).engagements[0].rating
    expect(profile).toMatchObject({ level: 4, binds: true, lifts: true, size: '大企業', supportedBy: ['預ける情報'] })
    expect(gridLevel).toBe(0)
  })

  it('takes the overseas start values of the country of a subsidiary, with their reasons', async () => {
    const id = await at.partner({ kind: 'subsidiary', country: 'CN' })
    await at.engage(id, { overseas: null })
    const { likelihood } = (await at.rating(id)).engagements[0].rating
    const overseas = likelihood.factors.find((factor: { key: string }) => factor.key === 'overseas')
    expect([overseas.points, overseas.origin]).toEqual([3, 'proposed'])
    expect(overseas.answer).toContain('公的機関の注意喚起')
  })

  it('counts the highest of several engagements, and forgets one that has ended', async () => {
    const id = await at.partner()
    await at.engage(id, { purpose: '一' })
    const high = await at.engage(id, {
      purpose: '二',
      answers: { ...QUIET.answers, ...IMPACT.high, ...LIKELIHOOD.mid },
    })
    expect((await at.level(id)).effective).toBe(3)
    expect(
      (await at.rating(id)).engagements.map((one: { purpose: string; decides: boolean }) => [one.purpose, one.decides]),
    ).toEqual([
      ['一', false],
      ['二', true],
    ])
    const ended = await at.app.admin.send('POST', `/engagements/${high.id}/end`, undefined, { 'if-match': '1' })
    expect([ended.status, ended.body.state]).toEqual([200, 'ended'])
    expect((await at.level(id)).effective).toBe(0)
    const timeline = (await at.app.admin.send('GET', `/partners/${id}/timeline?kind=engagement`)).body.items
    expect(
      timeline
        .filter(({ event }: { event: string }) => event === 'engagement.rated')
        .map((row: { params: { from: string; to: string } }) => `${row.params.from}>${row.params.to}`)
        .sort(),
    ).toEqual(['->R0', 'R0>R3', 'R3>R0'])
  })

  it('keeps what its columns do not say of inputs and result, and the policy version, with the decision', async () => {
    const partnerId = await at.partner({ country: 'VN', employees: 12 })
    const made = await at.engage(partnerId, { overseas: null })
    const { rows } = await at.app.database.asAdmin((client) =>
      client.query('SELECT answers, level, rating, policy_version_id FROM engagements WHERE id = $1', [made.id]),
    )
    const [{ answers, level, rating, policy_version_id: version }] = rows
    const { policy, engagements } = await at.rating(partnerId)
    expect({ answers, level, version }).toEqual({ answers: QUIET.answers, level: 0, version: policy.id })
    const points = engagements[0].rating.likelihood.factors.find(
      (one: { key: string }) => one.key === 'overseas',
    ).points
    const { country, ...facts } = rating.facts
    expect(facts).toEqual({ connections: [], maturity: null, industry: null, employees: 12 })
    expect(country.map((one: { country: string; points: number }) => [Object.keys(one).sort(), one.country])).toEqual([
      [['country', 'kind', 'points'], 'VN'],
    ])
    expect([points > 0, country[0].points]).toEqual([true, points])
    expect(rating.proposed).toEqual({ connection: 0, data: 0, 'yearly-fee': 0, overseas: points })
    expect([rating.cell, rating.profile, rating.lifted]).toEqual(['R0', null, false])
  })
})

describe('editing an engagement', () => {
  it('writes only from the version the editor saw and refuses what the policy does not know', async () => {
    const made = await at.engage(await at.partner())
    const edit = (body: unknown, version: string) =>
      at.app.admin.send('PATCH', `/engagements/${made.id}`, body, { 'if-match': version })
    expect(
      (await edit({ dataClasses: ['secret-sauce'], answers: { exposure: 3, luck: 1 } }, '1')).body.errors.map(
        (error: { field: string }) => error.field,
      ),
    ).toEqual(['dataClasses.0', 'answers.luck'])
    expect((await edit({ periodStart: '2026-12-01', periodEnd: '2026-11-01' }, '1')).body.code).toBe(
      'engagement.period_reversed',
    )
    expect((await edit({ purpose: '同じ版から' }, '1')).body.version).toBe(2)
    expect((await edit({ purpose: '古い版から' }, '1')).body.code).toBe('request.changed_meanwhile')
    expect((await edit({ purpose: '同じ版から' }, '2')).body.version).toBe(2)
  })

  it('sees no change in the same facts told in another order', async () => {
    const overseas = [{ kind: 'legal', country: 'CN', points: 1, reason: '法令' }]
    const made = await at.engage(await at.partner(), { overseas })
    const { answers } = QUIET
    const turned = Object.fromEntries(Object.entries(answers).reverse())
    const again = { answers: turned, overseas: [{ reason: '法令', points: 1, country: 'CN', kind: 'legal' }] }
    const same = await at.app.admin.send('PATCH', `/engagements/${made.id}`, again, { 'if-match': '1' })
    expect([same.status, same.body.version]).toEqual([200, 1])
  })

  it('shows the proposal of a form without saving anything', async () => {
    const id = await at.partner()
    const view = await at.app.admin.send('POST', `/partners/${id}/engagements/propose`, {
      ...QUIET,
      dataClasses: ['core-secret'],
    })
    expect(view.body.impact.factors[0]).toMatchObject({ key: 'data', points: 3, origin: 'proposed' })
    expect((await at.app.admin.send('GET', `/partners/${id}/engagements`)).body.items).toEqual([])
  })

  it('keeps kinds of connection for lists and shows them with sub-contractors for the picture', async () => {
    const id = await at.partner()
    await at.engage(id, {
      connections: [
        { kind: 'edi', asset: '受発注', direction: 'inbound', alwaysOn: false, controls: '', access: 'write' },
      ],
    })
    const listed = (await at.app.admin.send('GET', '/partners?limit=200')).body.items
    expect(listed.find((row: { id: string }) => row.id === id).connections).toEqual(['edi'])
    const picture = (await at.app.admin.send('GET', `/partners/${id}/connections`)).body
    expect(picture.connections[0]).toMatchObject({ asset: '受発注', kindLabel: 'EDI', whenLabel: '必要なときだけ' })
    expect(picture.subcontractors).toEqual([])
  })
})

describe('who sees engagements', () => {
  it('is nobody outside the tenant or without the partner, on every route', async () => {
    const id = await at.partner()
    const made = await at.engage(id)
    for (const person of [await at.app.stranger(), await at.app.person('procurement', 'assigned')]) {
      for (const path of [
        `/partners/${id}/engagements`,
        `/partners/${id}/rating`,
        `/partners/${id}/connections`,
        `/engagements/${made.id}`,
      ])
        expect([path, (await person.send('GET', path)).status]).toEqual([path, 404])
      expect((await person.send('POST', `/partners/${id}/engagements`, QUIET)).status).toBe(404)
      expect((await person.send('PATCH', `/engagements/${made.id}`, {}, { 'if-match': '1' })).status).toBe(404)
      expect((await person.send('POST', `/engagements/${made.id}/end`, undefined, { 'if-match': '1' })).status).toBe(
        404,
      )
      const wish = { level: 1, reason: 'x', expiresOn: '2027-01-31' }
      expect((await person.send('POST', `/partners/${id}/override`, wish)).status).toBe(404)
      expect((await person.send('PUT', '/triage', { answers: [{ partnerId: id, connected: true }] })).status).toBe(404)
      expect((await person.send('GET', '/triage?only=all')).body.items).toEqual([])
    }
    const auditor = await at.app.person('auditor')
    expect((await auditor.send('GET', `/engagements/${made.id}`)).status).toBe(200)
    expect((await auditor.send('PATCH', `/engagements/${made.id}`, {}, { 'if-match': '1' })).status).toBe(403)
  })
})

describe('what the partner shows of an engagement', () => {
  it('tells in its history what a person did with the work', async () => {
    const id = await at.partner()
    const made = await at.engage(id)
    const versioned = (version: number) => ({ 'if-match': String(version) })
    const path = `/engagements/${made.id}`
    const edit = { purpose: '金型の保管', services: '保管と点検' }
    const { body } = await at.app.admin.send('PATCH', path, edit, versioned(made.version))
    await at.app.admin.send('PATCH', path, edit, versioned(body.version))
    const ended = await at.app.admin.send('POST', `${path}/end`, undefined, versioned(body.version))
    expect(ended.status).toBe(200)
    const { items } = (await at.app.admin.send('GET', `/partners/${id}/timeline`)).body
    const told = items
      .filter(({ event }: { event: string }) => /^engagement\.(?!rated)/.test(event))
      .map(({ kind, event, params }: Record<string, unknown>) => ({ kind, event, params }))
    expect(told).toHaveLength(3)
    expect(told).toEqual(
      expect.arrayContaining([
        { kind: 'engagement', event: 'engagement.created', params: { purpose: '部品の加工' } },
        { kind: 'engagement', event: 'engagement.updated', params: { purpose: '金型の保管', fields: 2 } },
        { kind: 'engagement', event: 'engagement.ended', params: { purpose: '金型の保管' } },
      ]),
    )
  })

  it('offers only what the reader may do with this partner', async () => {
    const unit = (
      await at.app.admin.send('POST', '/units', {
        name: '購買二課',
        nameEn: '',
        kind: 'division',
        parentId: null,
        tz: 'Asia/Tokyo',
      })
    ).body.id
    const [own, other] = [await at.partner({ unitIds: [unit] }), await at.partner()]
    const reader = await at.app.person('auditor')
    const roles = [
      { role: 'auditor', scopeKind: 'all', unitId: null },
      { role: 'procurement', scopeKind: 'unit', unitId: unit },
    ]
    const given = await at.app.admin.send(
      'PUT',
      `/members/${reader.actor.memberId}/roles`,
      { roles },
      { 'if-match': '1' },
    )
    expect(given.status).toBe(200)
    for (const [id, may] of [
      [own, ['engagement:read', 'engagement:update', 'engagement:triage', 'engagement:override']],
      [other, ['engagement:read']],
    ] as const) {
      const work = await at.engage(id)
      for (const path of [`/partners/${id}/rating`, `/partners/${id}/engagements`, `/engagements/${work.id}`])
        expect([path, (await reader.send('GET', path)).body.can]).toEqual([path, may])
    }
  })
})
