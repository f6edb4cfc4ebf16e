import { normaliseCase } from '../text/normalise.ts'

/** Something worth telling about an accepted cell; texts are made from the code elsewhere. */
export interface Remark {
  readonly code:
    | 'placeholder'
    | 'errorValue'
    | 'invisibleRemoved'
    | 'approximate'
    | 'fractionDropped'
    | 'eraOutOfRange'
    | 'fiscalYear'
    | 'monthEnd'
    | 'timeDropped'
    | 'serialDate'
    | 'contactsSplit'
    | 'contactsNotAligned'
    | 'honorificRemoved'
    | 'tagsRepeated'
  readonly params: Readonly<Record<string, string | number>>
}

/** Why a cell could not be read. */
export type CellProblem =
  | 'tooLong'
  | 'ditto'
  | 'notANumber'
  | 'negative'
  | 'notWhole'
  | 'range'
  | 'outOfRange'
  | 'unitUnknown'
  | 'foreignCurrency'
  | 'notADate'
  | 'noSuchDay'
  | 'dayMonthOrder'
  | 'centuryUnknown'
  | 'unknownCountry'
  | 'badEmail'

/** One imported cell as a typed value (null when the cell says nothing) with remarks, or the reason it was refused. */
export type CellReading<T> =
  | { readonly ok: true; readonly value: T | null; readonly remarks: readonly Remark[] }
  | { readonly ok: false; readonly reason: CellProblem }

const PLACEHOLDERS = new Set(
  '- -- --- ? ?? . … ... * なし 無し 無 ナシ 特になし 該当なし 該当無し 対象外 未定 未登録 未取得 未確認 未入力 不明 確認中 調査中 申請中 取得中 手続中 準備中 別途 後日 空欄 none nil null n/a na n.a. tbd unknown pending notapplicable'.split(
    ' ',
  ),
)
const ERROR_VALUE = /^#(?:n\/a|ref!|value!|name\?|div\/0!|num!|null!|spill!|calc!)$/
const DITTO = /^(?:同上|仝上|同左|〃|々|″|")$/
const CONTROL = /(?![\t\n\r])\p{Cc}/gu

/** Accepts a value. */
export function accept<T>(value: T | null, ...remarks: readonly Remark[]): CellReading<T> {
  return { ok: true, value, remarks }
}

/** Refuses a cell. */
export function refuse(reason: CellProblem): { readonly ok: false; readonly reason: CellProblem } {
  return { ok: false, reason }
}

/** Makes a remark. */
export function remark(code: Remark['code'], params: Remark['params'] = {}): Remark {
  return { code, params }
}

/** The cell in one width and case, without spaces and with one kind of dash: the form in which words and numbers are compared. */
export function compact(text: string): string {
  return normaliseCase(text)
    .replace(/\s+/g, '')
    .replace(/[‐‑‒–—―−─━]/g, '-')
}

/** The reading of a cell that says nothing (empty, －, なし, 申請中, #N/A …), or null when it says something. */
export function emptyReading(text: string): CellReading<never> | null {
  if (text.trim() === '') return accept<never>(null)
  if (text.length > 24) return null
  const word = compact(text).replace(/^[([（]|[)\]）。]$/g, '')
  if (word === 'ー' || PLACEHOLDERS.has(word) || /^-+$/.test(word))
    return accept<never>(null, remark('placeholder', { text: text.trim() }))
  return ERROR_VALUE.test(word) ? accept<never>(null, remark('errorValue', { text: text.trim() })) : null
}

/** Reads a text cell: outer spaces and invisible control characters go, everything else stays as written. */
export function readText(text: string, maxLength: number): CellReading<string> {
  const empty = emptyReading(text)
  if (empty !== null) return empty
  const visible = text.replace(CONTROL, '')
  const value = visible.replace(/\r\n?/g, '\n').trim()
  if (value === '') return accept<string>(null, remark('invisibleRemoved'))
  if (value.length > maxLength) return refuse('tooLong')
  if (DITTO.test(value)) return refuse('ditto')
  return visible === text ? accept(value) : accept(value, remark('invisibleRemoved'))
}

/** Reads a cell of several tags separated by commas, semicolons or line breaks; a tag counts once. */
export function readTags(text: string, maxLength: number): CellReading<readonly string[]> {
  const whole = readText(text, maxLength)
  if (!whole.ok || whole.value === null) return whole.ok ? accept<readonly string[]>(null, ...whole.remarks) : whole
  const tags = whole.value
    .split(/[\n,;、，；]+/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  const distinct = [...new Set(tags)]
  return distinct.length === tags.length ? accept(distinct) : accept(distinct, remark('tagsRepeated'))
}

/** A note in comparable form: width, case and white space do not count. */
export function noteKey(text: string): string {
  return normaliseCase(text).replace(/\s+/g, ' ').trim()
}
