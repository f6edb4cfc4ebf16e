import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeApi } from '../../src/api-document.ts'
import { renderPdf } from '../../src/platform/documents/pdf.ts'
import { writeCsv } from '../../src/platform/sheets/write-delimited.ts'
import { writeXlsx } from '../../src/platform/sheets/write-workbook.ts'
import type { Person } from '../support/app.ts'
import { faultsOf, type Run, type Trial } from './isolation/judgement.ts'
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
  const foreign = { 'the administrator of another organisation': setting.foreign }
  return reach === 'tenant' ? foreign : { ...foreign, 'an unassigned colleague': setting.world.colleague }
}

const tryOut = async (operation: Operation, { reach, make }: Sample): Promise<Trial> => {
  const canary = newCanary()
  canaries.push(canary)
  const request = await make(setting.world, canary)
  const strangers: Trial['strangers'] = {}
  for (const [who, person] of Object.entries(strangersOf(reach))) strangers[who] = await run(person, operation, request)
  const answer = await run(request.owner ?? setting.world.app.admin, operation, request)
  const proof = request.proof === undefined ? null : await request.proof()
  const { id, method, path } = operation
  const owner = { ...answer, proof }
  return {
    operation: id,
    method,
    namesRow: path.includes('{'),
    reach,
    canary: request.shows ?? canary,
    strangers,
    owner,
  }
}

describe('no row is shown to who may not see it', () => {
  it.each(operations)('$id', async (operation) => {
    const sample = samples[operation.id]
    expect(sample, `add a sample for ${operation.method} ${operation.path} to test/house/isolation`).toBeDefined()
    if (sample !== undefined) expect(faultsOf(await tryOut(operation, sample))).toEqual([])
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
    reach: 'partner',
    canary: 'cnry1',
    strangers: { stranger: { status: 404, words: 'not found' } },
    owner: { status: 200, words: 'all about cnry1', proof: null },
  }
  const stranger = (status: number, words = '') => ({ strangers: { stranger: { status, words } } })
  const refused = { owner: { status: 404, words: '', proof: null } }
  const blind = { owner: { status: 200, words: 'nothing', proof: null } }
  it('lets a closed route pass', () => {
    expect(faultsOf(shown)).toEqual([])
    expect(faultsOf({ ...shown, namesRow: false, ...stranger(200, '[]') })).toEqual([])
  })
  it.each([
    ['a stranger sees the row', stranger(200, 'cnry1')],
    ['a refusal quotes the row', stranger(404, 'not for you: cnry1')],
    ['a refusal tells that the row exists', stranger(403)],
    ['a stranger changes the row', { method: 'POST', namesRow: false, ...stranger(201) }],
    ['the owner was never let in', refused],
    ['the owner was shown nothing', blind],
    ['the request had no effect', { owner: { status: 204, words: '', proof: '' } }],
  ])('falls when %s', (_, change) => {
    expect(faultsOf({ ...shown, ...change })).not.toEqual([])
  })
  it('reads words inside a workbook, a page and an old text file', async () => {
    for (const [name, bytes] of Object.entries(await hiding('cnry2')))
      expect(await wordsWithin(bytes), name).toContain('cnry2')
  })
})
