import { type Locale, platformErrors } from '../errors.ts'

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000')

/** Where in what was sent a text stands that the database cannot hold, for a NUL or half a character in it; null when there is none. */
export const unstorableAt = (sent: unknown): string | null => {
  // Not by calling itself: whoever nests a body deep enough must not end the process.
  const open: { at: string; value: unknown }[] = [{ at: '', value: sent }]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { at, value } = one
    if (typeof value === 'string' && !isStorable(value)) return at
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      if (!isStorable(key)) return at
      open.push({ at: at === '' ? key : `${at}.${key}`, value: inner })
    }
  }
  return null
}

const WORDS = {
  ja: '使えない文字（NUL や壊れた文字）が入っています。取り除いてから、もう一度お送りください。',
  en: 'There is a NUL or a broken character. Remove it and send again.',
}

/** Refuses what was sent when a text in it cannot be kept, by the field. */
export const assertStorable = (parts: readonly unknown[], locale: Locale): void => {
  for (const part of parts) {
    const field = unstorableAt(part)
    if (field !== null) throw platformErrors.invalid({}, [{ field, code: 'unstorable', message: WORDS[locale] }])
  }
}
