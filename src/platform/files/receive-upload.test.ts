import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { masterKeyFrom, unwrapFileKey } from './master-key.ts'
import { MEDIA_TYPES } from './media-type.ts'
import { memoryFileStore } from './memory-store.ts'
import { receiveUpload } from './receive-upload.ts'
import { gatherBytes, openSealed } from './sealed-file.ts'

const ID = '0190b2c4-0000-7000-8000-000000000001'
const MIB = 1024 * 1024
const keys = { current: masterKeyFrom(randomBytes(32)), older: [] }
const pdf = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)])

function setUp(name = 'a.pdf', bytes = 8 * MIB) {
  const store = memoryFileStore(() => new Date('2026-11-21T00:00:00Z'))
  return { store, keys, id: ID, name, limits: { bytes, types: MEDIA_TYPES } }
}

/** A source that counts what was taken from it. */
function counted(bytes: Buffer, piece = 16_384) {
  const seen = { taken: 0, closed: false }
  async function* pieces() {
    try {
      for (let at = 0; at < bytes.length; at += piece) {
        const next = bytes.subarray(at, at + piece)
        seen.taken += next.length
        yield next
      }
    } finally {
      seen.closed = true
    }
  }
  return { source: pieces(), seen }
}

describe('taking in a file', () => {
  it.each([10, 4095, 4096, MIB, 2 * MIB + 7])('keeps %i bytes sealed and answers their SHA-256', async (size) => {
    const bytes = pdf(size)
    const options = setUp()
    const outcome = await receiveUpload(counted(bytes, 7_000).source, options)
    if (!outcome.ok) throw new Error(outcome.reason)
    const { wrappedKey, ...rest } = outcome.file
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(rest).toEqual({ id: ID, sha256, size, mediaType: 'application/pdf' })
    const reader = await openSealed(options.store, ID, unwrapFileKey(wrappedKey, keys, ID))
    expect((await gatherBytes(reader.read())).equals(bytes)).toBe(true)
  })

  it('stops reading one piece past the limit and leaves nothing behind', async () => {
    const options = setUp('a.pdf', 100_000)
    const { source, seen } = counted(pdf(4 * MIB))
    expect(await receiveUpload(source, options)).toEqual({ ok: false, reason: 'too_large' })
    expect(seen.taken).toBeLessThanOrEqual(100_000 + 16_384)
    expect(seen.closed).toBe(true)
    expect(await options.store.size(ID)).toBeUndefined()
  })

  it('takes a file of exactly the limit', async () => {
    expect((await receiveUpload(counted(pdf(100_000)).source, setUp('a.pdf', 100_000))).ok).toBe(true)
  })

  it('refuses the wrong kind after the first 4 KiB, not at the end', async () => {
    const options = setUp('a.pdf')
    const { source, seen } = counted(Buffer.concat([Buffer.from('MZ'), randomBytes(4 * MIB)]), 1024)
    expect(await receiveUpload(source, options)).toEqual({ ok: false, reason: 'executable' })
    expect(seen.taken).toBe(4096)
    expect(await options.store.size(ID)).toBeUndefined()
  })

  it.each([
    ['an empty file', Buffer.alloc(0), 'a.pdf', 'empty'],
    ['a short file of the wrong kind', Buffer.from('<html>'), 'a.txt', 'markup'],
    ['a ZIP without a table of contents', Buffer.from('PK\x03\x04 and nothing'), 'a.xlsx', 'damaged'],
  ])('refuses %s', async (_case, bytes, name, reason) => {
    const options = setUp(name)
    expect(await receiveUpload(counted(bytes).source, options)).toEqual({ ok: false, reason })
    expect(await options.store.size(ID)).toBeUndefined()
  })

  it('tells a real workbook from a document by what is inside', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('台帳').addRow(['東和精機', 82])
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    expect((await receiveUpload(counted(bytes).source, setUp('台帳.xlsx'))).ok).toBe(true)
    const renamed = await receiveUpload(counted(bytes).source, setUp('台帳.docx'))
    expect(renamed).toEqual({ ok: false, reason: 'name_mismatch' })
  })

  it('removes the part that came when the sender breaks off', async () => {
    const options = setUp()
    const stream = Readable.from(
      (async function* () {
        yield pdf(2 * MIB)
        throw new Error('connection lost')
      })(),
    )
    await expect(receiveUpload(stream, options)).rejects.toThrow('connection lost')
    expect(await options.store.size(ID)).toBeUndefined()
  })

  it('never touches a file that already has the id', async () => {
    const options = setUp()
    expect((await receiveUpload(counted(pdf(50)).source, options)).ok).toBe(true)
    const before = await options.store.size(ID)
    await expect(receiveUpload(counted(pdf(90)).source, options)).rejects.toMatchObject({ reason: 'exists' })
    expect(await options.store.size(ID)).toBe(before)
  })
})
