import { BANK_PREFIXES, JOINED_FORMS, LEADING_FORMS, SURROUNDING_FORMS, TRAILING_WORDS } from './legal-forms.ts'
import { foldLetters, normaliseCase } from './normalise.ts'

/** A name in comparable letters (NFKC, lower case) without its legal form, and the form's full name where one was found. */
export interface SplitName {
  readonly base: string
  readonly form: string | null
}

interface Spelling {
  readonly text: string
  readonly full: string
}

const folded = (text: string) => foldLetters(normaliseCase(text))

function byLetter(spellings: readonly Spelling[], letterOf: (text: string) => string): Map<string, Spelling[]> {
  const table = new Map<string, Spelling[]>()
  // Longest first: 有限責任監査法人 before 監査法人.
  for (const spelling of [...spellings].sort((a, b) => b.text.length - a.text.length)) {
    const letter = letterOf(spelling.text)
    table.set(letter, [...(table.get(letter) ?? []), spelling])
  }
  return table
}

const joined = JOINED_FORMS.flatMap(({ full, also = [] }) =>
  [full, ...also].map((text) => ({ text: folded(text), full })),
)
const bank = [...BANK_PREFIXES].map(([text, full]) => ({ text: folded(text), full }))
const leading = LEADING_FORMS.flatMap(({ full, also = [] }) =>
  [full, ...also].map((text) => ({ text: folded(text), full })),
)
const surrounding = SURROUNDING_FORMS.map(({ before, after }) => ({
  before: folded(before),
  after: after.map(folded),
  full: before,
}))

const FIRST = byLetter([...joined, ...bank], (text) => text.charAt(0))
const LAST = byLetter([...joined, ...bank.map(({ text, full }) => ({ text: `(${text.slice(0, -1)}`, full }))], (text) =>
  text.charAt(text.length - 1),
)
const WHOLE = new Map(joined.map(({ text, full }) => [text, full]))
const LEADING = byLetter(leading, (text) => text.charAt(0))

const MAX_NAME = 500
const HAS_NAME = /[\p{L}\p{N}]/u
const EDGE = /[\s.,]/
const LATIN = /[a-zà-ɏ./]/

function trimEdges(text: string): string {
  return text.replace(/^[\s,、・]+/, '').replace(/[\s,、・]+$/, '')
}

function found(base: string, form: string): SplitName | null {
  const name = trimEdges(base)
  return HAS_NAME.test(name) ? { base: name, form } : null
}

function joinedForm(text: string, fold: string): SplitName | null {
  for (const { text: form, full } of FIRST.get(fold.charAt(0)) ?? []) {
    if (fold.startsWith(form)) return found(text.slice(form.length), full)
  }
  for (const { text: form, full } of LAST.get(fold.charAt(fold.length - 1)) ?? []) {
    if (fold.endsWith(form)) return found(text.slice(0, -form.length), full)
  }
  return null
}

function wordForm(text: string, fold: string): SplitName | null {
  for (const { text: form, full } of LEADING.get(fold.charAt(0)) ?? []) {
    if (fold.startsWith(form) && /[\s.,"«]/.test(fold.charAt(form.length)))
      return found(text.slice(form.length + 1), full)
  }
  for (const { before, after, full } of surrounding) {
    if (!fold.startsWith(before)) continue
    const end = after.find((form) => fold.endsWith(form)) ?? ''
    return found(text.slice(before.length, text.length - end.length), full)
  }
  return null
}

function trailingWord(text: string): { start: number; word: string } | null {
  let end = text.length
  while (end > 0 && EDGE.test(text.charAt(end - 1))) end -= 1
  let start = end
  while (start > 0 && LATIN.test(text.charAt(start - 1))) start -= 1
  const word = text.slice(start, end).replace(/[./]/g, '')
  if (!TRAILING_WORDS.has(word)) return null
  const before = text.charAt(start - 1)
  if (/[0-9]/.test(before)) return null
  // Two bare letters glued to a name (サンAB) are part of it.
  const apart = EDGE.test(before) || text.slice(start, end).includes('.')
  return word.length > 2 || apart ? { start, word } : null
}

function latinForm(text: string): SplitName | null {
  let base = text
  const words: string[] = []
  for (let next = trailingWord(base); next !== null; next = trailingWord(base)) {
    const rest = trimEdges(base.slice(0, next.start)).replace(/(?:\s*&|\sand)$/, '')
    if (!HAS_NAME.test(rest)) break
    base = rest
    words.unshift(next.word)
  }
  return words.length > 0 ? found(base, words.join('')) : null
}

function split(name: string): SplitName {
  const text = trimEdges(normaliseCase(name.slice(0, MAX_NAME)))
  const fold = foldLetters(text)
  const whole = WHOLE.get(fold)
  if (whole !== undefined) return { base: whole, form: null }
  return joinedForm(text, fold) ?? wordForm(text, fold) ?? latinForm(text) ?? { base: text, form: null }
}

// A name and its reading are split in turns, for key, order and search text: the last few answers are kept.
const RECENT = 4
const recent: { readonly name: string; readonly answer: SplitName }[] = []
let oldest = 0

/** Takes the legal form (株式会社, ㈱, Co., Ltd., GmbH, 有限公司, 주식회사, Công ty TNHH …) off either end; a name that is nothing else stays. */
export function splitLegalForm(name: string): SplitName {
  for (const known of recent) if (known.name === name) return known.answer
  const answer = split(name)
  recent[oldest] = { name, answer }
  oldest = (oldest + 1) % RECENT
  return answer
}
