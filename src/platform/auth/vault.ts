import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { FileStore } from '../files/file-store.ts'
import { type KeyRing, masterKeyFrom } from '../files/master-key.ts'

/**
 * Everything kept sealed with the installation's key: short texts that must be readable again (a second factor's
 * secret, a mail with a link), and files, each under a key of its own.
 */
export type Vault = {
  seal: (text: string) => string
  unseal: (sealed: string) => string
  /** A keyed hash: what it was made of can neither be read nor guessed without the installation's key. */
  mac: (text: string) => string
  files: FileStore
  keys: KeyRing
}

export const createVault = (masterKey: Buffer, files: FileStore): Vault => {
  // Made ready once: bytes would be made into a key anew for each text.
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'kizuna.vault.v1', 32)))
  const macKey = Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'kizuna.vault.mac.v1', 32))
  return {
    files,
    keys: { current: masterKeyFrom(masterKey), older: [] },
    mac: (text) => createHmac('sha256', macKey).update(text).digest('hex'),
    seal: (text) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    unseal: (sealed) => {
      const bytes = Buffer.from(sealed.slice(3), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
