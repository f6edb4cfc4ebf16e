import { beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApp, type TestApp } from '../../../test/support/app.ts'
import { newId } from '../../platform/ids.ts'
import { writing } from '../../platform/work.ts'
import { changeMemberStatus } from './member.service.ts'

let app: TestApp
let stranger: Person
beforeAll(async () => {
  app = await startApp()
  stranger = await app.stranger()
})

const everything = { role: 'procurement', scopeKind: 'all', unitId: null }
const matching = (version: number) => ({ 'if-match': String(version) })
const row = async (id: string) =>
  (await app.admin.send('GET', '/members')).body.items.find((each: { id: string }) => each.id === id)
const ledgerEvents = async (subject: string) =>
  app.database.asAdmin(async (client) => {
    const found = await client.query('SELECT event FROM ledger_entries WHERE subject_id = $1 ORDER BY seq', [subject])
    return found.rows.map((each: { event: string }) => each.event)
  })

describe.each([
  ['PUT', 'status', { status: 'suspended' }],
  ['PUT', 'roles', { roles: [everything] }],
  ['POST', 'second-factor-reset', { reason: '端末の紛失。内線で本人を確認' }],
] as const)('%s /members/:id/%s', (method, part, body) => {
  it('is refused without the right, for a stranger, without a version and for an old version', async () => {
    const member = await app.person('procurement')
    const path = `/members/${member.actor.memberId}/${part}`
    expect((await (await app.person('security_lead')).send(method, path, body, matching(1))).status).toBe(403)
    expect((await stranger.send(method, path, body, matching(1))).status).toBe(404)
    expect((await app.admin.send(method, `/members/${newId()}/${part}`, body, matching(1))).status).toBe(404)
    expect((await app.admin.send(method, path, body)).body.code).toBe('request.version_needed')
    expect((await app.admin.send(method, path, body, matching(7))).body.code).toBe('request.changed_meanwhile')
    expect((await row(member.actor.memberId ?? '')).version).toBe(1)
  })
})

describe('a suspended member', () => {
  it('is out at once, on every session and API token, and comes back without them', async () => {
    const member = await app.person('procurement')
    const id = member.actor.memberId ?? ''
    const signIn = () => app.anonymous('POST', '/session', { email: emailOf.get(id), password: 'a long enough one' })
    const emailOf = new Map([[id, (await row(id)).email]])
    const cookie = String((await signIn()).headers['set-cookie']).split(';')[0] ?? ''
    const session = () => app.anonymous('GET', '/session', undefined, { cookie })
    expect((await session()).status).toBe(200)
    const suspended = await app.admin.send('PUT', `/members/${id}/status`, { status: 'suspended' }, matching(1))
    expect(suspended.body).toMatchObject({ status: 'suspended', version: 2 })
    expect([(await session()).status, (await member.send('GET', '/session')).status]).toEqual([401, 401])
    expect((await signIn()).body.code).toBe('auth.invalid')
    await app.admin.send('PUT', `/members/${id}/status`, { status: 'active' }, matching(2))
    expect([(await session()).status, (await member.send('GET', '/session')).status]).toEqual([401, 401])
    expect((await signIn()).status).toBe(200)
    expect(await ledgerEvents(id)).toEqual(['member.added', 'member.suspended', 'member.reactivated'])
  })

  it('are on record when they change the language of their screens, once', async () => {
    const person = await app.person('auditor')
    for (const locale of ['en', 'en']) expect((await person.send('PATCH', '/account', { locale })).status).toBe(200)
    expect(await ledgerEvents(person.actor.memberId ?? '')).toEqual(['member.added', 'member.language_changed'])
  })
})

