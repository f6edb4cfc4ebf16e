import { execFileSync } from 'node:child_process'
import iconv from 'iconv-lite'
import { fromBuffer } from 'yauzl'

const unzipped = (bytes: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const texts: string[] = []
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error)
      zip.on('error', reject)
      zip.on('end', () => resolve(texts.join('\n')))
      zip.on('entry', (entry) => {
        texts.push(entry.fileName)
        zip.openReadStream(entry, (failed, stream) => {
          if (failed !== null) return reject(failed)
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('error', reject)
          stream.on('end', () => {
            texts.push(Buffer.concat(parts).toString('utf8'))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })

const printed = (bytes: Buffer): string =>
  execFileSync('pdftotext', ['-raw', '-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 })

/** Every reading of an answer's bytes in which a word could hide: as text in two encodings, unzipped, printed. */
export const wordsWithin = async (bytes: Buffer): Promise<string> => {
  const kind = bytes.subarray(0, 4).toString('latin1')
  if (kind.startsWith('PK')) return unzipped(bytes)
  if (kind === '%PDF') return printed(bytes)
  return `${bytes.toString('utf8')}\n${iconv.decode(bytes, 'cp932')}\n${bytes.toString('utf16le')}`
}
