import { randomBytes } from 'node:crypto'

export type NewId = () => string

let lastMilliseconds = 0
let sequence = 0

// Asking the system for a few bytes costs far more than asking for many.
const POOL = 4_096
let pool = Buffer.alloc(0)
const randomSixteen = (): Buffer => {
  if (pool.length === 0) pool = randomBytes(POOL)
  const taken = pool.subarray(0, 16)
  pool = pool.subarray(16)
  return taken
}

/** UUIDv7 that also rises within one millisecond, so that rows written together keep their order. */
export const newId: NewId = () => {
  const now = Date.now()
  if (now > lastMilliseconds) {
    lastMilliseconds = now
    sequence = randomBytes(2).readUInt16BE() & 0x3ff
  } else {
    sequence += 1
    if (sequence > 0xfff) {
      lastMilliseconds += 1
      sequence = 0
    }
  }
  const bytes = randomSixteen()
  bytes.writeUIntBE(lastMilliseconds, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
