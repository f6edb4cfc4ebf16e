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
/** A request that someone approves before the decision. */
const askTwo = (approver: Person, decider: Person) =>
  writing(app.engine, asker.actor, (ctx) =>
    openApproval(ctx, {
      kind: 'test',
      subjectType: 'partner',
      subjectId: newId(),
      partnerId: null,
      title: '水準の変更',
      reason: '接続を止めたため',
      proposal: { level: 2 },
      expiresAt: null,
      approverId: approver.actor.memberId,
      deciderId: decider.actor.memberId,
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

  it('is not decided by who approved it, although that person acts for the decider', async () => {
    const [approver, decider] = [await app.person('security_lead'), await app.person('executive')]
    const period = { startsAt: '2026-11-20T00:00:00.000Z', endsAt: '2026-11-25T00:00:00.000Z' }
    await decider.send('POST', '/approvals/deputies', { deputyId: approver.actor.memberId, ...period })
    const id = await askTwo(approver, decider)
    const approved = await move(approver, id, 'approve')
    expect([approved.body.state, approved.body.acting]).toEqual([
      'approved',
      [expect.objectContaining({ moves: ['reject', 'send_back'] })],
    ])
    const acting = { actingFor: decider.actor.memberId }
    expect((await move(approver, id, 'decide', acting, 2)).body.code).toBe('approval.own_approval')
    expect((await move(decider, id, 'send_back', { comment: '根拠を足してください' }, 2)).body.state).toBe('returned')
    expect((await move(asker, id, 'submit', {}, 3)).body.state).toBe('requested')
  })

  it.each(['approve', 'send_back', 'reject'])(
    'is not moved on by %s of a deputy who has no such right',
    async (act) => {
      const [approver, deputy] = [await app.person('security_lead'), await app.person('unit_member')]
      const period = { startsAt: '2026-11-20T00:00:00.000Z', endsAt: '2026-11-25T00:00:00.000Z' }
      await approver.send('POST', '/approvals/deputies', { deputyId: deputy.actor.memberId, ...period })
      const id = await askTwo(approver, executive)
      const refused = await move(deputy, id, act, { comment: '理由', actingFor: approver.actor.memberId })
      expect([refused.status, refused.body.code]).toEqual([403, 'request.forbidden'])
    },
  )

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

  it('says in words what is proposed and what each reader may do', async () => {
    const id = await ask()
    const shown = (await executive.send('GET', `/approvals/${id}`)).body
    expect(shown.facts).toEqual([{ label: '水準', value: 'R2 要注意' }])
    expect(shown.moves).toEqual(['decide', 'reject', 'send_back'])
    expect((await asker.send('GET', `/approvals/${id}`)).body.moves).toEqual(['withdraw'])
    expect((await app.admin.send('GET', `/approvals/${id}`)).body.moves).toEqual([])
  })

  it('waits for the decider until decided and never for who asked', async () => {
    const waiting = async (person: Person) => (await person.send('GET', '/approvals/waiting')).body.count
    const before = await waiting(executive)
    const id = await ask()
    expect([await waiting(executive), await waiting(asker)]).toEqual([before + 1, 0])
    await move(executive, id, 'decide')
    expect(await waiting(executive)).toBe(before)
  })

  it('is found page by page, each once, also when many were asked at the same moment', async () => {
    const decider = await app.person('executive')
    const asked = [
      await ask(decider.actor.memberId),
      await ask(decider.actor.memberId),
      await ask(decider.actor.memberId),
    ]
    const page = async (after: string | null) =>
      (
        await decider.send(
          'GET',
          `/approvals?mine=true&limit=2${after === null ? '' : `&after=${encodeURIComponent(after)}`}`,
        )
      ).body
    const first = await page(null)
    const second = await page(first.next)
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null])
    const ids = [...first.items, ...second.items].map((row: { id: string }) => row.id)
    expect(ids.toSorted()).toEqual(asked.toSorted())
  })

  it('lapses: after its end it waits for nobody', async () => {
    const before = (await executive.send('GET', '/approvals/waiting')).body.count
    await ask(executive.actor.memberId, app.clock.now())
    expect((await executive.send('GET', '/approvals/waiting')).body.count).toBe(before)
  })

  it('is seen by a member of limited reach only when they take part', async () => {
    const limited = await app.person('security_lead', 'assigned')
    const id = await ask()
    expect((await limited.send('GET', `/approvals/${id}`)).status).toBe(404)
    expect((await limited.send('GET', '/approvals?state=all')).body.items).toEqual([])
    const theirs = await ask(limited.actor.memberId)
    expect((await limited.send('GET', `/approvals/${theirs}`)).status).toBe(200)
  })

  it('is asked only of others who may decide, and of two different people where someone approves first', async () => {
    const member = await app.person('unit_member')
    await expect(ask(member.actor.memberId)).rejects.toMatchObject({ code: 'approval.not_entitled' })
    await expect(ask(asker.actor.memberId)).rejects.toMatchObject({ code: 'approval.not_entitled' })
  })

  it('prints as a PDF for whoever may see it', async () => {
    const id = await ask()
    const paper = await executive.send('GET', `/approvals/${id}/document.pdf`)
    expect([paper.status, paper.headers['content-type'], paper.raw.subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ])
    expect((await (await app.stranger()).send('GET', `/approvals/${id}/document.pdf`)).status).toBe(404)
  })
})