describe('the last administrator', () => {
  it('can neither be suspended nor lose the role, until there is another', async () => {
    const id = app.admin.actor.memberId ?? ''
    const suspend = () => app.admin.send('PUT', `/members/${id}/status`, { status: 'suspended' }, matching(1))
    const demote = () => app.admin.send('PUT', `/members/${id}/roles`, { roles: [everything] }, matching(1))
    expect((await suspend()).body.code).toBe('organization.last_administrator')
    expect((await demote()).body.code).toBe('organization.last_administrator')
    const limited = await app.person('administrator', 'assigned')
    expect((await demote()).body.code).toBe('organization.last_administrator')
    const other = await app.person('administrator')
    expect((await demote()).status).toBe(200)
    const back = [{ role: 'administrator', scopeKind: 'all', unitId: null }]
    expect((await other.send('PUT', `/members/${id}/roles`, { roles: back }, matching(2))).status).toBe(200)
    for (const person of [limited, other])
      await app.admin.send('PUT', `/members/${person.actor.memberId}/status`, { status: 'suspended' }, matching(1))
  })

  it('stays when two administrators remove each other at the same time', async () => {
    const other = await app.person('administrator')
    const { version } = await row(app.admin.actor.memberId ?? '')
    const suspend = (by: Person, whom: Person, at: number) =>
      writing(app.engine, by.actor, (ctx) => changeMemberStatus(ctx, whom.actor.memberId ?? '', at, 'suspended'))
    const outcomes = await Promise.allSettled([suspend(app.admin, other, 1), suspend(other, app.admin, version)])
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
    expect(refused).toEqual(['organization.last_administrator'])
    const active = await app.database.asAdmin((client) =>
      client.query(
        "SELECT m.id FROM members m JOIN member_roles r ON r.member_id = m.id AND r.role = 'administrator' AND r.scope_kind = 'all' WHERE m.tenant_id = $1 AND m.status = 'active'",
        [app.admin.actor.tenant],
      ),
    )
    expect(active.rows).toHaveLength(1)
    await app.database.asAdmin((client) => client.query("UPDATE members SET status = 'active'"))
    await app.database.asAdmin((client) => client.query('UPDATE api_tokens SET revoked_at = NULL'))
  })
})

describe('two who add the same at the same moment', () => {
  it('are told in words, whoever comes second', async () => {
    const person = { name: '新人', reading: '', locale: 'ja', password: 'a long enough one', roles: [everything] }
    const unit = { name: '同時の部', nameEn: '', kind: 'division', parentId: null, tz: 'Asia/Tokyo' }
    const twice = async (path: string, body: object) => {
      const answers = await Promise.all([1, 2].map(() => app.admin.send('POST', path, body)))
      return answers.map(({ status, body: { code = null } }) => [status, code]).toSorted()
    }
    expect(await twice('/members', { ...person, email: 'twin@example.jp' })).toEqual([
      [201, null],
      [409, 'organization.email_taken'],
    ])
    expect(await twice('/units', unit)).toEqual([
      [201, null],
      [409, 'organization.unit_name_taken'],
    ])
  })

  it('change the roles of one member from one version, and only one of them succeeds', async () => {
    const member = await app.person('procurement')
    const change = (role: string) =>
      app.admin.send(
        'PUT',
        `/members/${member.actor.memberId}/roles`,
        { roles: [{ ...everything, role }] },
        matching(1),
      )
    const answers = await Promise.all([change('legal'), change('legal'), change('auditor')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect((await row(member.actor.memberId ?? '')).roles).toHaveLength(1)
  })
})

describe('roles', () => {
  it('change what the member may do from the next request on', async () => {
    const member = await app.person('procurement')
    const path = `/members/${member.actor.memberId}/roles`
    expect((await member.send('GET', '/session')).body.can).toContain('approval:ask')
    await app.admin.send('PUT', path, { roles: [{ ...everything, role: 'executive' }] }, matching(1))
    expect((await member.send('GET', '/session')).body.can).not.toContain('approval:ask')
  })

  it.each([
    ['no role at all', []],
    ['the same role twice', [everything, everything]],
    ['a unit without naming it', [{ ...everything, scopeKind: 'unit' }]],
    ['a unit nobody asked for', [{ ...everything, unitId: newId() }]],
  ])('are refused with %s', async (_what, roles) => {
    const member = await app.person('procurement')
    const answer = await app.admin.send('PUT', `/members/${member.actor.memberId}/roles`, { roles }, matching(1))
    expect(answer.status).toBe(422)
  })

  it('of a unit of another organisation are not found, also for a new member', async () => {
    const unitId = (await stranger.send('GET', '/units')).body.items[0].id
    const roles = [{ role: 'unit_member', scopeKind: 'unit', unitId }]
    const member = await app.person('procurement')
    const changed = await app.admin.send('PUT', `/members/${member.actor.memberId}/roles`, { roles }, matching(1))
    const colleague = {
      email: 'new@example.jp',
      name: '新人',
      reading: '',
      locale: 'ja',
      password: 'a long enough one',
    }
    const added = await app.admin.send('POST', '/members', { ...colleague, roles })
    expect([changed.status, added.status]).toEqual([404, 404])
  })
})
