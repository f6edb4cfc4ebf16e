import { z } from 'zod'
import type { Locale } from '../../platform/errors.ts'
import type { ProblemWords } from './document.contract.ts'

const { localeError } = z.locales.ja()

const JAPANESE: ProblemWords = {
  locale: 'ja',
  standard: (issue) =>
    issue.code === 'invalid_type' && issue.input === undefined ? 'この項目がありません。' : localeError(issue),
}

/** The words in which problems of a catalogue document are told to a reader. */
export const problemWords = (locale: Locale): ProblemWords => (locale === 'ja' ? JAPANESE : { locale })
