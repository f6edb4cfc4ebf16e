import { createHash } from 'node:crypto'
import type { FileStore } from './file-store.ts'
import { judgeWhole, type ReceivedFile, type UploadLimits } from './finished-file.ts'
import { type KeyRing, newFileKey, wrapFileKey } from './master-key.ts'
import { judgeType, type MediaType, type RefusalReason, SNIFF_BYTES } from './media-type.ts'
import { openSealed, sealStream } from './sealed-file.ts'

export type UploadOptions = {
  readonly store: FileStore
  readonly keys: KeyRing
  readonly id: string
  /** The file's name as its sender gave it; only its ending counts here. */
  readonly name: string
  readonly limits: UploadLimits
}

export type UploadOutcome = { ok: true; file: ReceivedFile } | { ok: false; reason: RefusalReason }

/**
 * Takes in a file as it streams: sealed, hashed, bounded and checked. A refused or broken upload leaves nothing behind.
 * Refusing ends the reading of `source`, which destroys a Node stream: pass
 * `stream.iterator({ destroyOnReturn: false })` where an answer must still go out on the same socket.
 */
export async function receiveUpload(
  source: AsyncIterable<Uint8Array>,
  { store, keys, id, name, limits }: UploadOptions,
): Promise<UploadOutcome> {
  const key = newFileKey()
  const hash = createHash('sha256')
  let size = 0
  let head = Buffer.alloc(0)
  let mediaType: MediaType | undefined

  const judgeHead = () => {
    const verdict = judgeType(head, name, limits.types)
    if (!verdict.ok) throw new Refusal(verdict.reason)
    mediaType = verdict.mediaType
    return verdict.mediaType
  }

  async function* inspected(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      size += chunk.length
      if (size > limits.bytes) throw new Refusal('too_large')
      if (!mediaType) {
        head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES - head.length)])
        if (head.length >= SNIFF_BYTES) judgeHead()
      }
      hash.update(chunk)
      yield chunk
    }
    if (size === 0) throw new Refusal('empty')
  }

  await store.create(id)
  try {
    let written = 0
    for await (const sealed of sealStream(inspected(), key, id)) written = await store.append(id, written, sealed)
    const verdict = await judgeWhole(await openSealed(store, id, key), mediaType ?? judgeHead())
    if (!verdict.ok) throw new Refusal(verdict.reason)
    const wrappedKey = wrapFileKey(key, keys, id)
    return { ok: true, file: { id, sha256: hash.digest('hex'), size, mediaType: verdict.mediaType, wrappedKey } }
  } catch (error) {
    await store.remove(id)
    if (error instanceof Refusal) return { ok: false, reason: error.reason }
    throw error
  }
}

class Refusal extends Error {
  readonly reason: RefusalReason
  constructor(reason: RefusalReason) {
    super(reason)
    this.reason = reason
  }
}
