import { splitLegalForm } from './legal-form.ts'
import { foldVariants } from './letter-variants.ts'
import { enlargeKana, removeSeparators, toHiragana } from './normalise.ts'

const MAX_PART = 80

const VOWEL_ROWS = {
  あ: 'あかさたなはまやらわゃぁゎゕ',
  い: 'いきしちにひみりぃゐ',
  う: 'うくすつぬふむゆるゅぅっ',
  え: 'えけせてねへめれぇゖゑ',
  お: 'おこそとのほもよろをょぉ',
} as const
const VOWEL = new Map(
  Object.entries(VOWEL_ROWS).flatMap(([vowel, row]) => [...row].map((kana) => [kana, vowel] as const)),
)

function baseKana(exact: string): string {
  const plain = exact
    .normalize('NFD')
    .replace(/[\u3099\u309a]/g, '')
    .normalize('NFC')
  let out = ''
  for (const kana of plain) {
    const before = out.charAt(out.length - 1)
    if (kana === 'ー') out += VOWEL.get(before) ?? ''
    else if (kana === 'ゝ') out += before
    else out += kana
  }
  return enlargeKana(out)
}

function exactKana(text: string): string {
  const hiragana = removeSeparators(toHiragana(splitLegalForm(text).base))
  return hiragana.replace(/(?<=[ぁ-ゖー])[-‐−–—―〜~]/g, 'ー')
}

/** The key that puts partners in the order of their readings by plain "C" comparison; without a reading the name stands in. */
export function sortKey(reading: string, name: string): string {
  const exact = foldVariants(exactKana(reading.trim() === '' ? name : reading))
  const written = foldVariants(exactKana(name))
  // A space sorts before every letter left in the parts, so a shorter reading comes first.
  return [baseKana(exact), exact, written].map((part) => part.slice(0, MAX_PART)).join(' ')
}
