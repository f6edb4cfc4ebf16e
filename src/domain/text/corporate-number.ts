import { normaliseWidth } from './normalise.ts'

/** A 法人番号: 13 digits whose first is a true check digit. */
export type CorporateNumber = string & { readonly brand: 'CorporateNumber' }

/** Why a number was refused; damagedByExponent is what a spreadsheet leaves after showing 13 digits as 1.23E+12. */
export type NumberProblem = 'empty' | 'damagedByExponent' | 'notDigits' | 'wrongLength' | 'checkDigit'

/** A number accepted, or the reason it was not. */
export type NumberResult<T> = { ok: true; value: T } | { ok: false; reason: NumberProblem }

const MAX_LENGTH = 64

function tidy(text: string): string {
  const compact = normaliseWidth(text.slice(0, MAX_LENGTH)).replace(/[\s\-‐‑‒–—―−ー]/g, '')
  return compact.replace(/^['’]/, '').replace(/\.0+$/, '')
}

/** The check digit of the last 12 digits: 9 − (Σ Pₙ·Qₙ mod 9), Qₙ alternating 1, 2 from the right (法人番号の指定等に関する省令 §2). */
export function checkDigit(twelve: string): number {
  let sum = 0
  for (let n = 1; n <= 12; n += 1) sum += Number(twelve.charAt(12 - n)) * (n % 2 === 1 ? 1 : 2)
  return 9 - (sum % 9)
}

function thirteenDigits(compact: string): NumberResult<string> {
  if (compact === '') return { ok: false, reason: 'empty' }
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(compact)) return { ok: false, reason: 'damagedByExponent' }
  if (!/^\d+$/.test(compact)) return { ok: false, reason: 'notDigits' }
  return compact.length === 13 ? { ok: true, value: compact } : { ok: false, reason: 'wrongLength' }
}

/** Reads a 法人番号 written with full-width digits, spaces or hyphens, or with the T of an インボイス number before it, and checks its check digit. */
export function parseCorporateNumber(text: string): NumberResult<CorporateNumber> {
  const digits = thirteenDigits(tidy(text).replace(/^t(?=\d)/i, ''))
  if (!digits.ok) return digits
  const right = Number(digits.value.charAt(0)) === checkDigit(digits.value.slice(1))
  return right ? { ok: true, value: digits.value as CorporateNumber } : { ok: false, reason: 'checkDigit' }
}
