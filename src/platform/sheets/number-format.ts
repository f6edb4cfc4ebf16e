import type { CellKind, CellRemark } from './sheet.ts'

export type ShownValue = { readonly text: string; readonly kind: CellKind; readonly remark?: CellRemark }

/** Turns the stored number of a cell into what the reader of the sheet sees. */
export type NumberFormat = (value: number, dates1904: boolean) => ShownValue

// Built-in formats that files name by number only; 27-36 and 50-58 are the Japanese dates.
const JAPANESE_DATE = 'ge.m.d'
const BUILT_IN: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: JAPANESE_DATE,
  28: 'ggge"年"m"月"d"日"',
  29: 'ggge"年"m"月"d"日"',
  30: 'm/d/yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"時"mm"分"',
  33: 'h"時"mm"分"ss"秒"',
  34: 'yyyy"年"m"月"',
  35: 'm"月"d"日"',
  36: JAPANESE_DATE,
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
  50: JAPANESE_DATE,
  51: 'ggge"年"m"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'ggge"年"m"月"d"日"',
  55: 'yyyy"年"m"月"',
  56: 'm"月"d"日"',
  57: JAPANESE_DATE,
  58: 'ggge"年"m"月"d"日"',
}

const DAY_MS = 86_400_000
const LAST_SERIAL = 2_958_465

function expand(decimal: string): string {
  const [mantissa = '', power] = decimal.split('e')
  const trimmed = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  if (power === undefined) return trimmed
  const negative = trimmed.startsWith('-')
  const [whole = '', fraction = ''] = trimmed.replace('-', '').split('.')
  const digits = whole + fraction
  const point = whole.length + Number(power)
  const plain =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits.padEnd(point, '0')
        : `${digits.slice(0, point)}.${digits.slice(point)}`
  return negative ? `-${plain}` : plain
}

/** Writes a stored number in plain digits, never with an exponent, with the 15 digits a spreadsheet keeps. */
export function plainNumber(value: number): ShownValue {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return { text: String(value), kind: 'number' }
  const text = expand(value.toPrecision(15))
  return Math.abs(value) >= 1e15 ? { text, kind: 'number', remark: 'sheet.digits_lost' } : { text, kind: 'number' }
}

type DateParts = { year: boolean; month: boolean; day: boolean; clock: boolean; seconds: boolean; elapsed: boolean }

function datePartsOf(section: string): DateParts | undefined {
  const bare = section
    .replace(/"[^"]*"|\\.|_./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .replace(/E[+-]/gi, '')
  if (/general|標準|@/i.test(bare)) return undefined
  const tokens = bare.match(/\[(?:h+|m+|s+)\]|y+|m+|d+|h+|s+|g+|e+|a{3,}|am\/pm|a\/p/gi)?.map((t) => t.toLowerCase())
  if (!tokens?.some((token) => !/^(am\/pm|a\/p)$/.test(token))) return undefined
  const parts = { year: false, month: false, day: false, clock: false, seconds: false, elapsed: false }
  tokens.forEach((token, at) => {
    const beside = /h|s/.test(tokens[at - 1] ?? '') || /s/.test(tokens[at + 1] ?? '')
    if (token.startsWith('[')) parts.elapsed = true
    if (/[ye]/.test(token)) parts.year = true
    if (/^m+$/.test(token) && !beside) parts.month = true
    if (/^d/.test(token)) parts.day = true
    if (/[hs]/.test(token)) parts.clock = true
    if (/s/.test(token)) parts.seconds = true
  })
  return parts
}

const two = (value: number): string => String(value).padStart(2, '0')

function clockText(milliseconds: number, parts: DateParts): string {
  const all = Math.round(milliseconds / 1000)
  const hours = parts.elapsed ? Math.floor(all / 3600) : Math.floor(all / 3600) % 24
  const text = `${two(hours)}:${two(Math.floor(all / 60) % 60)}`
  return parts.seconds && all % 60 !== 0 ? `${text}:${two(all % 60)}` : text
}

