const KATAKANA_TO_HIRAGANA = 0x60
const SMALL_KANA = 'ぁぃぅぇぉっゃゅょゎゕゖ'
const LARGE_KANA = 'あいうえおつやゆよわかけ'
const DASHES_AND_WAVES = '-‐‑‒–—―−ー─━〜～~∼〰'

const HIRAGANA = new Map<string, string>()
for (let code = 0x30a1; code <= 0x30f6; code += 1) {
  HIRAGANA.set(String.fromCharCode(code), String.fromCharCode(code - KATAKANA_TO_HIRAGANA))
}
HIRAGANA.set('ヽ', 'ゝ').set('ヾ', 'ゞ')

const LARGE = new Map([...SMALL_KANA].map((small, at) => [small, LARGE_KANA.charAt(at)]))
const KEY_FOLD = new Map([...[...DASHES_AND_WAVES].map((dash): [string, string] => [dash, '-']), ...LARGE])
for (const [katakana, hiragana] of HIRAGANA) KEY_FOLD.set(katakana, LARGE.get(hiragana) ?? hiragana)

// Looked up by code unit: a ledger of ten thousand rows folds millions of letters.
const CODE_UNITS = 0x10000
const byCode = (table: ReadonlyMap<string, string>): Uint16Array => {
  const codes = new Uint16Array(CODE_UNITS)
  for (const [from, to] of table) codes[from.charCodeAt(0)] = to.charCodeAt(0)
  return codes
}
const HIRAGANA_CODES = byCode(HIRAGANA)
const LARGE_CODES = byCode(LARGE)
const KEY_FOLD_CODES = byCode(KEY_FOLD)

function mapEach(text: string, codes: Uint16Array): string {
  let out = ''
  let kept = 0
  for (let at = 0; at < text.length; at += 1) {
    const to = codes[text.charCodeAt(at)]
    if (to === 0 || to === undefined) continue
    out += text.slice(kept, at) + String.fromCharCode(to)
    kept = at + 1
  }
  return kept === 0 ? text : out + text.slice(kept)
}

// ASCII, kana in one piece and kanji of the common blocks mean the same under NFKC: most names are made of nothing else.
const PLAIN = /^[\x20-\x7e\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff]*$/

/** Unifies width and compatibility forms (NFKC: ㈱ → (株), ｱ → ア, Ａ → A) and drops invisible characters and glyph selectors. */
export function normaliseWidth(text: string): string {
  if (PLAIN.test(text)) return text
  const wide = text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '')
  // A mark typed as a letter of its own (ウ゛) becomes a space and a combining mark under NFKC.
  return wide.includes('\u3099') || wide.includes('\u309a')
    ? wide.replace(/ ([\u3099\u309a])/g, '$1').normalize('NFC')
    : wide
}

/** Unifies width, then case. */
export function normaliseCase(text: string): string {
  return normaliseWidth(text).toLowerCase()
}

/** Writes katakana as hiragana, one character for one character. */
export function toHiragana(text: string): string {
  return mapEach(text, HIRAGANA_CODES)
}

/** Writes small kana large (キャノン reads as キヤノン), for hiragana, one character for one character. */
export function enlargeKana(hiragana: string): string {
  return mapEach(hiragana, LARGE_CODES)
}

/** Hiragana, large kana and plain hyphens in one pass; positions stay those of the text given. */
export function foldLetters(text: string): string {
  return mapEach(text, KEY_FOLD_CODES)
}

/** Removes spaces, middle dots, commas, full stops and quotation marks. */
export function removeSeparators(text: string): string {
  return text.replace(/[\s・·,.、。'’‘`´′"“”]+/g, '')
}
