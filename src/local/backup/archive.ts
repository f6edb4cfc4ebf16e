import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'

/** Why a file is not a whole archive. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
  readonly reason: 'not_an_archive' | 'cut_off' | 'damaged'
  readonly member: string | null
  constructor(reason: ArchiveError['reason'], member: string | null = null) {
    super(`archive ${reason}${member === null ? '' : `: ${member}`}`)
    this.reason = reason
    this.member = member
  }
}

export type Member = { name: string; bytes: number; sha256: string }
export type Located = { bytes: number; offset: number; sha256: string }

const BLOCK = 512
const STEP = 1 << 20
const padding = (bytes: number): number => (BLOCK - (bytes % BLOCK)) % BLOCK
const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`

// POSIX ustar, so that any tar opens a backup even where Kizuna does not run.
const header = (name: string, bytes: number): Buffer => {
  const block = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 100) throw new Error(`archive member name too long: ${name}`)
  block.write(name, 0)
  block.write(octal(0o600, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(bytes, 12), 124)
  block.write(octal(0, 12), 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** Writes members one after the other to an open file and remembers each with its SHA-256. */
export const createArchive = (file: FileHandle) => {
  const members: Member[] = []
  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten
  }
  const add = async (name: string, bytes: number, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
    await write(header(name, bytes))
    const hash = createHash('sha256')
    let written = 0
    for await (const piece of pieces) {
      written += piece.length
      hash.update(piece)
      await write(piece)
    }
    if (written !== bytes) throw new Error(`archive member ${name} changed its size while it was read`)
    await write(Buffer.alloc(padding(bytes)))
    members.push({ name, bytes, sha256: hash.digest('hex') })
  }
  const finish = (): Promise<void> => write(Buffer.alloc(2 * BLOCK))
  return { members, add, finish }
}

export const readSpan = async (file: FileHandle, offset: number, bytes: number): Promise<Buffer> => {
  const span = Buffer.alloc(bytes)
  for (let done = 0; done < bytes; ) {
    const { bytesRead } = await file.read(span, done, bytes - done, offset + done)
    if (bytesRead === 0) throw new ArchiveError('cut_off')
    done += bytesRead
  }
  return span
}

const memberAt = (block: Buffer): { name: string; bytes: number } => {
  const name = block.subarray(0, 100).toString('utf8').replace(/\0.*$/s, '')
  const bytes = Number.parseInt(block.subarray(124, 135).toString('latin1'), 8)
  if (name === '' || !Number.isSafeInteger(bytes) || !header(name, bytes).equals(block))
    throw new ArchiveError('damaged')
  return { name, bytes }
}

/** Reads a whole archive once and answers where each member lies and its SHA-256; any byte that does not belong is refused. */
export const readArchive = async (file: FileHandle): Promise<Map<string, Located>> => {
  const { size } = await file.stat()
  if (size < BLOCK) throw new ArchiveError('not_an_archive')
  const found = new Map<string, Located>()
  let at = 0
  for (;;) {
    if (at + BLOCK > size) throw new ArchiveError('cut_off')
    const block = await readSpan(file, at, BLOCK)
    if (block.every((byte) => byte === 0)) break
    if (at === 0 && block.subarray(257, 262).toString('latin1') !== 'ustar') throw new ArchiveError('not_an_archive')
    const { name, bytes } = memberAt(block)
    const offset = at + BLOCK
    if (offset + bytes > size) throw new ArchiveError('cut_off', name)
    const hash = createHash('sha256')
    for (let done = 0; done < bytes; done += STEP)
      hash.update(await readSpan(file, offset + done, Math.min(STEP, bytes - done)))
    const pad = await readSpan(file, offset + bytes, padding(bytes))
    if (found.has(name) || pad.some((byte) => byte !== 0)) throw new ArchiveError('damaged', name)
    found.set(name, { bytes, offset, sha256: hash.digest('hex') })
    at = offset + bytes + padding(bytes)
  }
  const end = await readSpan(file, at, Math.min(size - at, 4 * BLOCK))
  if (size - at < 2 * BLOCK) throw new ArchiveError('cut_off')
  if (size - at > 2 * BLOCK || end.some((byte) => byte !== 0)) throw new ArchiveError('damaged')
  return found
}
