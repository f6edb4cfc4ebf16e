import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { open, readFile, stat } from 'node:fs/promises'

/** The 32-byte secret that wraps file keys; its id names it in a wrapped key, so that it can be rotated. */
export type MasterKey = { readonly id: string; readonly secret: Buffer }

/** New files are sealed under `current`; files sealed earlier may still name one of `older`. */
export type KeyRing = { readonly current: MasterKey; readonly older: readonly MasterKey[] }

class FileKeyError extends Error {
  override readonly name = 'FileKeyError'
}

const VERSION = 'v1'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

export function masterKeyFrom(secret: Buffer): MasterKey {
  if (secret.length !== KEY_BYTES) throw new FileKeyError('The master key must have exactly 32 bytes')
  const id = createHash('sha256').update('kizuna.master-key.v1\n').update(secret).digest('hex').slice(0, 16)
  return { id, secret }
}

/** Reads a master key from its file; refuses a file that anyone but its owner may read. */
export async function readMasterKey(path: string): Promise<MasterKey> {
  const { mode } = await stat(path)
  if ((mode & 0o077) !== 0) throw new FileKeyError('The master key file must be readable by its owner only (mode 0600)')
  return masterKeyFrom(await readFile(path))
}

/** Writes a fresh master key to a new file with mode 0600; an existing file is never replaced. */
export async function createMasterKey(path: string): Promise<MasterKey> {
  const secret = randomBytes(KEY_BYTES)
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(secret)
    await file.sync()
  } finally {
    await file.close()
  }
  return masterKeyFrom(secret)
}

export function newFileKey(): Buffer {
  return randomBytes(KEY_BYTES)
}

/** Wraps a file key under the current master key, bound to the file's id; the result is stored with the file's record. */
export function wrapFileKey(fileKey: Buffer, ring: KeyRing, fileId: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', ring.current.secret, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(fileId))
  const sealed = Buffer.concat([nonce, cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
  return [VERSION, ring.current.id, sealed.toString('base64url')].join('.')
}

/** Unwraps a file key; throws FileKeyError when its master key is missing or it belongs to another file. */
export function unwrapFileKey(wrapped: string, ring: KeyRing, fileId: string): Buffer {
  const [version, keyId, body, ...rest] = wrapped.split('.')
  const master = [ring.current, ...ring.older].find((key) => key.id === keyId)
  if (version !== VERSION || body === undefined || rest.length > 0) throw new FileKeyError('Not a wrapped file key')
  if (!master) throw new FileKeyError('The master key of this file is not in the key ring')
  const bytes = Buffer.from(body, 'base64url')
  if (bytes.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) throw new FileKeyError('Not a wrapped file key')
  const decipher = createDecipheriv('aes-256-gcm', master.secret, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(fileId))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new FileKeyError('The file key does not belong to this file or was changed')
  }
}

/** Wraps the same file key under the current master key, so that an older master key can be retired. */
export function rewrapFileKey(wrapped: string, ring: KeyRing, fileId: string): string {
  return wrapFileKey(unwrapFileKey(wrapped, ring, fileId), ring, fileId)
}
