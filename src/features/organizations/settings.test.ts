import { beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApp, type TestApp } from '../../../test/support/app.ts'

let app: TestApp
let stranger: Person
beforeAll(async () => {
  app = await startApp()
  stranger = await app.stranger()
})

const matching = (version: number) => ({ 'if-match': String(version) })
const settings = { name: '東嶺電機株式会社', mfaRequired: false, tz: 'Asia/Tokyo', fiscalMonth: 4 }

describe('settings of the organisation', () => {
  it('are changed by an administrator and start with a second factor for everyone', async () => {
    const before = (await app.admin.send('GET', '/organization/settings')).body
    expect(before).toMatchObject({ mfaRequired: true, fiscalMonth: 4, version: 1 })
    const next = { ...settings, name: '東嶺電機HD', fiscalMonth: 1, tz: 'Asia/Bangkok' }
    const changed = await app.admin.send('PUT', '/organization/settings', next, matching(1))
    expect(changed.body).toMatchObject({ ...next, version: 2 })
    expect((await app.admin.send('GET', '/session')).body).toMatchObject({
      organization: { name: '東嶺電機HD', tz: 'Asia/Bangkok' },
      mfaRequired: false,
    })
    expect((await app.admin.send('PUT', '/organization/settings', next, matching(1))).body.code).toBe(
      'request.changed_meanwhile',
    )
    expect((await stranger.send('GET', '/organization/settings')).body.name).toBe('別会社')
  })

  it.each([
    ['time zone', { tz: 'Asia/Atlantis' }],
    ['month', { fiscalMonth: 13 }],
    ['name', { name: ' ' }],
  ])('refuse a wrong %s', async (_what, wrong) => {
    const answer = await app.admin.send('PUT', '/organization/settings', { ...settings, ...wrong }, matching(2))
    expect(answer.status).toBe(422)
  })

  it('are read by everyone inside and changed by nobody else', async () => {
    const lead = await app.person('security_lead')
    expect((await lead.send('GET', '/organization/settings')).body.can).not.toContain('organization:configure')
    expect((await lead.send('PUT', '/organization/settings', settings, matching(2))).status).toBe(403)
  })
})

describe('units', () => {
  const unit = (name: string, parentId: string | null = null) => ({
    name,
    nameEn: '',
    kind: 'division',
    parentId,
    tz: 'Asia/Tokyo',
  })
  const add = async (name: string, parentId: string | null = null) =>
    (await app.admin.send('POST', '/units', unit(name, parentId))).body.id as string

  it('are renamed and moved, but never below themselves', async () => {
    const top = await add('生産本部')
    const below = await add('第一工場', top)
    const renamed = await app.admin.send('PUT', `/units/${below}`, unit('相模工場', top), matching(1))
    expect(renamed.body).toMatchObject({ name: '相模工場', version: 2 })
    const circular = await app.admin.send('PUT', `/units/${top}`, unit('生産本部', below), matching(1))
    expect(circular.body.code).toBe('organization.unit_circular')
    const itself = await app.admin.send('PUT', `/units/${top}`, unit('生産本部', top), matching(1))
    expect(itself.body.code).toBe('organization.unit_circular')
    const taken = await app.admin.send('PUT', `/units/${top}`, unit('相模工場'), matching(1))
    expect(taken.body.code).toBe('organization.unit_name_taken')
  })

  it('of another organisation are not found, and need the right and the version', async () => {
    const id = await add('品質保証部')
    const path = `/units/${id}`
    expect((await stranger.send('PUT', path, unit('x'), matching(1))).status).toBe(404)
    const foreign = (await stranger.send('GET', '/units')).body.items[0].id
    expect((await app.admin.send('PUT', path, unit('品質保証部', foreign), matching(1))).status).toBe(404)
    expect((await (await app.person('procurement')).send('PUT', path, unit('x'), matching(1))).status).toBe(403)
    expect((await app.admin.send('PUT', path, unit('x'), matching(4))).body.code).toBe('request.changed_meanwhile')
  })
})
