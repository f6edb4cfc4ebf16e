import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonical } from './chain.ts'
import type { Head } from './read.ts'

const HeadShape = z.object({
  tenant: z.uuid(),
  stream: z.string().min(1).max(200),
  segment: z.string().max(7),
  seq: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

const Shape = z.object({
  kizunaCheckpoint: z.literal(1),
  at: z.iso.datetime(),
  heads: z.array(HeadShape).max(1_000_000),
  publicKey: z.string().max(100),
  signature: z.string().max(200),
})

/** The newest link of every stream at a moment, signed; kept outside the house it proves rows cut off later. */
export type Checkpoint = z.infer<typeof Shape>

// The fixed beginning of an Ed25519 private key in PKCS #8, before its 32 bytes.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const signingKey = (masterKey: Buffer): KeyObject => {
  const seed = Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'kizuna.checkpoint.v1', 32))
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}

const publicText = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')

const signedText = (checkpoint: Pick<Checkpoint, 'at' | 'heads'>): Buffer =>
  Buffer.from(`kizuna.checkpoint.v1\n${canonical({ at: checkpoint.at, heads: checkpoint.heads })}`)

/** The public half of an installation's signing key, as its checkpoints carry it. */
export const checkpointKey = (masterKey: Buffer): string => publicText(signingKey(masterKey))

/** Makes the signed checkpoint of the heads as they stand at `at`. */
export const makeCheckpoint = (heads: readonly Head[], at: string, masterKey: Buffer): Checkpoint => {
  const key = signingKey(masterKey)
  const plain = { at, heads: [...heads] }
  return {
    kizunaCheckpoint: 1,
    ...plain,
    publicKey: publicText(key),
    signature: sign(null, signedText(plain), key).toString('base64'),
  }
}

/** Reads a checkpoint; `broken` when it is not one, or was changed after it was signed. */
export const openCheckpoint = (
  text: string,
): { ok: true; checkpoint: Checkpoint } | { ok: false; reason: 'broken' } => {
  try {
    const checkpoint = Shape.parse(JSON.parse(text))
    const key = createPublicKey({ key: Buffer.from(checkpoint.publicKey, 'base64'), format: 'der', type: 'spki' })
    const genuine = verify(null, signedText(checkpoint), key, Buffer.from(checkpoint.signature, 'base64'))
    return genuine ? { ok: true, checkpoint } : { ok: false, reason: 'broken' }
  } catch {
    return { ok: false, reason: 'broken' }
  }
}
