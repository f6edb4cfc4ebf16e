import { arabicDigits } from '../text/kanji-number.ts'
import { daysInMonth } from '../time.ts'
import { ERAS, type Era } from './eras.ts'
import { accept, type CellReading, compact, emptyReading, type Remark, refuse, remark } from './values.ts'

/** A date as precise as it was written: 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY'. */
export interface ImportedDate {
  readonly precision: 'day' | 'month' | 'year'
  readonly value: string
}

const FIRST_SERIAL = 20_000
const LAST_SERIAL = 80_000
const DAY_MS = 86_400_000
const DAYS_TO_EPOCH = 25_569

const TAIL = /[(（]?(?:[月火水木金土日](?:曜日?)?|mon|tue|wed|thu|fri|sat|sun)[)）]$|頃$|ころ$|付$|現在$/
const CLOCK = /^(.*\d日?)(?:t|\s)+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:z|[+-]\d{2}:?\d{2})?$/
const YMD = /^(\d{4})([-/.年])(\d{1,2})(?:[-/.月](?:(\d{1,2}|末)日?)?)?$/
const ERA =
  /^(令和|平成|昭和|大正|明治|[rhstm])[.-]?(元|\d{1,3})(?:年度?|[-/.]|$)(?:(\d{1,2})(?:[-/.月](?:(\d{1,2}|末)日?)?|$))?$/

const two = (value: number) => String(value).padStart(2, '0')

function build(
  year: number,
  month: number | null,
  day: number | '末' | null,
  remarks: readonly Remark[],
): CellReading<ImportedDate> {
  const text = String(year).padStart(4, '0')
  if (month === null) return accept({ precision: 'year', value: text }, ...remarks)
  if (month < 1 || month > 12) return refuse('noSuchDay')
  if (day === null) return accept({ precision: 'month', value: `${text}-${two(month)}` }, ...remarks)
  const last = daysInMonth(year, month)
  const number = day === '末' ? last : day
  if (number < 1 || number > last) return refuse('noSuchDay')
  const ending = day === '末' ? [remark('monthEnd', { day: number })] : []
  return accept({ precision: 'day', value: `${text}-${two(month)}-${two(number)}` }, ...remarks, ...ending)
}

const dayPart = (text: string | undefined) => (text === undefined ? null : text === '末' ? '末' : Number(text))

function eraRemarks(era: Era, eraYear: number, value: string): Remark[] {
  const width = value.length
  const outside = value < era.first.slice(0, width) || (era.last !== null && value > era.last.slice(0, width))
  return outside ? [remark('eraOutOfRange', { era: era.name, eraYear, date: value })] : []
}

function eraDate(text: string): CellReading<ImportedDate> | null {
  const [, name, yearText, month, day] = ERA.exec(text) ?? []
  const era = ERAS.find((candidate) => candidate.name === name || candidate.letter === name)
  if (era === undefined || yearText === undefined) return null
  const eraYear = yearText === '元' ? 1 : Number(yearText)
  if (eraYear === 0) return refuse('noSuchDay')
  const fiscal = text.endsWith('年度') ? [remark('fiscalYear', { year: era.firstYear + eraYear - 1 })] : []
  const read = build(era.firstYear + eraYear - 1, month === undefined ? null : Number(month), dayPart(day), fiscal)
  if (!read.ok || read.value === null) return read
  return accept(read.value, ...eraRemarks(era, eraYear, read.value.value), ...read.remarks)
}

function serialDate(serial: number): CellReading<ImportedDate> {
  const days = serial - DAYS_TO_EPOCH
  let year = 1970 + Math.floor((days * DAY_MS) / (365.2425 * DAY_MS)) - 1
  let rest = days - daysBefore(year)
  for (let length = yearLength(year); rest >= length; length = yearLength(year)) {
    rest -= length
    year += 1
  }
  let month = 1
  for (let length = daysInMonth(year, month); rest >= length; length = daysInMonth(year, month)) {
    rest -= length
    month += 1
  }
  return build(year, month, rest + 1, [remark('serialDate', { serial })])
}

const yearLength = (year: number) => 337 + daysInMonth(year, 2)

function daysBefore(year: number): number {
  const before = (y: number) =>
    365 * y + Math.floor((y - 1) / 4) - Math.floor((y - 1) / 100) + Math.floor((y - 1) / 400)
  return before(year) - before(1970)
}

function withoutClock(text: string): { date: string; remarks: Remark[] } {
  const [, date, clock] = CLOCK.exec(text) ?? []
  if (date === undefined || clock === undefined) return { date: text, remarks: [] }
  return { date, remarks: /^0?0:00(?::00(?:\.0+)?)?$/.test(clock) ? [] : [remark('timeDropped', { time: clock })] }
}

function westernDate(text: string): CellReading<ImportedDate> | null {
  const parts = YMD.exec(text)
  if (parts !== null) {
    const [, year, , month, day] = parts
    return build(Number(year), Number(month), dayPart(day), [])
  }
  const solid = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (solid !== null) return build(Number(solid[1]), Number(solid[2]), Number(solid[3]), [])
  const year = /^(1[89]\d\d|2\d\d\d)(年度?|fy)?$|^fy(2\d\d\d)$/.exec(text)
  if (year === null) return null
  const value = Number(year[1] ?? year[3])
  const fiscal = text.includes('年度') || text.includes('fy')
  return build(value, null, null, fiscal ? [remark('fiscalYear', { year: value })] : [])
}

function refusal(text: string): ReturnType<typeof refuse> {
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(text)) return refuse('dayMonthOrder')
  return /^['’]?\d{2}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?$/.test(text) ? refuse('centuryUnknown') : refuse('notADate')
}

/** Reads a date: ISO, 2026/1/5, 2026年1月5日, 和暦 (令和8年, R8.1.5, ㋿, 元年), month or year alone, spreadsheet serials; an era year past its era's end is kept with a remark. */
export function readDate(text: string): CellReading<ImportedDate> {
  const empty = emptyReading(text)
  if (empty !== null) return empty
  if (text.length > 64) return refuse('notADate')
  const { date, remarks } = withoutClock(text.normalize('NFKC').trim().toLowerCase())
  if (/(?:頃|ころ)$/.test(date)) remarks.push(remark('approximate', { text: text.trim() }))
  const word = compact(date)
    .replace(/[〇一二三四五六七八九十]+(?=年|月|日)/g, arabicDigits)
    .replace(TAIL, '')
    .replace(/月末日?$/, '月末')
  if (/^\d{5}(?:\.\d+)?$/.test(word)) {
    const serial = Math.floor(Number(word))
    return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? serialDate(serial) : refuse('notADate')
  }
  const read = westernDate(word) ?? eraDate(word) ?? refusal(word)
  return read.ok && read.value !== null ? accept(read.value, ...read.remarks, ...remarks) : read
}
