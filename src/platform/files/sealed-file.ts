import type { FileStore } from './file-store.ts'
import {
  HEADER_BYTES,
  measureSealed,
  newSeal,
  openSegment,
  SEGMENT_BYTES,
  SealBrokenError,
  type SegmentSeal,
  sealFromHeader,
  sealHeader,
  sealSegment,
  segmentStart,
} from './segment.ts'

/** Bytes from `start` (inclusive) to `end` (exclusive). */
type ByteRange = { readonly start: number; readonly end: number }

/** A sealed file opened for reading: its true size, and its plaintext as a whole or in part. */
export type SealedReader = { readonly size: number; read(range?: ByteRange): AsyncGenerator<Buffer> }

/** Cuts a stream into 1 MiB pieces and marks the last one; an empty stream is one empty last piece. */
async function* cutSegments(source: AsyncIterable<Uint8Array>): AsyncGenerator<{ plain: Buffer; last: boolean }> {
  let segment = Buffer.allocUnsafe(SEGMENT_BYTES)
  let filled = 0
  for await (const chunk of source) {
    for (let used = 0; used < chunk.length; ) {
      if (filled === SEGMENT_BYTES) {
        yield { plain: segment, last: false }
        segment = Buffer.allocUnsafe(SEGMENT_BYTES)
        filled = 0
      }
      const take = Math.min(SEGMENT_BYTES - filled, chunk.length - used)
      segment.set(chunk.subarray(used, used + take), filled)
      filled += take
      used += take
    }
  }
  yield { plain: segment.subarray(0, filled), last: true }
}

/** Seals a stream: yields the header, then one sealed segment after the other. */
export async function* sealStream(
  source: AsyncIterable<Uint8Array>,
  key: Buffer,
  fileId: string,
): AsyncGenerator<Buffer> {
  const seal = newSeal(key, fileId)
  yield sealHeader(seal)
  let index = 0
  for await (const { plain, last } of cutSegments(source)) yield sealSegment(seal, index++, last, plain)
}

/** Opens a stored file for reading. Its last segment is checked first, so that a cut-off file never shows a size. */
export async function openSealed(store: FileStore, fileId: string, key: Buffer): Promise<SealedReader> {
  const bytes = await store.size(fileId)
  if (bytes === undefined) throw new SealBrokenError('The sealed file is missing')
  const seal = sealFromHeader(await store.read(fileId, 0, HEADER_BYTES), key, fileId)
  const { segments, plainBytes } = measureSealed(bytes)
  const readOne = (index: number) => readSegment(store, seal, index, index === segments - 1)
  await readOne(segments - 1)
  return {
    size: plainBytes,
    async *read(range = { start: 0, end: plainBytes }) {
      const start = Math.max(0, range.start)
      const end = Math.min(plainBytes, range.end)
      for (let index = Math.floor(start / SEGMENT_BYTES); index * SEGMENT_BYTES < end; index++) {
        const base = index * SEGMENT_BYTES
        const plain = await readOne(index)
        yield plain.subarray(Math.max(0, start - base), Math.min(plain.length, end - base))
      }
    },
  }
}

/** Reads and opens one segment of a stored file. */
async function readSegment(store: FileStore, seal: SegmentSeal, index: number, last: boolean): Promise<Buffer> {
  return openSegment(seal, index, last, await store.read(seal.fileId, segmentStart(index), segmentStart(index + 1)))
}

export async function gatherBytes(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}
