import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { ask, drainEvents, lastMail, openPortal, partnerToAsk, startAssessments } from './assessment.fixture.ts'

let app: TestApp
let address: string
beforeAll(async () => {
  app = await startAssessments()
  address = await app.http.listen({ port: 0, host: '127.0.0.1' })
})

/** Tries a link as somebody does who has nothing but it, over the wire. */
const tryLink = async (token: string, more: { code?: string } = {}) => {
  const answer = await fetch(`${address}/api/v1/portal/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...more }),
  })
  const { code, title } = await answer.json()
  return { status: answer.status, code, title, wait: Number(answer.headers.get('retry-after') ?? 0) }
}
const tokenOf = (link: string | null): string => link?.split('#')[1] ?? ''

describe('a link that was taken back', () => {
  it('is gone after a new one was sent in its place, and the new one opens', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '送り直す会社', 0))
    expect((await app.admin.send('POST', `/assessments/${id}/resend`)).status).toBe(204)
    const renewed = tokenOf((await lastMail(app, 'assessment-request')).link)
    expect(renewed).not.toBe(token)
    expect(await tryLink(token)).toMatchObject({ status: 410, code: 'portal.closed_link' })
    expect((await tryLink(renewed)).status).toBe(200)
  })

  it('is gone for a colleague whose help was ended, with its session', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '分担を終える会社', 1))
    const lead = await openPortal(app, token)
    const [section] = (await lead.send('GET', '/request')).body.sections
    const colleague = { name: '情報 太郎', address: 'it@partner.example', sections: [section.key] }
    await lead.send('POST', '/delegates', colleague)
    await drainEvents(app)
    const handed = tokenOf((await lastMail(app, 'assessment-request')).link)
    expect((await tryLink(handed)).status).toBe(200)
    const [link] = (await lead.send('GET', '/delegates')).body.items
    await lead.send('DELETE', `/delegates/${link.id}`)
    expect(await tryLink(handed)).toMatchObject({ status: 410, code: 'portal.closed_link' })
    expect(await tryLink(handed, { code: '123456' })).toMatchObject({ status: 410, code: 'portal.closed_link' })
  })

  it('is gone for everybody with the whole request', async () => {
    const { id, token } = await ask(app, await partnerToAsk(app, '取り下げる会社', 0))
    await app.admin.send('POST', `/assessments/${id}/withdraw`, { reason: '取りやめ' })
    const gone = await tryLink(token)
    expect([gone.status, gone.title]).toEqual([410, expect.stringContaining('使えなくなりました')])
  })
})

// The address of this test is held back afterwards, so these stand at the end and in this order.
describe('whoever tries too often', () => {
  it('gets no more codes for one link, right or wrong, and is told how long to wait', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '番号を試す会社', 0))
    const answers: number[] = []
    for (let attempt = 0; attempt < 13; attempt += 1)
      answers.push((await tryLink(token, attempt % 6 === 0 ? {} : { code: String(100_000 + attempt) })).status)
    expect(answers.slice(0, 12)).not.toContain(429)
    const held = await tryLink(token)
    expect([answers.at(-1), held.status, held.code]).toEqual([429, 429, 'request.too_many'])
    expect(held.wait).toBeGreaterThan(60)
    expect(held.title).toContain(`${held.wait}秒`)
  })

  it('guesses links in vain: not found, then held back, also with a right one', async () => {
    const { token } = await ask(app, await partnerToAsk(app, '狙われる会社', 0))
    const [tenant = ''] = token.split('.')
    const seen: number[] = []
    for (let guess = 0; guess < 60 && seen.at(-1) !== 429; guess += 1)
      seen.push((await tryLink(`${tenant}.${String(guess).padStart(43, 'A')}`)).status)
    expect([...new Set(seen)]).toEqual([404, 429])
    expect((await tryLink(token)).status).toBe(429)
  })
})
