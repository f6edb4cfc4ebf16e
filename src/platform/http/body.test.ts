import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { rawConnection } from '../../../test/support/raw-request.ts'

const MIB = 1024 * 1024
const JSON_TYPE = 'application/json'
const FORM = 'multipart/form-data; boundary=x'
const PROBLEM = 'application/problem+json; charset=utf-8'

let app: TestApp
let address: string
beforeAll(async () => {
  app = await startApp()
  address = await app.http.listen({ port: 0, host: '127.0.0.1' })
})

/** Sends a body of so many pieces of one MiB, all of it before listening; with `announced` its length stands in the head. */
const post = async (
  path: string,
  type: string,
  pieces: number,
  announced: boolean,
  more: Record<string, string> = {},
) => {
  const connection = await rawConnection(address)
  await connection.send({
    path,
    headers: {
      authorization: `Bearer ${app.admin.token}`,
      'content-type': type,
      ...(announced ? { 'content-length': String(pieces * MIB) } : {}),
      ...more,
    },
    body: Array.from({ length: pieces }, () => Buffer.alloc(MIB, ' ')),
  })
  const answer = await connection.answer()
  connection.cut()
  return answer
}

describe('a body that is too large', () => {
  it.each([
    ['JSON', JSON_TYPE, true],
    ['JSON of unknown length', JSON_TYPE, false],
    ['a form', FORM, true],
  ])('is refused in words to a sender who listens only at the end: %s', async (_case, type, announced) => {
    expect(await post('/partners', type, 30, announced)).toMatchObject({
      status: 413,
      type: PROBLEM,
      body: { code: 'request.too_large', title: expect.stringContaining('上限1MB') },
    })
  })

  it('is refused by its announced size wherever bytes are taken, each with its own limit', async () => {
    const id = randomUUID()
    for (const [path, code, bytes, words] of [
      ['/imports?fileName=a.csv', 'import.too_large', 50 * MIB, '上限50MB'],
      [`/partners/${id}/evidence-files?name=a.pdf`, 'file.too_large', 50 * MIB, '上限 50MB'],
      [`/assessments/${id}/answers/a/files?name=a.pdf`, 'file.too_large', 50 * MIB, '上限 50MB'],
      [`/assessments/${id}/form?name=a.xlsx`, 'request.too_large', 5 * MIB, '上限5MB'],
    ] as const) {
      const answer = await post(path, 'application/octet-stream', 0, false, { 'content-length': String(bytes + 1) })
      expect(answer, path).toMatchObject({ status: 413, body: { code, title: expect.stringContaining(words) } })
    }
  })
})

describe('a body of a kind that is not taken', () => {
  it.each([
    ['a form where JSON belongs', '/partners', FORM],
    ['a form where bytes belong', '/imports?fileName=a.csv', FORM],
    ['JSON where bytes belong', '/imports?fileName=a.csv', JSON_TYPE],
  ])('is refused in the reader’s language: %s', async (_case, path, type) => {
    const answer = { status: 415, type: PROBLEM, body: { code: 'request.unsupported_type' } }
    expect(await post(path, type, 1, true)).toMatchObject({
      ...answer,
      body: { title: expect.stringContaining('形式を扱えません') },
    })
    expect(await post(path, type, 1, false, { 'accept-language': 'en' })).toMatchObject({
      ...answer,
      body: { title: expect.stringContaining('this type cannot be taken in') },
    })
  })

  it('is not collected for somebody who is not known, however long it is', async () => {
    const answer = await post('/imports?fileName=a.csv', JSON_TYPE, 3, false, {
      authorization: `Bearer ${'x'.repeat(40)}`,
    })
    expect(answer.status).toBe(415)
  })
})
