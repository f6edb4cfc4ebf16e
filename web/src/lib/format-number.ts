import type { Locale } from './locale.ts'

const minus = '\u2212'

export const formatNumber = (value: number): string =>
  `${value < 0 ? minus : ''}${Math.abs(value).toLocaleString('en-US', { maximumFractionDigits: 20 })}`

/** Yen in a table cell: every digit, so that columns compare. */
export const formatYen = (yen: number): string => `${yen < 0 ? minus : ''}¥${formatNumber(Math.abs(yen))}`

const cut = (value: number, digits: number) => Math.trunc(value * 10 ** digits) / 10 ** digits

/** Yen in running text: 8,400万円 · 1億2,000万円 · ¥84 million. */
export const formatYenInText = (yen: number, locale: Locale): string => {
  const size = Math.abs(yen)
  const sign = yen < 0 ? minus : ''
  if (locale === 'ja') {
    if (size < 10_000) return `${sign}${formatNumber(size)}円`
    const oku = Math.floor(size / 100_000_000)
    const man = Math.floor((size % 100_000_000) / 10_000)
    return `${sign}${oku > 0 ? `${formatNumber(oku)}億` : ''}${man > 0 ? `${formatNumber(man)}万` : ''}円`
  }
  if (size >= 1_000_000_000) return `${sign}¥${formatNumber(cut(size / 1_000_000_000, 1))} billion`
  if (size >= 1_000_000) return `${sign}¥${formatNumber(cut(size / 1_000_000, 1))} million`
  return formatYen(yen)
}

/** A score in basis points of the full mark, cut to one decimal and never rounded up: 7259 → 72.5. */
export const formatScore = (basisPoints: number): string => {
  const tenths = Math.trunc(basisPoints / 10)
  return `${tenths < 0 ? minus : ''}${Math.trunc(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}`
}

/** A change with its sign: +2.5, −2.5, ±0. */
export const formatChange = (basisPoints: number): string => {
  const tenths = Math.trunc(basisPoints / 10)
  if (tenths === 0) return '±0'
  return `${tenths > 0 ? '+' : ''}${formatScore(tenths * 10)}`
}

/** 法人番号 in the groups people read aloud: 9 9999 0112 3456. */
export const formatCorporateNumber = (digits: string): string =>
  digits.replace(/^(\d)(\d{4})(\d{4})(\d{4})$/, '$1 $2 $3 $4')
