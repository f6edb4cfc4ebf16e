import { createHash } from 'node:crypto'
import { isOfficePackage, judgeParts, type MediaType, type TypeVerdict } from './media-type.ts'
import { gatherBytes, type SealedReader } from './sealed-file.ts'
import { listZipParts } from './zip-directory.ts'

/** What the caller keeps in its own record of a file that arrived completely. */
export type ReceivedFile = {
  readonly id: string
  /** SHA-256 of the plaintext, lower-case hexadecimal. */
  readonly sha256: string
  /** Plaintext bytes. */
  readonly size: number
  readonly mediaType: MediaType
  readonly wrappedKey: string
}

/** What a file may be: at most so many plaintext bytes, and of these kinds. */
export type UploadLimits = { readonly bytes: number; readonly types: readonly MediaType[] }

/** Looks once more at a complete file whose kind shows only at its end (Office packages). */
export async function judgeWhole(reader: SealedReader, mediaType: MediaType): Promise<TypeVerdict> {
  if (!isOfficePackage(mediaType)) return { ok: true, mediaType }
  const parts = await listZipParts(reader.size, async (start, end) => gatherBytes(reader.read({ start, end })))
  return parts ? judgeParts(parts, mediaType) : { ok: false, reason: 'damaged' }
}

export async function sha256Of(reader: SealedReader): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of reader.read()) hash.update(chunk)
  return hash.digest('hex')
}
