import { foldLetters, removeSeparators } from '../text/normalise.ts'
import { COUNTRIES } from './country-table.ts'
import { accept, type CellReading, compact, emptyReading, refuse } from './values.ts'

const fold = (text: string) =>
  removeSeparators(foldLetters(compact(text)))
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')

const CODE_BY_NAME = new Map(
  COUNTRIES.flatMap(([code, ...names]) => [code, ...names].map((name) => [fold(name), code] as const)),
)

/** Reads a country by its ISO 3166-1 code or its Japanese, English or usual other name, and gives the two-letter code. */
export function readCountry(text: string): CellReading<string> {
  const empty = emptyReading(text)
  const code = text.length > 100 ? undefined : CODE_BY_NAME.get(fold(text))
  // NA is Namibia's code and also how ledgers say "nothing": only capitals mean the country.
  if (code !== undefined && (empty === null || text.trim() === code)) return accept(code)
  return empty ?? refuse('unknownCountry')
}