describe('deputies', () => {
  const period = { startsAt: '2026-11-20T00:00:00.000Z', endsAt: '2026-11-25T00:00:00.000Z' }

  it('see what waits for their principal and lose it when the appointment ends', async () => {
    const principal = await app.person('executive')
    const deputy = await app.person('security_lead')
    const named = await principal.send('POST', '/approvals/deputies', { deputyId: deputy.actor.memberId, ...period })
    const id = await ask(principal.actor.memberId)
    const shown = (await deputy.send('GET', `/approvals/${id}`)).body
    expect(shown.acting).toMatchObject([{ id: principal.actor.memberId, moves: ['decide', 'reject', 'send_back'] }])
    expect((await deputy.send('GET', '/approvals/waiting')).body.count).toBe(1)
    expect((await deputy.send('DELETE', `/approvals/deputies/${named.body.id}`)).status).toBe(403)
    expect((await principal.send('DELETE', `/approvals/deputies/${named.body.id}`)).status).toBe(204)
    expect((await deputy.send('GET', '/approvals/waiting')).body.count).toBe(0)
    expect((await deputy.send('GET', `/approvals/${id}`)).body.acting).toEqual([])
  })

  it('take over what waits for somebody who may no longer judge, which the request says itself', async () => {
    const gone = await app.person('executive')
    const id = await ask(gone.actor.memberId)
    const stuck = async () => (await asker.send('GET', `/approvals/${id}`)).body.stuck
    expect(await stuck()).toBe(false)
    const member = (await app.admin.send('GET', '/members')).body.items.find(
      (each: { id: string }) => each.id === gone.actor.memberId,
    )
    const status = { status: 'suspended' }
    const matching = { 'if-match': String(member.version) }
    expect((await app.admin.send('PUT', `/members/${member.id}/status`, status, matching)).status).toBe(200)
    expect(await stuck()).toBe(true)
    const body = { memberId: member.id, deputyId: executive.actor.memberId, ...period }
    expect((await app.admin.send('POST', '/approvals/deputies', body)).status).toBe(201)
    const decided = await move(executive, id, 'decide', { comment: '了承', actingFor: member.id })
    expect([decided.status, decided.body.state, decided.body.stuck]).toEqual([200, 'decided', false])
  })

  it('are named for someone else by an administrator only', async () => {
    const absent = await app.person('executive')
    const body = { memberId: absent.actor.memberId, deputyId: executive.actor.memberId, ...period }
    expect((await asker.send('POST', '/approvals/deputies', body)).status).toBe(403)
    const named = await app.admin.send('POST', '/approvals/deputies', body)
    expect([named.status, named.body.member.id]).toEqual([201, absent.actor.memberId])
    const listed = (await asker.send('GET', '/approvals/deputies')).body.items
    expect(listed.find((row: { id: string }) => row.id === named.body.id)).toMatchObject({ removable: false })
  })

  it.each([
    ['ends before it starts', '2026-11-25T00:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['is over already', '2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'],
    ['lasts longer than a year', '2026-11-21T00:00:00.000Z', '2028-11-21T00:00:00.000Z'],
  ])('are refused when the period %s', async (_why, startsAt, endsAt) => {
    const answer = await executive.send('POST', '/approvals/deputies', {
      deputyId: asker.actor.memberId,
      startsAt,
      endsAt,
    })
    expect(answer.body.code).toBe('approval.deputy_period')
  })

  it('of a stranger cannot be named or ended', async () => {
    const stranger = await app.stranger()
    const answer = await executive.send('POST', '/approvals/deputies', { deputyId: stranger.actor.memberId, ...period })
    expect(answer.status).toBe(404)
    const own = await executive.send('POST', '/approvals/deputies', { deputyId: asker.actor.memberId, ...period })
    expect((await stranger.send('DELETE', `/approvals/deputies/${own.body.id}`)).status).toBe(404)
  })
})
