import type { AmountUnit } from './fields.ts'
import { accept, type CellReading, compact, emptyReading, type Remark, refuse, remark } from './values.ts'

const SCALE: Readonly<Record<AmountUnit, number>> = {
  yen: 1,
  thousandYen: 1_000,
  tenThousandYen: 10_000,
  millionYen: 1_000_000,
  hundredMillionYen: 100_000_000,
}

const MAX_YEN = 10n ** 15n
const MAX_COUNT = 100_000_000
const PLACES = 6
const ABOUT = /^(?:約|およそ|概ね|凡そ|~)|(?:程度|前後|以上|超|強|弱|余り|あまり|余|\+)$/
const RANGE = /\d[^\d]*[~〜～][^\d]*\d|\d-\d/
const FOREIGN = /\$|us|usd|eur|€|£|gbp|cny|rmb|krw|₩|twd|vnd|thb|ドル|ユーロ|元|ウォン|ポンド|バーツ|ドン|ルピー/

const CELL_UNITS: readonly (readonly [RegExp, AmountUnit])[] = [
  [/^(?:百万円|百万|mil(?:lion)?(?:yen|jpy)?|mn|mm)$/, 'millionYen'],
  [/^(?:千円|千|k|thousand(?:yen|jpy)?)$/, 'thousandYen'],
  [/^(?:円|yen|jpy)$/, 'yen'],
]

function scaled(digits: string, scale: number): { yen: bigint; whole: boolean } {
  const [whole = '0', fraction = ''] = digits.split('.')
  const units = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0')) * BigInt(scale)
  const divisor = 10n ** BigInt(PLACES)
  return { yen: units / divisor, whole: units % divisor === 0n && fraction.length <= PLACES }
}

/** Finds the unit named in a heading or in brackets beside it (百万円, 単位:千円, JPY million), or null. */
export function amountUnitOf(heading: string): AmountUnit | null {
  const text = compact(heading)
  if (/百万|million|(?:^|[^a-z])(?:mn|mil)(?:$|[^a-z])/.test(text)) return 'millionYen'
  if (/千円|千|thousand|k円|kyen/.test(text)) return 'thousandYen'
  if (/億/.test(text)) return 'hundredMillionYen'
  if (/万/.test(text)) return 'tenThousandYen'
  return /[(:[]円|円[)\]]|yen|jpy|円$/.test(text) ? 'yen' : null
}

function plainNumber(text: string): string | null {
  return /^\d{1,18}(?:\.\d{1,12})?$/.test(text) ? text : null
}

/** Yen of 3億5,000万円 and the like; null when the text is not built that way. */
function japaneseAmount(text: string): { yen: bigint; whole: boolean } | null {
  const parts = /^(?:([\d.]+)兆)?(?:([\d.]+)億)?(?:([\d.]+)万)?(?:([\d.]+)千)?([\d.]+)?円?$/.exec(text)
  if (parts === null || !/[兆億万]/.test(text)) return null
  let yen = 0n
  let whole = true
  for (const [at, scale] of [1_000_000_000_000, 100_000_000, 10_000, 1_000, 1].entries()) {
    const part = parts[at + 1]
    if (part === undefined) continue
    const digits = plainNumber(part)
    if (digits === null) return null
    // 3億5千万 has its thousands before 万; written otherwise it is not understood.
    const value = scaled(digits, scale)
    yen += value.yen
    whole &&= value.whole
  }
  return { yen, whole }
}

function inYen(
  text: string,
  heading: AmountUnit | null,
): { yen: bigint; whole: boolean } | 'unitUnknown' | 'notANumber' {
  const japanese = japaneseAmount(text.replace(/(\d+)千万/g, (_all, thousands: string) => `${thousands}000万`))
  if (japanese !== null) return japanese
  const [, number = '', suffix = ''] = /^([\d.]+)(.*)$/.exec(text) ?? []
  const digits = plainNumber(number)
  if (digits === null) return 'notANumber'
  if (suffix !== '') {
    const unit = CELL_UNITS.find(([pattern]) => pattern.test(suffix))
    return unit === undefined ? 'notANumber' : scaled(digits, SCALE[unit[1]])
  }
  if (/^0+(?:\.0+)?$/.test(digits)) return { yen: 0n, whole: true }
  return heading === null ? 'unitUnknown' : scaled(digits, SCALE[heading])
}

/** Reads an amount into whole yen; a unit in the cell wins over the heading's, and without either the amount is refused as unitUnknown. */
export function readAmount(text: string, headingUnit: AmountUnit | null): CellReading<number> {
  const empty = emptyReading(text)
  if (empty !== null) return empty
  const word = compact(text.slice(0, 64))
  if (FOREIGN.test(word)) return refuse('foreignCurrency')
  if (/^[-▲△(]/.test(word)) return refuse('negative')
  if (RANGE.test(word)) return refuse('range')
  const yenSign = /^[¥\\]|^jpy/.test(word)
  const bare = word
    .replace(ABOUT, '')
    .replace(/^(?:[¥\\]|jpy)/, '')
    .replace(/(?:-|也)$/, '')
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(ABOUT, '')
  const amount = inYen(bare, yenSign ? 'yen' : headingUnit)
  if (typeof amount === 'string') return refuse(amount)
  if (amount.yen > MAX_YEN) return refuse('outOfRange')
  const remarks: Remark[] = []
  if (ABOUT.test(word)) remarks.push(remark('approximate', { text: text.trim() }))
  if (!amount.whole) remarks.push(remark('fractionDropped', { text: text.trim() }))
  return accept(Number(amount.yen), ...remarks)
}

/** Reads a head count or another whole number (１，２００名, 約300人). */
export function readCount(text: string): CellReading<number> {
  const empty = emptyReading(text)
  if (empty !== null) return empty
  const word = compact(text.slice(0, 64))
  if (RANGE.test(word)) return refuse('range')
  if (/^[-▲△]/.test(word)) return refuse('negative')
  const about = ABOUT.test(word)
  const bare = word
    .replace(ABOUT, '')
    .replace(/(?:名|人|件|社|台|拠点|people|persons|employees)/, '')
    .replace(ABOUT, '')
    .replace(/(?<=\d),(?=\d{3})/g, '')
  const [, tenThousands, rest] = /^(?:([\d.]+)万)?([\d.]*)$/.exec(bare) ?? []
  if (tenThousands === undefined && (rest === undefined || rest === '')) return refuse('notANumber')
  const value = Number(tenThousands ?? 0) * 10_000 + Number(rest === '' ? 0 : rest)
  if (!Number.isFinite(value)) return refuse('notANumber')
  if (!Number.isInteger(value)) return refuse('notWhole')
  if (value > MAX_COUNT) return refuse('outOfRange')
  return about || ABOUT.test(word) ? accept(value, remark('approximate', { text: text.trim() })) : accept(value)
}

/** Reads a score of 0–100 points (85.5点, 85.5%) into basis points (8550). */
export function readScore(text: string): CellReading<number> {
  const empty = emptyReading(text)
  if (empty !== null) return empty
  const word = compact(text.slice(0, 32)).replace(/(?:点|%|points?|\/100)$/, '')
  if (!/^\d{1,6}(?:\.\d{1,12})?$/.test(word)) return refuse('notANumber')
  const { yen: basisPoints, whole } = scaled(word, 100)
  if (basisPoints > 10_000n || (basisPoints === 10_000n && !whole)) return refuse('outOfRange')
  return whole
    ? accept(Number(basisPoints))
    : accept(Number(basisPoints), remark('fractionDropped', { text: text.trim() }))
}
