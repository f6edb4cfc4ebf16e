import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { type SheetLimits, SheetRefused } from './sheet.ts'

/** The parts of a zip file, listed and bounded before any of them is unpacked. */
export type ZipContainer = {
  readonly has: (name: string) => boolean
  readonly names: () => readonly string[]
  readonly open: (name: string) => Promise<Readable>
}

// Below this size a high ratio is only a sheet of equal rows.
const RATIO_FROM_BYTES = 16 * 1024 * 1024

function checkSizes(entries: ReadonlyMap<string, Entry>, fileBytes: number, limits: SheetLimits): void {
  let unzipped = 0
  for (const entry of entries.values()) unzipped += entry.uncompressedSize
  const ratio = Math.ceil(unzipped / Math.max(1, fileBytes))
  if (unzipped > limits.unzippedBytes) {
    throw new SheetRefused('sheet.inflates_too_much', { bytes: unzipped, limit: limits.unzippedBytes })
  }
  if (unzipped > RATIO_FROM_BYTES && ratio > limits.ratio) {
    throw new SheetRefused('sheet.inflates_too_much', { bytes: unzipped, limit: fileBytes * limits.ratio })
  }
}

/**
 * Opens a zip file and checks number of parts, declared size and ratio; a part that turns out larger than it
 * declared stops while it is read.
 */
export async function openZip(bytes: Uint8Array, limits: SheetLimits): Promise<ZipContainer> {
  const entries = new Map<string, Entry>()
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
    })
  } catch {
    throw new SheetRefused('sheet.damaged', { detail: 'zip' })
  }
  if (zip.entryCount > limits.parts) {
    throw new SheetRefused('sheet.too_many_parts', { parts: zip.entryCount, limit: limits.parts })
  }
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new SheetRefused('sheet.encrypted')
      if (entries.has(entry.fileName)) throw new SheetRefused('sheet.damaged', { detail: 'zip' })
      entries.set(entry.fileName, entry)
    }
  } catch (error) {
    throw error instanceof SheetRefused ? error : new SheetRefused('sheet.damaged', { detail: 'zip' })
  }
  checkSizes(entries, bytes.byteLength, limits)
  return {
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    open: async (name) => {
      const entry = entries.get(name)
      if (!entry) throw new SheetRefused('sheet.damaged', { detail: name })
      return await zip.openReadStreamPromise(entry)
    },
  }
}
