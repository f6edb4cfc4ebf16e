import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)
const hash = z.string().regex(/^[0-9a-f]{64}$/)

const TableShape = z.object({
  schema: z.enum(['public', 'jobs']),
  name,
  columns: z.array(name).min(1).max(200),
  rows: z.number().int().min(0),
  parts: z.number().int().min(0),
})

const Shape = z.object({
  kizunaBackup: z.literal(1),
  createdAt: z.iso.datetime(),
  /** The migrations that the schema had, in order. */
  migrations: z.array(hash).min(1).max(10_000),
  jobsVersion: z.number().int(),
  keyId: z.string().max(64),
  keyInside: z.boolean(),
  /** The queues that the jobs in the backup wait in. */
  queues: z.array(z.string().max(200)).max(1000),
  tables: z.array(TableShape).max(1000),
  files: z.object({ count: z.number().int(), bytes: z.number().int(), missing: z.array(z.uuid()) }),
  heads: z.array(
    z.object({
      tenant: z.uuid(),
      stream: z.string().max(200),
      segment: z.string().max(7),
      seq: z.number().int(),
      hash,
    }),
  ),
  members: z.array(z.object({ name: z.string().max(100), bytes: z.number().int().min(0), sha256: hash })),
})

/** What a backup holds, member by member; written last, so that a backup cut off anywhere has none. */
export type Manifest = z.infer<typeof Shape>
export type BackedTable = z.infer<typeof TableShape>

export const ABOUT = 'about.json'
export const MANIFEST = 'manifest.json'
export const SEAL = 'seal.json'
export const KEY_MEMBER = 'key/master.key'
export const partName = ({ schema, name: table }: Pick<BackedTable, 'schema' | 'name'>, part: number): string =>
  `tables/${schema}.${table}/${String(part).padStart(6, '0')}.gz`
export const fileName = (id: string): string => `files/${id}.sealed`

const SealShape = z.object({ sha256: hash, hmac: hash })

const hmacOf = (manifest: Buffer, masterKey: Buffer): string => {
  const key = Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'kizuna.backup.v1', 32))
  return createHmac('sha256', key).update(manifest).digest('hex')
}

/** The last member: the manifest's hash, and a seal that only the holder of the installation's key can make. */
export const sealText = (manifest: Buffer, masterKey: Buffer): string =>
  JSON.stringify({ sha256: createHash('sha256').update(manifest).digest('hex'), hmac: hmacOf(manifest, masterKey) })

export const isSealedBy = (manifest: Buffer, seal: Buffer, masterKey: Buffer): boolean => {
  const { hmac } = SealShape.parse(JSON.parse(seal.toString('utf8')))
  return timingSafeEqual(Buffer.from(hmac), Buffer.from(hmacOf(manifest, masterKey)))
}

/** Reads a manifest that its seal vouches for; undefined when either is damaged. */
export const openManifest = (manifest: Buffer, seal: Buffer): Manifest | undefined => {
  try {
    const { sha256 } = SealShape.parse(JSON.parse(seal.toString('utf8')))
    if (createHash('sha256').update(manifest).digest('hex') !== sha256) return undefined
    return Shape.parse(JSON.parse(manifest.toString('utf8')))
  } catch {
    return undefined
  }
}
