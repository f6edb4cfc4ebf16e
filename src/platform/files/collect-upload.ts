import type { Readable } from 'node:stream'

/** Takes the whole of a stream into memory, or null as soon as it is larger than allowed. */
export const collectUpload = async (stream: Readable, mostBytes: number): Promise<Buffer | null> => {
  const chunks: Buffer[] = []
  let size = 0
  // The stream must survive a refusal, since the answer goes out on the same socket.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.length
    if (size > mostBytes) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks, size)
}
