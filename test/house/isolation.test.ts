import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeApi } from '../../src/api-document.ts'
import { renderPdf } from '../../src/platform/documents/pdf.ts'
import { writeCsv } from '../../src/platform/sheets/write-delimited.ts'
import { writeXlsx } from '../../src/platform/sheets/write-workbook.ts'
import type { Person } from '../support/app.ts'
import { COLLEAGUE, faultsOf, type Run, type Trial } from './isolation/judgement.ts'
import type { OwnRequest, Sample } from './isolation/sample.ts'
import { wordsWithin } from './isolation/words-within.ts'
import { allSamples, newCanary, type Setting, startWorld } from './isolation/world.ts'
import { type Operation, operationsOf } from './support/operations.ts'

const operations = operationsOf(await describeApi())
const samples = await allSamples()

let setting: Setting
const canaries: string[] = []
beforeAll(async () => {
  setting = await startWorld()
})

const run = async (person: Pick<Person, 'send'>, { method, path }: Operation, request: OwnRequest): Promise<Run> => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String(request.path?.[name]))
  const url = request.query === undefined ? filled : `${filled}?${request.query}`
  const { status, raw } = await person.send(method, url, request.body, request.headers)
  return { status, words: await wordsWithin(raw) }
}

const strangersOf = (reach: Sample['reach']): Record<string, Pick<Person, 'send'>> => {
  if (reach === 'new' || reach === 'public') return {}
  if (reach === 'portal') return setting.world.portal.strangers
  const foreign = { 'the administrator of another organisation': setting.foreign }
  return reach === 'tenant' ? foreign : { ...foreign, [COLLEAGUE]: setting.world.colleague }
}

const tryOut = async (operation: Operation, { reach, make }: Sample): Promise<Trial> => {
  const canary = newCanary()
  canaries.push(canary)
  const request = await make(setting.world, canary)
  const strangers: Trial['strangers'] = {}
  for (const [who, person] of Object.entries(strangersOf(reach))) strangers[who] = await run(person, operation, request)
  const early = request.proof === undefined ? null : await request.proof()
  const answer = await run(request.owner ?? setting.world.app.admin, operation, request)
  const proof = request.proof === undefined ? null : await request.proof()
  const { id, method, path } = operation
  const owner = { ...answer, proof }
  return {
    operation: id,
    method,
    // The key of a question is the same in every request.
    namesRow: /\{(?!key\})\w+\}/.test(path),
    searches: request.searches === true,
    reach,
    canary: request.shows ?? canary,
    strangers,
    early,
    owner,
  }
}

describe('no row is shown to who may not see it', () => {
  it.each(operations)('$id', async (operation) => {
    const sample = samples[operation.id]
    expect(sample, `add a sample for ${operation.method} ${operation.path} to test/house/isolation`).toBeDefined()
    if (sample !== undefined) expect(faultsOf(await tryOut(operation, sample))).toEqual([])
  })
  it('opens no route of the console to a partner’s session, and none of the portal to a member', async () => {
    const { app, portal } = setting.world
    const id = '01900000-0000-7000-8000-000000000001'
    const closed = operations.filter(({ spec }) => (spec.security ?? []).length > 0)
    const answers = closed.map(async ({ id: name, method, path }) => {
      const isPortal = path.includes('/portal/')
      const person = isPortal ? app.admin : { send: app.anonymous }
      const url = path.replaceAll(/\{\w+\}/g, id)
      const body = method === 'GET' ? undefined : {}
      return [name, (await person.send(method, url, body, isPortal ? {} : portal.session)).status] as const
    })
    expect((await Promise.all(answers)).filter(([, status]) => status !== 401)).toEqual([])
    expect((await app.anonymous('GET', '/portal/request', undefined, portal.session)).status).toBe(200)
  })
  it('has no sample without its route', () => {
    const known = new Set(operations.map(({ id }) => id))
    expect(Object.keys(samples).filter((id) => !known.has(id))).toEqual([])
  })
  afterAll(() => {
    expect(setting.logged().length).toBeGreaterThan(1000)
    expect(canaries.filter((canary) => setting.logged().includes(canary))).toEqual([])
  })
})

