const END_RECORD = 0x06054b50
const ENTRY_RECORD = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const MAX_COMMENT_BYTES = 0xffff
const MAX_DIRECTORY_BYTES = 4 * 1024 * 1024

/** Reads part of a file: bytes from `start` (inclusive) to `end` (exclusive). */
type ReadSpan = (start: number, end: number) => Promise<Buffer>

/** The names in a ZIP file's own table of contents; undefined when it is damaged or larger than any document needs. */
export async function listZipParts(size: number, read: ReadSpan): Promise<string[] | undefined> {
  const tailStart = Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES)
  const tail = await read(tailStart, size)
  const end = tail.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0 || end + END_BYTES > tail.length || tail.readUInt32LE(end) !== END_RECORD) return undefined
  const count = tail.readUInt16LE(end + 10)
  const bytes = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (bytes > MAX_DIRECTORY_BYTES || start + bytes > tailStart + end) return undefined
  return readEntries(await read(start, start + bytes), count)
}

function readEntries(directory: Buffer, count: number): string[] | undefined {
  const names: string[] = []
  let at = 0
  for (let entry = 0; entry < count; entry++) {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY_RECORD) return undefined
    const nameBytes = directory.readUInt16LE(at + 28)
    const next = at + ENTRY_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    if (next > directory.length) return undefined
    names.push(directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes))
    at = next
  }
  return names
}
