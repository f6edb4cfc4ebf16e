import { SheetRefused } from './sheet.ts'

const OTHER_KINDS: readonly (readonly [string, readonly number[]])[] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['GZIP', [0x1f, 0x8b]],
  ['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
]
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06]

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

/** Tells by content, not by name, whether bytes are a workbook or delimited text; refuses every other kind by name. */
export function sniffKind(bytes: Uint8Array): 'xlsx' | 'text' {
  if (bytes.length === 0) throw new SheetRefused('sheet.empty')
  if (startsWith(bytes, ZIP)) return 'xlsx'
  if (startsWith(bytes, EMPTY_ZIP)) throw new SheetRefused('sheet.damaged')
  if (startsWith(bytes, COMPOUND_FILE)) {
    const encrypted = Buffer.from('EncryptedPackage', 'utf16le')
    const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encrypted)
    throw new SheetRefused(found ? 'sheet.encrypted' : 'sheet.old_excel')
  }
  for (const [found, signature] of OTHER_KINDS) {
    if (startsWith(bytes, signature)) throw new SheetRefused('sheet.not_tabular', { found })
  }
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1').replace(/\0/g, '').trimStart().toLowerCase()
  const markup = head.replace(/^(ï»¿|ÿþ|þÿ)/i, '').trimStart()
  if (/^(<!doctype html|<html|<table|<head|<meta)/.test(markup)) {
    throw new SheetRefused('sheet.not_tabular', { found: 'HTML' })
  }
  if (markup.startsWith('<?xml')) throw new SheetRefused('sheet.not_tabular', { found: 'XML' })
  return 'text'
}
