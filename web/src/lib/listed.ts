import type { Locale } from './locale.ts'

/** Several words one after the other, parted as the language parts them. */
export const listed = (words: readonly string[], locale: Locale): string => words.join(locale === 'ja' ? '、' : ', ')
