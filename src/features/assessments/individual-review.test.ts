import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { saveDraft } from '../../../test/support/catalog-draft.ts'
import { consentTo, partnerToAsk, startAssessments, wish } from './assessment.fixture.ts'

const PATH = '/catalog/levels/kizuna-standard'
let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const heavyDraft = async (name: string): Promise<string> => {
  const partners = [{ partnerId: await partnerToAsk(app, name, 4) }]
  const drafted = await app.admin.send('POST', '/assessments', {
    partners,
    ...wish,
    reviewReason: '設計図をお預けするため',
  })
  return drafted.body.items[0].id
}
const send = async (id: string) => (await app.admin.send('POST', '/assessments/send', { ids: [id] })).body
const code = (answer: { held: { problems: { code: string }[] }[] }) => answer.held[0]?.problems[0]?.code
const show = async (id: string) => (await app.admin.send('GET', `/assessments/${id}`)).body
const reviews = async (id: string): Promise<{ id: string; version: number; state: string; moves: string[] }[]> =>
  (await app.admin.send('GET', '/approvals?state=all&limit=100')).body.items.filter(
    (item: { subjectId: string }) => item.subjectId === id,
  )
const rewrite = async (id: string, change: Record<string, unknown>) => {
  const { version } = await show(id)
  expect(
    (await app.admin.send('PATCH', `/assessments/${id}`, change, { 'if-match': String(version) })).status,
  ).toBeLessThan(300)
}

describe('the individual review of the heaviest set', () => {
  it('is decided by someone else, asked for once, and never by the person who asks', async () => {
    const id = await heavyDraft('見直しの会社')
    expect(code(await send(id))).toBe('individual_review_waiting')
    expect(code(await send(id))).toBe('individual_review_waiting')
    const [review, ...more] = await reviews(id)
    expect([more, review?.moves]).toEqual([[], ['withdraw']])
    const own = await app.admin.send(
      'POST',
      `/approvals/${review?.id}/moves`,
      { act: 'decide', comment: '自分で' },
      { 'if-match': String(review?.version) },
    )
    expect(own.body.code).toBe('approval.own_request')
    expect((await show(id)).problems.map((one: { code: string }) => one.code)).toEqual(['individual_review_waiting'])
    await consentTo(app, id)
    expect((await show(id)).problems).toEqual([])
    expect((await send(id)).sent).toEqual([id])
  })

  it('holds for what was reviewed: a refused or rewritten case is asked for anew', async () => {
    const id = await heavyDraft('書き直す会社')
    await send(id)
    await consentTo(app, id, 'reject')
    expect(code(await send(id))).toBe('individual_review_refused')
    await rewrite(id, { reviewReason: '試作品の図面もお預けするため' })
    expect(code(await send(id))).toBe('individual_review_waiting')
    await rewrite(id, { reviewReason: 'もう一度書き直した理由' })
    expect(code(await send(id))).toBe('individual_review_waiting')
    expect((await reviews(id)).map(({ state }) => state).toSorted()).toEqual(['rejected', 'requested', 'withdrawn'])
    await app.admin.send('POST', `/assessments/${id}/withdraw`, { reason: '不要になった' })
    expect((await reviews(id)).filter(({ state }) => state === 'requested')).toEqual([])
  })

  it('follows the policy: a recorded reason is enough, or someone approves before the decision', async () => {
    const publish = async (individualReview: unknown) => {
      const { content } = (await app.admin.send('GET', `${PATH}/versions/1`)).body
      const consents = { ...content.consents, individualReview }
      const draft = (await saveDraft(app.admin, PATH, { ...content, consents })).body
      const done = await app.admin.send('POST', `${PATH}/versions/${draft.no}/publish`, undefined, {
        'if-match': String(draft.version),
      })
      expect(done.status).toBe(200)
    }
    await publish({ decision: false, approval: false })
    const byReason = await heavyDraft('理由で足りる会社')
    expect((await send(byReason)).sent).toEqual([byReason])
    await publish({ decision: true, approval: true })
    const twice = await heavyDraft('二段の会社')
    const partners = [{ partnerId: await partnerToAsk(app, '一緒に送る会社', 0) }]
    const light = (await app.admin.send('POST', '/assessments', { partners, ...wish })).body.items[0].id
    const alone = (await app.admin.send('POST', '/assessments/send', { ids: [twice, light] })).body
    expect([alone.sent, alone.held[0].id, code(alone)]).toEqual([[light], twice, 'individual_review_no_approver'])
    expect(alone.held[0].problems[0].message).toContain('承認できる方がほかにいない')
    expect(await reviews(twice)).toEqual([])
    const second = await app.person('security_lead')
    expect(code(await send(twice))).toBe('individual_review_waiting')
    const [review] = await reviews(twice)
    const move = (act: string, version: number) =>
      second.send('POST', `/approvals/${review?.id}/moves`, { act, comment: '' }, { 'if-match': String(version) })
    expect((await move('approve', 1)).body.state).toBe('approved')
    await consentTo(app, twice)
    expect((await send(twice)).sent).toEqual([twice])
  })
})