const hiding = async (word: string): Promise<Record<string, Buffer>> => {
  const pdf = await renderPdf(
    {
      language: 'ja',
      title: '評価結果',
      orientation: 'portrait',
      header: { left: '', right: '' },
      footer: { left: '', printedAt: '' },
      createdAt: new Date('2026-11-21T00:00:00Z'),
      blocks: [{ kind: 'text', text: `取引先 ${word}` }],
    },
    { missingCharacters: 'refuse' },
  )
  const book = new PassThrough()
  const bytes = buffer(book)
  await writeXlsx(
    {
      creator: 'Kizuna',
      createdAt: new Date('2026-11-21T00:00:00Z'),
      sheets: [{ name: '取引先', columns: [{ header: '名称', width: 20, kind: 'text' }], rows: [[word]] }],
    },
    book,
  )
  const csv = writeCsv([['名称', word]], { encoding: 'cp932' })
  if (!csv.ok || !pdf.ok) throw new Error('the examples could not be written')
  return { pdf: Buffer.from(pdf.bytes), xlsx: await bytes, csv: Buffer.from(csv.bytes) }
}

describe('the judgement', () => {
  const shown: Trial = {
    operation: 'getThing',
    method: 'GET',
    namesRow: true,
    searches: false,
    reach: 'partner',
    canary: 'cnry1',
    strangers: { stranger: { status: 404, words: 'not found' } },
    early: null,
    owner: { status: 200, words: 'all about cnry1', proof: null },
  }
  const stranger = (status: number, words = '') => ({ strangers: { stranger: { status, words } } })
  const refused = { owner: { status: 404, words: '', proof: null } }
  const blind = { owner: { status: 200, words: 'nothing', proof: null } }
  it('lets a closed route pass', () => {
    expect(faultsOf(shown)).toEqual([])
    expect(faultsOf({ ...shown, namesRow: false, ...stranger(200, '[]') })).toEqual([])
    const search = { method: 'POST', namesRow: false, searches: true }
    expect(faultsOf({ ...shown, ...search, ...stranger(200, '[]') })).toEqual([])
    const ownLink = { method: 'PUT', namesRow: false, reach: 'portal' as const }
    expect(faultsOf({ ...shown, ...ownLink, ...stranger(200, 'saved') })).toEqual([])
  })
  it.each([
    ['a stranger sees the row', stranger(200, 'cnry1')],
    ['a refusal quotes the row', stranger(404, 'not for you: cnry1')],
    ['a refusal tells that the row exists', stranger(403)],
    ['a stranger changes the row', { method: 'POST', namesRow: false, ...stranger(201) }],
    ['the owner was never let in', refused],
    ['the owner was shown nothing', blind],
    ['a stranger had the effect', { early: 'cnry1', owner: { status: 204, words: '', proof: 'cnry1' } }],
    ['a stranger’s link sees the row', { reach: 'portal' as const, namesRow: false, ...stranger(200, 'cnry1') }],
    ['a stranger’s link opens a named row', { reach: 'portal' as const, ...stranger(200) }],
    ['a search finds the row', { method: 'POST', namesRow: false, searches: true, ...stranger(200, 'cnry1') }],
    ['the request had no effect', { owner: { status: 204, words: '', proof: '' } }],
  ])('falls when %s', (_, change) => {
    expect(faultsOf({ ...shown, ...change })).not.toEqual([])
  })
  it('reads words inside a workbook, a page and an old text file', async () => {
    for (const [name, bytes] of Object.entries(await hiding('cnry2')))
      expect(await wordsWithin(bytes), name).toContain('cnry2')
  })
})
