import { beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApp, type TestApp } from '../support/app.ts'
import { idOf, made } from './isolation/sample.ts'

// The generated samples name rows in the path. Here a path of one's own leads to a row of somebody else's in the body.

type Ids = { own: string; other: string; foreign: string; member: string; unit: string }

let app: TestApp
let person: Person
let ids: Ids
beforeAll(async () => {
  app = await startApp()
  person = await app.person('procurement', 'assigned', null, ['security_lead', 'administrator'])
  const stranger = await app.stranger()
  const partnerOf = async ({ send }: Pick<Person, 'send'>, name: string) =>
    idOf(await made(send('POST', '/partners', { name })))
  const own = await partnerOf(app.admin, '自分の担当')
  await made(
    app.admin.send('PUT', `/partners/${own}/assignees`, { memberIds: [person.actor.memberId] }, { 'if-match': '1' }),
  )
  const units = (await stranger.send('GET', '/units')).body.items
  ids = {
    own,
    other: await partnerOf(app.admin, '見えない会社'),
    foreign: await partnerOf(stranger, 'よその会社'),
    member: String(stranger.actor.memberId),
    unit: units[0].id,
  }
})

type Attempt = { method: 'POST' | 'PUT' | 'PATCH'; path: (at: Ids) => string; body: (at: Ids, row: string) => unknown }

const PARTNERS: Record<string, Attempt> = {
  'a sub-contractor': {
    method: 'POST',
    path: ({ own }) => `/partners/${own}/subcontractors`,
    body: (_, row) => ({ subcontractorId: row }),
  },
  'a duplicate to merge': {
    method: 'POST',
    path: ({ own }) => `/partners/${own}/merge`,
    body: (_, row) => ({ goneId: row, goneVersion: 1 }),
  },
  'one of many to change': {
    method: 'POST',
    path: () => '/partners/bulk',
    body: ({ own }, row) => ({ ids: [own, row], addTags: ['重点'] }),
  },
  'one of many to place': {
    method: 'PUT',
    path: () => '/triage',
    body: ({ own }, row) => ({
      answers: [own, row].map((partnerId) => ({ partnerId, connected: true })),
    }),
  },
  'one of many to propose for': {
    method: 'POST',
    path: () => '/assessments/proposals',
    body: ({ own }, row) => ({ partnerIds: [own, row] }),
  },
  'one of many to ask': {
    method: 'POST',
    path: () => '/assessments',
    body: ({ own }, row) => ({ partners: [own, row].map((partnerId) => ({ partnerId, set: 'R0' })) }),
  },
}

const OF_ANOTHER_TENANT: Record<string, Omit<Attempt, 'body'> & { body: (at: Ids) => unknown }> = {
  'a member to look after a partner': {
    method: 'PUT',
    path: ({ own }) => `/partners/${own}/assignees`,
    body: ({ member }) => ({ memberIds: [member] }),
  },
  'a department of an engagement': {
    method: 'POST',
    path: ({ own }) => `/partners/${own}/engagements`,
    body: ({ unit }) => ({ purpose: '加工', unitId: unit }),
  },
  'a department of a partner': {
    method: 'PATCH',
    path: ({ own }) => `/partners/${own}`,
    body: ({ unit }) => ({ unitIds: [unit] }),
  },
  'a deputy': {
    method: 'POST',
    path: () => '/approvals/deputies',
    body: ({ member }) => ({
      deputyId: member,
      startsAt: '2026-11-20T00:00:00.000Z',
      endsAt: '2026-11-25T00:00:00.000Z',
    }),
  },
}

const tried = async ({ method, path }: Pick<Attempt, 'method' | 'path'>, body: unknown) => {
  const version = (await person.send('GET', `/partners/${ids.own}`)).body.version
  return person.send(method, path(ids), body, { 'if-match': String(version) })
}

describe('a row named in the body', () => {
  it.each(Object.entries(PARTNERS))('is not found when it is not the reader’s: %s', async (_, attempt) => {
    for (const row of [ids.other, ids.foreign]) {
      const answer = await tried(attempt, attempt.body(ids, row))
      expect([answer.status, answer.raw.includes('会社')]).toEqual([404, false])
    }
    const own = await person.send('GET', `/partners/${ids.own}`)
    expect([own.status, own.body.version]).toEqual([200, 1])
  })
  it.each(Object.entries(OF_ANOTHER_TENANT))('is refused when it is another organisation’s: %s', async (_, attempt) => {
    const answer = await tried(attempt, attempt.body(ids))
    expect([404, 422]).toContain(answer.status)
    expect(answer.raw.includes('よそ')).toBe(false)
  })
  it('is not named by the history of a partner of one’s own either', async () => {
    await made(app.admin.send('POST', `/partners/${ids.own}/subcontractors`, { subcontractorId: ids.other }))
    const pages = ['timeline', 'subcontractors', 'dossier', 'connections']
    for (const page of pages) {
      const seen = await person.send('GET', `/partners/${ids.own}/${page}`)
      expect([page, seen.status, seen.raw.includes('見えない会社')]).toEqual([page, 200, false])
    }
    const all = await app.admin.send('GET', `/partners/${ids.own}/timeline`)
    expect(all.raw.includes('見えない会社')).toBe(true)
  })
})
