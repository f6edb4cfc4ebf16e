import { splitLegalForm } from './legal-form.ts'
import { foldVariants } from './letter-variants.ts'
import { foldLetters, normaliseCase, removeSeparators } from './normalise.ts'

const MAX_FIELD = 300
const MAX_TEXT = 3000
const MAX_GRAMS = 600
const MAX_QUERY = 100
const MAX_TERMS = 8
const FIELD_END = '\n'
const FIELD_START = '^'

/** What to look for: nothing asked, the start of a field (one character typed), or pieces that must all occur. */
export type SearchQuery =
  | { readonly kind: 'all' }
  | { readonly kind: 'prefix'; readonly prefix: string; readonly grams: readonly [string] }
  | { readonly kind: 'grams'; readonly terms: readonly string[]; readonly grams: readonly string[] }

function foldForSearch(text: string): string {
  const letters = removeSeparators(foldLetters(foldVariants(normaliseCase(text)))).replace(
    /[()[\]{}「」『』【】〔〕<>《》_/^]/g,
    '',
  )
  // After kana a dash is a long vowel; elsewhere (codes, numbers) people write it or not.
  return letters.replace(/(?<![ぁ-ゖ])-+/g, '')
}

function gramsOf(text: string, into: Set<string>, limit: number): void {
  const letters = [...text]
  for (let at = 0; at + 1 < letters.length && into.size < limit; at += 1) into.add(`${letters[at]}${letters[at + 1]}`)
}

/** The text a partner is found by: its fields (names, readings, codes, numbers …) folded, legal forms set apart, one field a line. */
export function searchText(fields: readonly string[]): string {
  const lines = new Set<string>()
  for (const field of fields) {
    const { base, form } = splitLegalForm(field.slice(0, MAX_FIELD))
    lines.add(foldForSearch(base))
    if (form !== null) lines.add(foldForSearch(form))
  }
  lines.delete('')
  return [...lines].join(FIELD_END).slice(0, MAX_TEXT)
}

/** The distinct pairs of neighbouring characters of a search text, and a mark for each field's first character; at most 600. */
export function searchGrams(text: string): string[] {
  const grams = new Set<string>()
  const lines = text.slice(0, MAX_TEXT).split(FIELD_END)
  for (const line of lines) {
    const [first] = line
    if (first !== undefined && grams.size < MAX_GRAMS) grams.add(FIELD_START + first)
  }
  for (const line of lines) gramsOf(line, grams, MAX_GRAMS)
  return [...grams]
}

/** Turns what a person typed into what to look for; words stand for "all of these", a legal form beside a name is ignored. */
export function queryGrams(query: string): SearchQuery {
  const { base } = splitLegalForm(query.slice(0, MAX_QUERY))
  const words = base
    .split(/\s+/)
    .map(foldForSearch)
    .filter((word) => word !== '')
  const long = words.filter((word) => [...word].length > 1).slice(0, MAX_TERMS)
  // Single letters beside longer words would only hide hits (J R 東日本); alone they are one word (3 M).
  const terms = long.length > 0 ? long : [words.join('')]
  const [only = ''] = terms
  const letters = [...only]
  if (letters.length === 0) return { kind: 'all' }
  if (terms.length === 1 && letters.length === 1) return { kind: 'prefix', prefix: only, grams: [FIELD_START + only] }
  const grams = new Set<string>()
  for (const term of terms) gramsOf(term, grams, MAX_QUERY)
  return { kind: 'grams', terms, grams: [...grams] }
}
