import { beforeAll, expect, it } from 'vitest'
import type { Person } from '../../../test/support/app.ts'
import { type RatedApp, startRatedApp } from './rated-app.fixture.ts'
import { policyWithQuietAt, publish } from './rerating.fixture.ts'

const WISH = { level: 2, reason: '図面をお預けしたため', expiresOn: '2026-12-31' }
let at: RatedApp
let head: Person
let lead: Person
beforeAll(async () => {
  at = await startRatedApp()
  head = await at.app.person('executive')
  lead = await at.app.person('security_lead')
  const policy = await policyWithQuietAt(at, 0)
  const individualReview = { decision: true, approval: false }
  await publish(at, { ...policy, consents: { override: { approval: true }, individualReview } })
})

const partner = async (): Promise<string> => {
  const id = await at.partner()
  await at.engage(id)
  return id
}
const ask = (id: string, more: Record<string, unknown> = {}) =>
  at.app.admin.send('POST', `/partners/${id}/override`, { ...WISH, ...more })
const idOf = (person: Person) => person.actor.memberId ?? ''

it('is approved by one person and then decided by another where the policy wants that', async () => {
  const consent = (await at.app.admin.send('GET', '/override-consent')).body
  expect(consent.approval).toBe(true)
  expect(consent.people.map((one: { id: string }) => one.id).toSorted()).toEqual([idOf(head), idOf(lead)].toSorted())
  const id = await partner()
  expect((await ask(id, { approverId: idOf(lead), deciderId: idOf(head) })).status).toBe(201)
  const [asked] = (await head.send('GET', '/approvals?state=open')).body.items
  expect([asked.approver.id, asked.decider.id]).toEqual([idOf(lead), idOf(head)])
  const move = (person: Person, act: string, version: number) =>
    person.send('POST', `/approvals/${asked.id}/moves`, { act, comment: '' }, { 'if-match': String(version) })
  expect((await move(head, 'decide', 1)).status).toBe(409)
  expect((await move(lead, 'approve', 1)).body.state).toBe('approved')
  expect((await move(lead, 'decide', 2)).status).toBe(403)
  expect((await move(head, 'decide', 2)).body.state).toBe('decided')
  await at.deliver('approval.decided', { approvalId: asked.id })
  expect((await at.level(id)).effective).toBe(2)
})

it('finds two different people by itself, and refuses one person for both or the asker', async () => {
  const id = await partner()
  const both = { approverId: idOf(head), deciderId: idOf(head) }
  expect((await ask(id, both)).body.code).toBe('approval.not_entitled')
  expect((await ask(id, { deciderId: idOf(at.app.admin) })).body.code).toBe('approval.not_entitled')
  expect((await ask(id)).status).toBe(201)
  const { items } = (await head.send('GET', '/approvals?state=open')).body
  const found = items.find((item: { partner: { id: string } }) => item.partner.id === id)
  expect([found.approver.id, found.decider.id].toSorted()).toEqual([idOf(head), idOf(lead)].toSorted())
})
