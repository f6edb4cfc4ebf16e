import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Plaintext bytes of every segment but the last. */
export const SEGMENT_BYTES = 1024 * 1024
const TAG_BYTES = 16
const SEALED_SEGMENT_BYTES = SEGMENT_BYTES + TAG_BYTES
const MAGIC = Buffer.from('KZS1')
const PREFIX_BYTES = 7
export const HEADER_BYTES = MAGIC.length + PREFIX_BYTES

/** What every segment of one file shares: its key, its id (bound to each segment) and the random start of its nonces. */
export type SegmentSeal = { readonly key: Buffer; readonly fileId: string; readonly prefix: Buffer }

export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError'
}

export function newSeal(key: Buffer, fileId: string): SegmentSeal {
  return { key, fileId, prefix: randomBytes(PREFIX_BYTES) }
}

export function sealHeader(seal: SegmentSeal): Buffer {
  return Buffer.concat([MAGIC, seal.prefix])
}

export function sealFromHeader(header: Buffer, key: Buffer, fileId: string): SegmentSeal {
  if (header.length !== HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new SealBrokenError('Not a sealed file')
  }
  return { key, fileId, prefix: Buffer.from(header.subarray(MAGIC.length)) }
}

function nonceOf(seal: SegmentSeal, index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(PREFIX_BYTES + 5)
  seal.prefix.copy(nonce)
  nonce.writeUInt32BE(index, PREFIX_BYTES)
  nonce[PREFIX_BYTES + 4] = last ? 1 : 0
  return nonce
}

export function sealSegment(seal: SegmentSeal, index: number, last: boolean, plain: Uint8Array): Buffer {
  if (plain.length > SEGMENT_BYTES || (!last && plain.length !== SEGMENT_BYTES)) {
    throw new RangeError('Only the last segment may be shorter than 1 MiB')
  }
  const cipher = createCipheriv('aes-256-gcm', seal.key, nonceOf(seal, index, last), { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(seal.fileId))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Opens one segment; a changed, moved, foreign or wrongly ended segment throws SealBrokenError. */
export function openSegment(seal: SegmentSeal, index: number, last: boolean, sealed: Uint8Array): Buffer {
  if (sealed.length < TAG_BYTES) throw new SealBrokenError('The sealed file is cut off')
  const decipher = createDecipheriv('aes-256-gcm', seal.key, nonceOf(seal, index, last), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(seal.fileId))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new SealBrokenError('A segment of the sealed file was changed, moved or cut off')
  }
}

/** Where a segment lies in the sealed file. */
export function segmentStart(index: number): number {
  return HEADER_BYTES + index * SEALED_SEGMENT_BYTES
}

/** The size in plaintext bytes that a sealed file of this size would hold, and the number of its segments. */
export function measureSealed(sealedBytes: number): { segments: number; plainBytes: number } {
  const body = sealedBytes - HEADER_BYTES
  if (body < TAG_BYTES) throw new SealBrokenError('The sealed file is cut off')
  const segments = Math.ceil(body / SEALED_SEGMENT_BYTES)
  return { segments, plainBytes: body - segments * TAG_BYTES }
}

/** Size of the sealed file that holds this many plaintext bytes (an empty file still has one, empty, last segment). */
export function sealedSize(plainBytes: number): number {
  return HEADER_BYTES + plainBytes + Math.max(1, Math.ceil(plainBytes / SEGMENT_BYTES)) * TAG_BYTES
}

/** Number of whole 1 MiB segments in the first bytes of a sealed file that is still growing; a torn tail does not count. */
export function wholeSegments(sealedBytes: number): number {
  return Math.max(0, Math.floor((sealedBytes - HEADER_BYTES) / SEALED_SEGMENT_BYTES))
}
