import { createHash } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { writing } from '../../platform/work.ts'
import { sweepFiles } from '../files/file.service.ts'

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

it('removes the copy of a certificate taken off the shelf or replaced, and keeps on record what it was', async () => {
  const [first, second] = [(await send('古い証.pdf')).body, (await send('新しい証.pdf')).body]
  const { id } = (await put(first.id)).body
  const path = `/partners/${partner}/evidence/${id}`
  const newer = { kind: 'isms', number: 'IS 1', fileId: second.id }
  expect((await app.admin.send('PUT', path, newer, { 'if-match': '1' })).status).toBe(200)
  expect((await put(first.id)).status).toBe(404)
  const swept = () => writing(app.engine, app.admin.actor, sweepFiles)
  const size = (file: { id: string }) => app.engine.vault.files.size(file.id)
  const before = app.clock.now()
  const onRecord = () =>
    app.database.asAdmin(async (client) => {
      const { rows } = await client.query(
        "SELECT d.detail::jsonb->'before'->'file' AS file FROM ledger_entries e JOIN ledger_details d ON d.entry_id = e.id WHERE e.subject_id = $1 ORDER BY e.seq",
        [id],
      )
      return rows.map(({ file }) => file)
    })
  const trace = (name: string) => ({
    name,
    size: PDF.length,
    sha256: createHash('sha256').update(PDF).digest('hex'),
    uploadedAt: expect.any(String),
  })
  app.clock.set('2026-11-24T02:00:00.000Z')
  await swept()
  expect([await size(first), await size(second)]).toEqual([undefined, expect.any(Number)])
  await app.admin.send('DELETE', path)
  await swept()
  app.clock.set(before)
  expect(await size(second)).toBeUndefined()
  expect(await onRecord()).toEqual([null, trace('古い証.pdf'), trace('新しい証.pdf')])
})
