import { beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApp, type TestApp } from '../../../test/support/app.ts'
import { newId } from '../../platform/ids.ts'
import { writing } from '../../platform/work.ts'
import { openApproval } from './approval.service.ts'

let app: TestApp
let asker: Person
let executive: Person
beforeAll(async () => {
  app = await startApp()
  asker = await app.person('procurement')
  executive = await app.person('executive')
})

const ask = (deciderId = executive.actor.memberId, expiresAt: string | null = null) =>
  writing(app.engine, asker.actor, (ctx) =>
    openApproval(ctx, {
      kind: 'test',
      subjectType: 'partner',
      subjectId: newId(),
      partnerId: null,
      title: '水準の変更',
      reason: '接続を止めたため',
      proposal: { level: 2 },
      expiresAt: expiresAt as never,
      deciderId,
    }),
  )
const move = (person: Person, id: string, act: string, extra: Record<string, unknown> = {}, version = 1) =>
  person.send('POST', `/approvals/${id}/moves`, { act, ...extra }, { 'if-match': String(version) })

describe('a request for consent', () => {
  it('is decided by the decider and never by who asked', async () => {
    const id = await ask()
    expect((await move(asker, id, 'decide')).body.code).toBe('approval.own_request')
    expect((await move(app.admin, id, 'decide')).body.code).toBe('approval.not_your_turn')
    const decided = await move(executive, id, 'decide', { comment: '了承' })
    expect([decided.status, decided.body.state, decided.body.decidedBy.id]).toEqual([
      200,
      'decided',
      executive.actor.memberId,
    ])
    expect(decided.body.steps.map((step: { act: string }) => step.act)).toEqual(['submit', 'decide'])
  })

  it('goes back with a reason, comes again and can be withdrawn', async () => {
    const id = await ask()
    expect((await move(executive, id, 'send_back')).body.code).toBe('approval.reason_missing')
    expect((await move(executive, id, 'send_back', { comment: '根拠を足してください' })).body.state).toBe('returned')
    expect((await move(asker, id, 'submit', {}, 2)).body.state).toBe('requested')
    expect((await move(asker, id, 'withdraw', {}, 3)).body.state).toBe('withdrawn')
    expect((await move(executive, id, 'decide', {}, 4)).body.code).toBe('approval.wrong_state')
  })

  it('may be decided by a deputy while appointed, but not when the deputy asked', async () => {
    const lead = await app.person('security_lead')
    const period = { startsAt: '2026-11-20T00:00:00.000Z', endsAt: '2026-11-25T00:00:00.000Z' }
    expect(
      (await executive.send('POST', '/approvals/deputies', { deputyId: lead.actor.memberId, ...period })).status,
    ).toBe(201)
    expect(
      (await executive.send('POST', '/approvals/deputies', { deputyId: asker.actor.memberId, ...period })).status,
    ).toBe(201)
    const id = await ask()
    const acting = { actingFor: executive.actor.memberId }
    expect((await move(asker, id, 'decide', acting)).body.code).toBe('approval.own_request')
    expect((await move(lead, id, 'decide', { actingFor: app.admin.actor.memberId })).body.code).toBe(
      'approval.not_a_deputy',
    )
    expect((await move(lead, id, 'decide', acting)).body.state).toBe('decided')
  })

  it('cannot be decided by its asker even in SQL', async () => {
    const id = await ask()
    const change = app.database.asAdmin((client) =>
      client.query('UPDATE approvals SET decided_by = asked_by WHERE id = $1', [id]),
    )
    await expect(change).rejects.toThrow('approvals_never_own')
  })

  it('is invisible to another tenant and stale versions are refused', async () => {
    const id = await ask()
    expect((await (await app.stranger()).send('GET', `/approvals/${id}`)).status).toBe(404)
    expect((await move(executive, id, 'decide', {}, 9)).body.code).toBe('request.changed_meanwhile')
    const waiting = await executive.send('GET', '/approvals?mine=true')
    expect(waiting.body.items.map((item: { id: string }) => item.id)).toContain(id)
  })
})
