import { beforeAll, describe, expect, it } from 'vitest'
import { describeApi } from '../../src/api-document.ts'
import { RIGHTS, SUBSCRIBERS } from '../../src/app.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { repeatedIds, undescribed, untoldProblems, unusedSchemas } from './support/api-faults.ts'
import { type ApiDocument, type Operation, operationsOf } from './support/operations.ts'
import { declaredErrors, wordingFaults } from './support/sentences.ts'
import { projectFiles } from './support/text-walls.ts'

/** Who has not signed in may ask these and nothing else. */
const PUBLIC = ['postIntakeOpen', 'postIntakeRequests', 'postPortalSession', 'postSession', 'postSetup']

const document: ApiDocument = await describeApi()
const operations = operationsOf(document)
const errors = await declaredErrors()

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

describe('the documented interface', () => {
  it('describes every field, parameter and operation', () => {
    expect(operations.length).toBeGreaterThan(25)
    expect(undescribed(document, operations)).toEqual([])
  })
  it('names no schema that nothing uses and no operation twice', () => {
    expect(unusedSchemas(document)).toEqual([])
    expect(repeatedIds(operations)).toEqual([])
  })
  it('tells every refusal as problem+json', () => {
    expect(untoldProblems(operations)).toEqual([])
  })
  it('is open to nobody but on the listed routes', () => {
    const open = operations.filter(({ spec }) => (spec.security ?? []).length === 0).map(({ id }) => id)
    expect(open.sort()).toEqual(PUBLIC)
  })
  it.each(operations.filter(({ id }) => !PUBLIC.includes(id)))(
    'denies the anonymous: $id',
    async ({ method, path }) => {
      const url = path.replaceAll(/\{\w+\}/g, '01900000-0000-7000-8000-000000000001')
      const answer = await app.anonymous(method, url, method === 'GET' ? undefined : {})
      expect([answer.status, answer.body.code]).toEqual([401, 'request.unauthenticated'])
      const forged = { authorization: `Bearer ${app.admin.actor.tenant}.${'A'.repeat(43)}` }
      expect((await app.anonymous('GET', '/session', undefined, forged)).status).toBe(401)
    },
  )
  it('is found out when it is careless', () => {
    const careless: Operation = {
      id: 'getThing',
      method: 'GET',
      path: '/things/{id}',
      spec: { security: [{ member: [] }], parameters: [{ name: 'id', in: 'path' }], responses: { 401: {} } },
    }
    const thing = { components: { schemas: { Thing: { type: 'object', properties: { id: { type: 'string' } } } } } }
    expect(undescribed(thing, [careless])).toEqual(['Thing.id', 'getThing: no summary', 'getThing?id'])
    expect(unusedSchemas(thing)).toEqual(['Thing'])
    expect(repeatedIds([careless, careless])).toEqual(['getThing'])
    expect(untoldProblems([careless])).toEqual(['getThing: 401', 'getThing: 403', 'getThing: 404'])
  })
})

describe('what people are told', () => {
  it('stands in both languages with the same values, for every refusal', () => {
    expect(errors.length).toBeGreaterThan(30)
    expect(errors.flatMap(({ code, text }) => wordingFaults(code, text))).toEqual([])
    const codes = errors.map(({ code }) => code)
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  })
  it('stands in both languages for every right', () => {
    expect(Object.keys(RIGHTS).length).toBeGreaterThan(12)
    expect(Object.values(RIGHTS).flatMap((right) => wordingFaults(right.key, right))).toEqual([])
    expect(Object.values(RIGHTS).filter(({ roles }) => roles.length === 0)).toEqual([])
  })
  it('is found out when a language or a value is missing', () => {
    expect(wordingFaults('a.b', { ja: 'only English', en: 'with {name}' })).toHaveLength(2)
    expect(wordingFaults('a.b', { ja: '{name}です', en: '日本語' })).toHaveLength(2)
  })
})

describe('events', () => {
  /** Facts that somebody will wait for once deadlines, notices and campaigns run, each with who that is. */
  const UNHEARD = [
    // Notices: the person whose judgement is asked for hears of it.
    'approval.requested',
    // Deadlines: the next evaluation of the partner opens; statistics are rolled up.
    'assessment.confirmed',
    // Deadlines: the reaction of the drop rule opens, and its owner is told.
    'assessment.dropped',
    // Notices: the person who asked hears that the partner wrote.
    'assessment.message_received',
    // Ladders: the first step of the owner's ladder is planned.
    'deadline.opened',
    // Notices: whoever now answers for a partner is told.
    'partner.assigned',
    // Deadlines: the cycle of evaluations follows the level.
    'partner.level_changed',
    // Campaigns and cycles: requests and evaluations of a partner that is archived end.
  ]
  const text = projectFiles()
    .filter(({ path }) => /^src\/features\/.*(?<!\.test)\.ts$/.test(path))
    .map((file) => file.text)
    .join('\n')
  const heard = SUBSCRIBERS.map(({ event }) => event)
  const emitted = [...text.matchAll(/ctx\.emit\(\s*'([^']+)'/g)].map(([, name]) => String(name))

  it('that someone waits for are named by whoever emits them too', () => {
    const times = (event: string) => text.split(`'${event}'`).length - 1
    const told = (event: string) => !/^message\./.test(event) || !text.includes('ctx.emit(`message.')
    const alone = heard.filter(
      (event) => told(event) && times(event) <= heard.filter((other) => other === event).length,
    )
    expect(alone).toEqual([])
  })
  it('have one queue for each who waits', () => {
    const names = SUBSCRIBERS.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
  it('are heard, or listed as unheard', () => {
    expect(emitted.filter((event) => !heard.includes(event) && !UNHEARD.includes(event))).toEqual([])
    expect(UNHEARD.filter((event) => !emitted.includes(event) || heard.includes(event))).toEqual([])
  })
})
