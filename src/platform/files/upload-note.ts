import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { FileStore } from './file-store.ts'
import { type KeyRing, unwrapFileKey } from './master-key.ts'
import type { MediaType } from './media-type.ts'

/** What an unfinished upload must remember over a crash; it lies beside the file, sealed with the file's own key. */
type UploadNote = {
  readonly owner: string
  readonly name: string
  readonly size: number
  readonly types: readonly MediaType[]
  readonly startedAt: string
  readonly mediaType?: MediaType
  /** Set when the bytes are complete and checked. */
  readonly sha256?: string
  /** Set when the caller has its own record of the file. */
  readonly registered?: boolean
}

export type OpenNote = { readonly note: UploadNote; readonly key: Buffer; readonly wrappedKey: string }

const NONCE_BYTES = 12
const TAG_BYTES = 16

// The name and owner of a file are as confidential as the file; the first field finds the key again.
export async function saveNote(store: FileStore, id: string, { note, key, wrappedKey }: OpenNote): Promise<void> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(`note:${id}`))
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(note)), cipher.final(), cipher.getAuthTag()])
  await store.writeNote(id, JSON.stringify({ v: 1, wrappedKey, sealed: sealed.toString('base64url') }))
}

/** The note of an upload, or undefined when there is none; throws when it was tampered with. */
export async function loadNote(store: FileStore, keys: KeyRing, id: string): Promise<OpenNote | undefined> {
  const text = await store.readNote(id)
  if (text === undefined) return undefined
  const { wrappedKey, sealed }: { wrappedKey: string; sealed: string } = JSON.parse(text)
  const key = unwrapFileKey(wrappedKey, keys, id)
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(`note:${id}`))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  return { note: JSON.parse(plain.toString('utf8')), key, wrappedKey }
}
