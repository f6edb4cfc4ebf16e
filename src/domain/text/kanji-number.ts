const DIGITS = '〇一二三四五六七八九'

const digitValue = (digit: string) => Math.max(DIGITS.indexOf(digit), 0)

/** Writes a kanji number below 100 (二十三), or a row of kanji digits (二〇二六), in Arabic digits. */
export function arabicDigits(kanji: string): string {
  if (!kanji.includes('十')) return [...kanji].map(digitValue).join('')
  const [tens = '', ones = ''] = kanji.split('十')
  return String((tens === '' ? 1 : digitValue(tens)) * 10 + (ones === '' ? 0 : digitValue(ones)))
}
