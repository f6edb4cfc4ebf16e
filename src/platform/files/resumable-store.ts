import { DataStore, ERRORS, Upload } from '@tus/utils'
import type { FileStore } from './file-store.ts'
import { judgeWhole, type ReceivedFile, sha256Of } from './finished-file.ts'
import { type KeyRing, newFileKey, wrapFileKey } from './master-key.ts'
import { judgeType, MEDIA_TYPES, type RefusalReason, SNIFF_BYTES } from './media-type.ts'
import { openSealed } from './sealed-file.ts'
import {
  HEADER_BYTES,
  newSeal,
  SEGMENT_BYTES,
  type SegmentSeal,
  sealedSize,
  sealFromHeader,
  sealHeader,
  sealSegment,
  segmentStart,
  wholeSegments,
} from './segment.ts'
import { loadNote, type OpenNote, saveNote } from './upload-note.ts'

export type ResumableStoreOptions = {
  readonly store: FileStore
  readonly keys: KeyRing
  readonly now: () => Date
}

/** What the upload protocol needs of a store, and the two questions the endpoint asks about an upload. */
export type ResumableStore = DataStore & {
  ownerOf(id: string): Promise<string | undefined>
  /** The complete file that the caller has not recorded yet, with its name and owner. */
  unregistered(id: string): Promise<{ file: ReceivedFile; name: string; owner: string } | undefined>
  markRegistered(id: string): Promise<void>
}

/** An error that the upload protocol answers with this status; its text is the reason code. */
export function uploadRefused(status: number, reason: RefusalReason): Error {
  return Object.assign(new Error(reason), { status_code: status, body: reason })
}

/**
 * Store for resumable uploads that acknowledges whole sealed segments only. The offset is what lies on the disk, so a
 * killed server resumes without a log; a torn segment is cut off before the next one is written.
 */
export function resumableStore({ store, keys, now }: ResumableStoreOptions): ResumableStore {
  const noteOf = async (id: string): Promise<OpenNote> => {
    const found = await loadNote(store, keys, id)
    if (!found) throw ERRORS.FILE_NOT_FOUND
    return found
  }

  const offsetOf = async (id: string, size: number): Promise<number> => {
    const bytes = (await store.size(id)) ?? 0
    return bytes === sealedSize(size) ? size : wholeSegments(bytes) * SEGMENT_BYTES
  }

  const refuse = async (id: string, reason: RefusalReason): Promise<never> => {
    await store.remove(id)
    throw uploadRefused(415, reason)
  }

  const finish = async (id: string, { note, key, wrappedKey }: OpenNote): Promise<void> => {
    if (note.sha256 !== undefined || !note.mediaType) return
    const reader = await openSealed(store, id, key)
    const verdict = await judgeWhole(reader, note.mediaType)
    if (!verdict.ok) return refuse(id, verdict.reason)
    await saveNote(store, id, { note: { ...note, sha256: await sha256Of(reader) }, key, wrappedKey })
  }

  return Object.assign(new DataStore(), {
    extensions: ['creation', 'creation-with-upload', 'termination'],

    async create(upload: Upload): Promise<Upload> {
      const { owner, filename, types } = upload.metadata ?? {}
      if (!owner || !filename || !upload.size) throw ERRORS.INVALID_LENGTH
      const key = newFileKey()
      const allowed = MEDIA_TYPES.filter((type) => types?.split(' ').includes(type))
      await store.create(upload.id)
      await store.append(upload.id, 0, sealHeader(newSeal(key, upload.id)))
      const note = { owner, name: filename, size: upload.size, types: allowed, startedAt: now().toISOString() }
      await saveNote(store, upload.id, { note, key, wrappedKey: wrapFileKey(key, keys, upload.id) })
      return upload
    },

    async getUpload(id: string): Promise<Upload> {
      const { note } = await noteOf(id)
      const offset = await offsetOf(id, note.size)
      return new Upload({
        id,
        size: note.size,
        offset,
        metadata: { filename: note.name },
        creation_date: note.startedAt,
      })
    },

    async write(stream: AsyncIterable<Buffer>, id: string, offset: number): Promise<number> {
      let open = await noteOf(id)
      const { size } = open.note
      const seal = sealFromHeader(await store.read(id, 0, HEADER_BYTES), open.key, id)
      let position = offset
      const inspect = async (head: Buffer) => {
        if (position > 0) return
        const verdict = judgeType(head, open.note.name, open.note.types)
        if (!verdict.ok) return refuse(id, verdict.reason)
        open = { ...open, note: { ...open.note, mediaType: verdict.mediaType } }
        await saveNote(store, id, open)
      }
      for await (const plain of wholeSegmentsOf(stream, size - offset, inspect)) {
        position = await appendSegment(store, seal, position, size, plain)
      }
      if (position === size) await finish(id, open)
      return position
    },

    async remove(id: string): Promise<void> {
      await noteOf(id)
      await store.remove(id)
    },

    async ownerOf(id: string): Promise<string | undefined> {
      return (await loadNote(store, keys, id))?.note.owner
    },

    async unregistered(id: string) {
      const found = await loadNote(store, keys, id)
      if (!found || found.note.registered || (await offsetOf(id, found.note.size)) !== found.note.size) return undefined
      await finish(id, found)
      const { note, wrappedKey } = await noteOf(id)
      if (!note.sha256 || !note.mediaType) return undefined
      const file = { id, sha256: note.sha256, size: note.size, mediaType: note.mediaType, wrappedKey }
      return { file, name: note.name, owner: note.owner }
    },

    async markRegistered(id: string): Promise<void> {
      const open = await noteOf(id)
      await saveNote(store, id, { ...open, note: { ...open.note, registered: true } })
    },
  })
}

async function appendSegment(
  store: FileStore,
  seal: SegmentSeal,
  position: number,
  size: number,
  plain: Buffer,
): Promise<number> {
  const index = position / SEGMENT_BYTES
  const end = position + plain.length
  await store.append(seal.fileId, segmentStart(index), sealSegment(seal, index, end === size, plain))
  return end
}

/** Yields 1 MiB pieces and the rest that completes the file; a piece that the connection cut short is dropped. */
async function* wholeSegmentsOf(
  stream: AsyncIterable<Buffer>,
  remaining: number,
  inspectHead: (head: Buffer) => Promise<void>,
): AsyncGenerator<Buffer> {
  let left = remaining
  let filled = 0
  let inspected = false
  let segment = Buffer.allocUnsafe(Math.min(SEGMENT_BYTES, left))
  for await (const chunk of stream) {
    for (let used = 0; used < chunk.length && left > 0; ) {
      const take = Math.min(segment.length - filled, chunk.length - used)
      segment.set(chunk.subarray(used, used + take), filled)
      filled += take
      used += take
      if (!inspected && filled >= Math.min(SNIFF_BYTES, segment.length)) {
        await inspectHead(segment.subarray(0, Math.min(SNIFF_BYTES, filled)))
        inspected = true
      }
      if (filled === segment.length) {
        yield segment
        left -= filled
        filled = 0
        segment = Buffer.allocUnsafe(Math.min(SEGMENT_BYTES, left))
      }
    }
  }
}
