import { assertFileId, type FileStore, FileStoreError } from './file-store.ts'

/** A file store that forgets everything with the process: for tests. */
export function memoryFileStore(now: () => Date): FileStore {
  const blobs = new Map<string, { bytes: Buffer; changedAt: Date }>()
  const notes = new Map<string, string>()

  const existing = (id: string) => {
    assertFileId(id)
    const blob = blobs.get(id)
    if (!blob) throw new FileStoreError('missing')
    return blob
  }

  return {
    async create(id) {
      assertFileId(id)
      if (blobs.has(id)) throw new FileStoreError('exists')
      blobs.set(id, { bytes: Buffer.alloc(0), changedAt: now() })
    },
    async append(id, at, bytes) {
      const blob = existing(id)
      if (at > blob.bytes.length) throw new FileStoreError('gap')
      const grown = Buffer.concat([blob.bytes.subarray(0, at), bytes])
      blobs.set(id, { bytes: grown, changedAt: now() })
      return grown.length
    },
    async size(id) {
      assertFileId(id)
      return blobs.get(id)?.bytes.length
    },
    async read(id, start, end) {
      return Buffer.from(existing(id).bytes.subarray(start, Math.max(start, end)))
    },
    async remove(id) {
      assertFileId(id)
      blobs.delete(id)
      notes.delete(id)
    },
    async writeNote(id, note) {
      existing(id)
      notes.set(id, note)
    },
    async readNote(id) {
      assertFileId(id)
      return notes.get(id)
    },
    async removeNote(id) {
      assertFileId(id)
      notes.delete(id)
    },
    async *list() {
      for (const [id, blob] of [...blobs]) yield { id, bytes: blob.bytes.length, changedAt: blob.changedAt }
    },
  }
}
