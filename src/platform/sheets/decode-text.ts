import { isUtf8 } from 'node:buffer'
import { SheetRefused, type TextEncodingName } from './sheet.ts'

const BYTE_SAMPLE = 64 * 1024

/** Text of a file with the encoding found; `damaged` says that some bytes mean nothing in it (U+FFFD marks them). */
export type DecodedText = { readonly text: string; readonly encoding: TextEncodingName; readonly damaged: boolean }

function decode(bytes: Uint8Array, label: string): { text: string; damaged: boolean } {
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), damaged: false }
  } catch {
    return { text: new TextDecoder(label).decode(bytes), damaged: true }
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

// Latin letters, commas and line ends of UTF-16 have a zero byte, always on the same side of the pair.
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length % 2 === 1) return undefined
  const zeros = [0, 0]
  const sample = Math.min(bytes.length, BYTE_SAMPLE)
  for (let at = 0; at < sample; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (Math.max(even, odd) < 2 || Math.min(even, odd) > 0) return undefined
  const label = even > odd ? 'utf-16be' : 'utf-16le'
  const { text, damaged } = decode(bytes, label)
  return !damaged && /[,\t;\n]/.test(text) && !text.includes('\0') ? label : undefined
}

// EUC-JP bytes are mostly legal CP932, where they read as a run of half-width kana: wrong without any error.
function refuseOtherJapanese(bytes: Uint8Array, asCp932: string): void {
  if (asCp932.includes('\u001b$B') || asCp932.includes('\u001b$@')) {
    throw new SheetRefused('sheet.unsupported_encoding', { encoding: 'ISO-2022-JP' })
  }
  const sample = asCp932.slice(0, BYTE_SAMPLE)
  const wide = count(sample, /[^\0-\x7f]/g)
  if (count(sample, /[\uff61-\uff9f]/g) * 3 < wide) return
  const asEuc = decode(bytes, 'euc-jp')
  if (!asEuc.damaged && count(asEuc.text.slice(0, BYTE_SAMPLE), /[\uff61-\uff9f]/g) === 0) {
    throw new SheetRefused('sheet.unsupported_encoding', { encoding: 'EUC-JP' })
  }
}

// UTF-8 with a few broken bytes often passes as CP932 without an error, as garbage; CP932 read as UTF-8 is all broken.
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const from = bytes.findIndex((byte) => byte > 0x7f)
  const { text } = decode(bytes.subarray(from, from + BYTE_SAMPLE), 'utf-8')
  const broken = count(text, /\ufffd/g)
  return broken * 10 < count(text, /[^\0-\x7f]/g) - broken
}

/** Finds the encoding of a Japanese text file (UTF-8 with or without mark, UTF-16, CP932) and decodes it. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return { ...decode(bytes, 'utf-8'), encoding: 'utf-8-bom' }
  if (first === 0xff && second === 0xfe) return { ...decode(bytes, 'utf-16le'), encoding: 'utf-16le' }
  if (first === 0xfe && second === 0xff) return { ...decode(bytes, 'utf-16be'), encoding: 'utf-16be' }
  const wide = utf16WithoutMark(bytes)
  if (wide) return { ...decode(bytes, wide), encoding: wide }
  if (isUtf8(bytes)) {
    const text = decode(bytes, 'utf-8')
    if (!text.text.includes('\u001b$')) return { ...text, encoding: 'utf-8' }
  }
  if (isMostlyUtf8(bytes)) return { ...decode(bytes, 'utf-8'), encoding: 'utf-8' }
  const cp932 = decode(bytes, 'shift_jis')
  refuseOtherJapanese(bytes, cp932.text)
  return { ...cp932, encoding: 'cp932' }
}
