/** A file as the store sees it: sealed bytes under an id; it neither knows nor needs a key. */
export type StoredBlob = { readonly id: string; readonly bytes: number; readonly changedAt: Date }

/** Where sealed files live. Every write is on stable storage when its promise resolves. */
export type FileStore = {
  /** Makes an empty file; throws FileStoreError `exists` when the id is taken. */
  create(id: string): Promise<void>
  /** Writes at `at`, dropping whatever lay beyond (a torn tail of an interrupted write), and answers the new size. */
  append(id: string, at: number, bytes: Uint8Array): Promise<number>
  size(id: string): Promise<number | undefined>
  /** The bytes from `start` (inclusive) to `end` (exclusive); fewer when the file ends earlier. */
  read(id: string, start: number, end: number): Promise<Buffer>
  /** Removes the file and its note; an absent file is no error. */
  remove(id: string): Promise<void>
  /** A small text kept beside the file, replaced as a whole or not at all. */
  writeNote(id: string, note: string): Promise<void>
  readNote(id: string): Promise<string | undefined>
  removeNote(id: string): Promise<void>
  list(): AsyncIterable<StoredBlob>
}

export class FileStoreError extends Error {
  override readonly name = 'FileStoreError'
  readonly reason: 'exists' | 'missing' | 'gap' | 'invalid_id'
  constructor(reason: 'exists' | 'missing' | 'gap' | 'invalid_id') {
    super(`File store: ${reason}`)
    this.reason = reason
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function isFileId(id: string): boolean {
  return UUID.test(id)
}

/** Guards every store: an id becomes a path, so only a lower-case UUID passes. */
export function assertFileId(id: string): void {
  if (!isFileId(id)) throw new FileStoreError('invalid_id')
}
