import { arabicDigits } from './kanji-number.ts'
import { foldVariants } from './letter-variants.ts'
import { foldLetters, normaliseCase } from './normalise.ts'

const MAX_LENGTH = 300
const PREFECTURE = /^(?:東京都|北海道|京都府|大阪府|(?:神奈川|和歌山|鹿児島|[^\d]{2})県)/

/** The key by which two spellings of one address agree: 一丁目50番地12 = 1-50-12, with or without postal code, prefecture and building. */
export function addressKey(address: string): string {
  const text = foldVariants(foldLetters(normaliseCase(address.slice(0, MAX_LENGTH))))
    .replace(/\s+/g, '')
    .replace(/^〒?\d{3}-?\d{4}/, '')
  const numbered = text
    .replace(PREFECTURE, '')
    .replace(/([〇一二三四五六七八九十]+)(?=丁目|番地|番|号)/g, arabicDigits)
    .replace(/(?<=\d)(?:丁目|番地の|番地|番|号|の)(?=\d)/g, '-')
    .replace(/(?<=\d)(?:丁目|番地|番|号)/g, '')
  // The building follows the last block number; a lone number may belong to the place name (北1条).
  const block = /^\D*(?:\d+\D+)*?\d+(?:-\d+)+/.exec(numbered)
  return block === null ? numbered : block[0]
}
