import iconv from 'iconv-lite'
import { foldForCp932, neutraliseFormula, unmappableCharacters } from '../../domain/text/export.ts'
import { columnName } from './position.ts'

export type CsvEncoding = 'utf-8-bom' | 'cp932'

/** A character that the chosen encoding cannot hold, with its place in the file. */
type UnmappableCharacter = { readonly row: number; readonly column: string; readonly character: string }

export type WrittenCsv =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | {
      readonly ok: false
      readonly reason: 'sheet.unmappable_characters'
      readonly params: { readonly count: number }
      readonly characters: readonly UnmappableCharacter[]
    }

const LISTED = 100

function field(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'number' ? String(value) : neutraliseFormula(value)
  return /[",\r\n\t;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function survives(text: string): boolean {
  return iconv.decode(iconv.encode(text, 'cp932'), 'cp932') === text
}

function unmappableIn(rows: readonly (readonly (string | number | null)[])[]): UnmappableCharacter[] {
  const found: UnmappableCharacter[] = []
  rows.forEach((values, at) => {
    values.forEach((value, index) => {
      if (typeof value !== 'string' || survives(foldForCp932(value))) return
      const column = columnName(index + 1)
      for (const character of unmappableCharacters(foldForCp932(value), survives))
        found.push({ row: at + 1, column, character })
    })
  })
  return found
}

/**
 * Writes comma separated text for Excel, formulas neutralised. In CP932 the four dash and wave characters that have a
 * twin there are folded to it; any other character it lacks stops the export and is listed, never replaced.
 */
export function writeCsv(
  rows: readonly (readonly (string | number | null)[])[],
  options: { readonly encoding: CsvEncoding },
): WrittenCsv {
  const text = rows.map((values) => `${values.map(field).join(',')}\r\n`).join('')
  if (options.encoding === 'utf-8-bom') return { ok: true, bytes: Buffer.from(`\ufeff${text}`, 'utf8') }
  const folded = foldForCp932(text)
  const bytes = iconv.encode(folded, 'cp932')
  if (iconv.decode(bytes, 'cp932') === folded) return { ok: true, bytes }
  const characters = unmappableIn(rows)
  const params = { count: characters.length }
  return { ok: false, reason: 'sheet.unmappable_characters', params, characters: characters.slice(0, LISTED) }
}