function showDate(serial: number, parts: DateParts, dates1904: boolean): ShownValue {
  const onlyClock = !parts.year && !parts.month && !parts.day
  if (serial >= 0 && onlyClock && (parts.elapsed || (parts.clock && serial < 1))) {
    return { text: clockText(serial * DAY_MS, parts), kind: 'text' }
  }
  // The 1900 system counts a 29 February 1900 that never was (serial 60).
  if (serial < 0 || serial >= LAST_SERIAL + 1 || (!dates1904 && (serial < 1 || Math.floor(serial) === 60))) {
    return { ...plainNumber(serial), remark: 'sheet.impossible_date' }
  }
  const start = dates1904 ? Date.UTC(1904, 0, 1) : serial < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)
  const moment = new Date(start + Math.round(serial * 86_400) * 1000).toISOString()
  const clock = moment.slice(11, 19)
  if (parts.clock && clock !== '00:00:00') return { text: `${moment.slice(0, 10)}T${clock}`, kind: 'date' }
  if (parts.year && !parts.day && !parts.clock) {
    return { text: moment.slice(0, parts.month ? 7 : 4), kind: 'date' }
  }
  const date = { text: moment.slice(0, 10), kind: 'date' } as const
  return parts.year || onlyClock ? date : { ...date, remark: 'sheet.year_not_shown' }
}

// Codes written by format: 000-0000 for postal codes, 00000 for own numbers, (00) 0000-0000 for telephones.
function fillDigits(value: number, pattern: string): string {
  const digits = String(value).split('')
  const places = [...pattern]
  let text = ''
  for (let at = places.length - 1; at >= 0; at -= 1) {
    const place = places[at] ?? ''
    if (place === '0') text = (digits.pop() ?? '0') + text
    else if (place === '#') text = (digits.pop() ?? '') + text
    else text = place + text
  }
  return digits.join('') + text
}

function sectionFor(format: string, value: number): string {
  const sections = format.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  for (const section of sections) {
    const condition = /\[(<=|<|>=|>|=)(-?\d+(?:\.\d+)?)\]/.exec(section)
    if (!condition) continue
    const bound = Number(condition[2])
    const holds = { '<=': value <= bound, '<': value < bound, '>=': value >= bound, '>': value > bound }[
      condition[1] ?? ''
    ]
    if (holds ?? value === bound) return section
  }
  const conditional = /\[[<>=]/.test(sections[0] ?? '')
  return (conditional ? sections.at(-1) : sections[0]) ?? ''
}

function showNumber(format: string, value: number): ShownValue {
  const plain = plainNumber(value)
  const section = sectionFor(format, value).replace(/\[[^\]]*\]/g, '')
  const code = section.replace(/\\(.)/g, '$1')
  if (Number.isInteger(value) && value >= 0 && /^[0#\-() ]+$/.test(code) && /00|0-|#-/.test(code)) {
    return { text: fillDigits(value, code), kind: 'text' }
  }
  if (/%/.test(section.replace(/"[^"]*"/g, ''))) {
    return { text: `${expand((value * 100).toPrecision(15))}%`, kind: 'text' }
  }
  if (/[0#],+(?![0#,])/.test(section)) return { ...plain, remark: 'sheet.shown_scaled' }
  // A unit in the format (12"百万円") is part of what the reader sees.
  const unit = /[0#]"?\s*([\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]+)"?$/u.exec(
    code.replace(/"([^"]*)"\s*$/, '$1'),
  )
  return unit ? { text: `${plain.text}${unit[1]}`, kind: 'text' } : plain
}

/** Prepares a format code of a workbook (`#14` means the built-in format 14) for many cells. */
export function numberFormat(code: string): NumberFormat {
  const format = code.startsWith('#') && /^#\d+$/.test(code) ? (BUILT_IN[Number(code.slice(1))] ?? '') : code
  if (format === '' || /^general$/i.test(format) || format === '@') return plainNumber
  const parts = datePartsOf(sectionFor(format, 0))
  if (parts) return (value, dates1904) => showDate(value, parts, dates1904)
  return (value) => showNumber(format, value)
}
