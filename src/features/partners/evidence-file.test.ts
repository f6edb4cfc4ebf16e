import { beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'

let app: TestApp
let partner: string
beforeAll(async () => {
  app = await startApp()
  partner = (await app.admin.send('POST', '/partners', { name: '証跡株式会社' })).body.id
})

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(400, 'a'), Buffer.from('\n%%EOF\n')])
const send = (name: string, bytes = PDF, to = partner) =>
  app.admin.send('POST', `/partners/${to}/evidence-files?name=${encodeURIComponent(name)}`, bytes, {
    'content-type': 'application/octet-stream',
  })
const put = (fileId: string) =>
  app.admin.send('POST', `/partners/${partner}/evidence`, { kind: 'isms', number: 'IS 1', fileId })

it('keeps the copy of a certificate with it and gives back the same bytes', async () => {
  const file = await send('登録証.pdf')
  expect(file.status).toBe(201)
  const { body } = await put(file.body.id)
  expect(body.fileName).toBe('登録証.pdf')
  const copy = await app.admin.send('GET', `/partners/${partner}/evidence/${body.id}/file`)
  expect([copy.status, copy.raw.equals(PDF)]).toEqual([200, true])
})

it('ties a copy to one certificate only', async () => {
  const { body } = await send('二度.pdf')
  expect((await put(body.id)).status).toBe(201)
  expect((await put(body.id)).status).toBe(404)
})

it('refuses what is not a document, and hides evidence of partners out of reach', async () => {
  expect((await send('x.html', Buffer.from('<html></html>'))).body.code).toBe('file.type_not_allowed')
  const { body } = await put((await send('証.pdf')).body.id)
  const stranger = await app.person('unit_member', 'assigned')
  expect((await stranger.send('GET', `/partners/${partner}/evidence/${body.id}/file`)).status).toBe(404)
  const bare = (await app.admin.send('POST', `/partners/${partner}/evidence`, { kind: 'isms' })).body
  expect((await app.admin.send('GET', `/partners/${partner}/evidence/${bare.id}/file`)).status).toBe(404)
})
