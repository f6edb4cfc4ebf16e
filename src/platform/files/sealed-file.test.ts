import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileStore } from './file-store.ts'
import { memoryFileStore } from './memory-store.ts'
import { gatherBytes, openSealed, sealStream } from './sealed-file.ts'
import { HEADER_BYTES, SEGMENT_BYTES, sealedSize, segmentStart } from './segment.ts'

const ID = '0190b2c4-0000-7000-8000-000000000001'
const OTHER = '0190b2c4-0000-7000-8000-000000000002'
const KEY = randomBytes(32)
const newStore = () => memoryFileStore(() => new Date('2026-11-21T00:00:00Z'))

async function* inPieces(plain: Buffer, piece: number) {
  for (let at = 0; at < plain.length; at += piece) yield plain.subarray(at, at + piece)
}

async function sealed(plain: Buffer, piece = 65_536, id = ID): Promise<Buffer> {
  return gatherBytes(sealStream(inPieces(plain, piece), KEY, id))
}

async function storeOf(bytes: Buffer, id = ID): Promise<FileStore> {
  const store = newStore()
  await store.create(id)
  await store.append(id, 0, bytes)
  return store
}

async function opened(bytes: Buffer, range?: { start: number; end: number }, id = ID): Promise<Buffer> {
  const reader = await openSealed(await storeOf(bytes, id), id, KEY)
  return gatherBytes(reader.read(range))
}

// Built once: sealing 3 MiB for every generated case would test patience instead of seals.
const plain = randomBytes(2 * SEGMENT_BYTES + 12_345)
const whole = await sealed(plain)
const segments = [0, 1, 2].map((index) => whole.subarray(segmentStart(index), segmentStart(index + 1)))

describe('sealed file', () => {
  it.each([0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES])(
    'returns the same %i bytes and measures them',
    async (size) => {
      const bytes = randomBytes(size)
      const container = await sealed(bytes, 100_003)
      expect(container.length).toBe(sealedSize(size))
      expect((await openSealed(await storeOf(container), ID, KEY)).size).toBe(size)
      expect((await opened(container)).equals(bytes)).toBe(true)
    },
  )

  it('does not depend on how the stream was cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), fc.integer({ min: 1, max: 700 }), async (bytes, piece) => {
        expect(await opened(await sealed(Buffer.from(bytes), piece))).toEqual(Buffer.from(bytes))
      }),
    )
  })

  it('reads any range without reading it all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length + 10), fc.nat(plain.length + 10), async (a, b) => {
        const range = { start: Math.min(a, b), end: Math.max(a, b) }
        expect((await opened(whole, range)).equals(plain.subarray(range.start, range.end))).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it('detects every flipped bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)
        await expect(opened(changed)).rejects.toThrow(/sealed file|Not a sealed file/)
      }),
      { numRuns: 25 },
    )
  })

  it('detects every truncation, also at a segment boundary, before it shows a size', async () => {
    const cuts = fc.oneof(fc.nat(whole.length - 1), fc.constantFrom(HEADER_BYTES, segmentStart(1), segmentStart(2)))
    await fc.assert(
      fc.asyncProperty(cuts, async (cut) => {
        await expect(openSealed(await storeOf(whole.subarray(0, cut)), ID, KEY)).rejects.toThrow()
      }),
      { numRuns: 25 },
    )
  })

  it.each([
    ['reordered', [1, 0, 2]],
    ['repeated', [0, 0, 2]],
    ['left out', [0, 2]],
    ['continued after its end', [0, 1, 2, 2]],
  ])('detects segments that were %s', async (_how, order) => {
    const parts = order.map((index) => segments[index] ?? Buffer.alloc(0))
    await expect(opened(Buffer.concat([whole.subarray(0, HEADER_BYTES), ...parts]))).rejects.toThrow()
  })

  it('detects a file put in the place of another, even under the same key', async () => {
    await expect(opened(whole, undefined, OTHER)).rejects.toThrow()
    const other = await sealed(plain, 65_536, OTHER)
    const mixed = Buffer.concat([whole.subarray(0, segmentStart(1)), other.subarray(segmentStart(1))])
    await expect(opened(mixed)).rejects.toThrow()
  })

  it('never shows the plaintext in what is stored', async () => {
    const canary = Buffer.from('canary-絆-7f3a')
    expect((await sealed(Buffer.concat([canary, Buffer.alloc(100, 'x')]))).includes(canary)).toBe(false)
  })
})
