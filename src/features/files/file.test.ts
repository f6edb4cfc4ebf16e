import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { newId } from '../../platform/ids.ts'
import { reading, writing } from '../../platform/work.ts'
import { attachFile, openFile, receiveFile, sweepFiles } from './file.service.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 'a'), Buffer.from('\n%%EOF\n')])
const incoming = { name: '規程.pdf', limits: { bytes: 10_000, types: ['application/pdf', 'image/png'] as const } }
const receive = (bytes: Buffer, name = incoming.name) =>
  receiveFile(app.engine, app.admin.actor, Readable.from([bytes]), { ...incoming, name })

describe('a file', () => {
  it('is kept sealed and read back by who it belongs to', async () => {
    const owner = { type: 'answer', id: newId() }
    const { id } = await receive(PDF)
    await writing(app.engine, app.admin.actor, (ctx) => attachFile(ctx, id, owner))
    const opened = await reading(app.engine, app.admin.actor, (ctx) => openFile(ctx, id, owner))
    expect(Buffer.concat(await opened.stream.toArray()).equals(PDF)).toBe(true)
    expect((await app.engine.vault.files.read(id, 0, 4000)).includes('%PDF')).toBe(false)
    await expect(
      reading(app.engine, app.admin.actor, (ctx) => openFile(ctx, id, { type: 'answer', id: newId() })),
    ).rejects.toThrow('request.not_found')
    await expect(
      writing(app.engine, app.admin.actor, (ctx) => attachFile(ctx, id, { type: 'answer', id: newId() })),
    ).rejects.toThrow('request.not_found')
  })

  it('is refused by size, by kind and by a name that lies, and leaves nothing behind', async () => {
    await expect(receive(Buffer.concat([PDF, Buffer.alloc(9000)]))).rejects.toThrow('file.too_large')
    await expect(receive(Buffer.from('<html><script>alert(1)</script></html>'), 'x.html')).rejects.toThrow(
      'file.type_not_allowed',
    )
    await expect(receive(PDF, 'photo.png')).rejects.toThrow('file.name_mismatch')
  })

  it('is kept when something refers to it while the sweeping runs', async () => {
    const { id } = await receive(PDF)
    const now = app.clock.now()
    app.clock.set('2026-11-22T02:00:00.000Z')
    const swept = await writing(app.engine, app.admin.actor, async (ctx) => {
      await attachFile(ctx, id, { type: 'answer', id: newId() })
      return writing(app.engine, app.admin.actor, sweepFiles)
    })
    app.clock.set(now)
    expect(swept).toBe(0)
    expect(await app.engine.vault.files.size(id)).toBeGreaterThan(0)
  })

  it('is swept when nothing referred to it for a day, and only then', async () => {
    const { id } = await receive(PDF)
    expect(await writing(app.engine, app.admin.actor, sweepFiles)).toBe(0)
    app.clock.set('2026-11-22T02:00:00.000Z')
    expect(await writing(app.engine, app.admin.actor, sweepFiles)).toBe(1)
    expect(await app.engine.vault.files.size(id)).toBeUndefined()
  })
})
