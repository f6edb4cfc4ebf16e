import { type Locale, platformErrors } from '../errors.ts'

/** Where in what was sent a NUL stands, which no text of the database can hold; null when there is none. */
export const nulAt = (sent: unknown): string | null => {
  // Not by calling itself: whoever nests a body deep enough must not end the process.
  const open: { at: string; value: unknown }[] = [{ at: '', value: sent }]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { at, value } = one
    if (typeof value === 'string' && value.includes('\u0000')) return at
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      if (key.includes('\u0000')) return at
      open.push({ at: at === '' ? key : `${at}.${key}`, value: inner })
    }
  }
  return null
}

const WORDS = {
  ja: '使えない文字（NUL）が入っています。取り除いてから、もう一度お送りください。',
  en: 'There is a NUL character. Remove it and send again.',
}

/** Refuses what was sent when a NUL stands in it, by the field. */
export const assertNoNul = (parts: readonly unknown[], locale: Locale): void => {
  for (const part of parts) {
    const field = nulAt(part)
    if (field !== null) throw platformErrors.invalid({}, [{ field, code: 'nul_character', message: WORDS[locale] }])
  }
}
