import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { newId } from '../../platform/ids.ts'
import { writing } from '../../platform/work.ts'
import { openApproval } from '../approvals/approval.service.ts'
import { setCurrent } from '../partners/partner.store.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const partner = async (name: string, current: Parameters<typeof setCurrent>[3], unitIds: string[] = []) => {
  const made = (await app.admin.send('POST', '/partners', { name, unitIds })).body
  await writing(app.engine, app.admin.actor, (ctx) => setCurrent(ctx.db, ctx.actor.tenant, made.id, current))
  return made.id as string
}

describe('the dashboard', () => {
  it('counts each live partner once, names what is overdue and puts the highest level first', async () => {
    const unit = (
      await app.admin.send('POST', '/units', {
        name: '購買部',
        nameEn: '',
        kind: 'division',
        parentId: null,
        tz: 'Asia/Tokyo',
      })
    ).body
    const late = await partner(
      '期限を過ぎた取引先',
      { impact: 2, likelihood: 2, levelEffective: 4, assessmentState: 'open', answerDue: '2026-11-20' as never },
      [unit.id],
    )
    const waiting = await partner('確認を待つ取引先', {
      impact: 1,
      likelihood: 1,
      levelEffective: 2,
      assessmentState: 'submitted',
      maturity: 3,
    })
    const due = await partner('評価の時期の取引先', {
      levelEffective: 1,
      provisional: true,
      nextDue: '2026-11-01' as never,
    })
    await partner('期限当日の取引先', {
      impact: 0,
      likelihood: 0,
      levelEffective: 0,
      assessmentState: 'open',
      answerDue: '2026-11-21' as never,
    })
    await partner('未評価の取引先', { provisional: false })
    await partner('しまわれた取引先', { stage: 'archived', levelEffective: 4 })
    const { body } = await app.admin.send('GET', '/dashboard')
    expect([body.total, body.unrated, body.provisional, body.answersOverdue, body.evaluationsOverdue]).toEqual([
      5, 1, 1, 1, 1,
    ])
    expect(body.cells).toEqual(
      expect.arrayContaining([
        { key: '22', count: 1 },
        { key: '11', count: 1 },
        { key: '00', count: 1 },
      ]),
    )
    expect(body.urgent.map((row: { partnerId: string; kind: string }) => [row.partnerId, row.kind])).toEqual([
      [late, 'answer_overdue'],
      [waiting, 'review'],
      [due, 'evaluation_overdue'],
    ])
    expect(body.units).toEqual([{ id: unit.id, name: '購買部', asked: 1, answered: 0, confirmed: 0, overdue: 1 }])
  })

  it('counts a partner in each of its units, also after they changed and after a merge', async () => {
    const unitOf = async (name: string): Promise<string> =>
      (
        await app.admin.send('POST', '/units', {
          name,
          nameEn: '',
          kind: 'division',
          parentId: null,
          tz: 'Asia/Tokyo',
        })
      ).body.id
    const [first, second] = [await unitOf('第一事業部'), await unitOf('第二事業部')]
    const asked = async () => {
      const { body } = await app.admin.send('GET', '/dashboard')
      const by = new Map(body.units.map((unit: { id: string; asked: number }) => [unit.id, unit.asked]))
      return [by.get(first) ?? 0, by.get(second) ?? 0]
    }
    const both = await partner('両方と取引', { assessmentState: 'open' }, [first, second])
    const one = await partner('第一とだけ取引', { assessmentState: 'open' }, [first])
    expect(await asked()).toEqual([2, 1])
    const { version } = (await app.admin.send('GET', `/partners/${both}`)).body
    await app.admin.send('PATCH', `/partners/${both}`, { unitIds: [second] }, { 'if-match': String(version) })
    expect(await asked()).toEqual([1, 1])
    const kept = (await app.admin.send('GET', `/partners/${both}`)).body
    const merged = await app.admin.send(
      'POST',
      `/partners/${both}/merge`,
      { goneId: one, goneVersion: 1 },
      { 'if-match': String(kept.version) },
    )
    expect(merged.status).toBe(200)
    expect(await asked()).toEqual([1, 1])
  })

  it('counts the same requests for approval as the list it leads to: of those one acts for, and none that lapsed', async () => {
    const [asker, principal, deputy] = [
      await app.person('procurement'),
      await app.person('executive'),
      await app.person('security_lead'),
    ]
    const period = { startsAt: '2026-11-20T00:00:00.000Z', endsAt: '2026-11-25T00:00:00.000Z' }
    await principal.send('POST', '/approvals/deputies', { deputyId: deputy.actor.memberId, ...period })
    for (const expiresAt of [null, app.clock.now()])
      await writing(app.engine, asker.actor, (ctx) =>
        openApproval(ctx, {
          kind: 'test',
          subjectType: 'partner',
          subjectId: newId(),
          partnerId: null,
          title: '水準の変更',
          reason: '接続を止めたため',
          proposal: {},
          expiresAt,
          deciderId: principal.actor.memberId,
        }),
      )
    for (const person of [principal, deputy]) {
      const listed = (await person.send('GET', '/approvals?mine=true')).body.items
      const { approvalsWaiting } = (await person.send('GET', '/dashboard')).body
      expect([listed.length, approvalsWaiting]).toEqual([1, 1])
    }
  })

  it('shows a stranger and an unassigned member nothing', async () => {
    for (const person of [await app.stranger(), await app.person('procurement', 'assigned')]) {
      const { body } = await person.send('GET', '/dashboard')
      expect([body.total, body.urgent, body.units]).toEqual([0, [], []])
    }
  })
})
