import type { Locale } from '../../platform/errors.ts'
import type { showRequest } from './assessment-list.service.ts'
import { RESULT_WORDS } from './result.words.ts'

export type ShownRequest = Awaited<ReturnType<typeof showRequest>>
export type ShownResult = NonNullable<ShownRequest['result']>

const SIGNS: Readonly<Record<string, 'done' | 'partly' | 'not' | 'na'>> = {
  done: 'done',
  partly: 'partly',
  not: 'not',
  na: 'na',
}

/** A score in hundredths cut to one decimal, never rounded up. */
export const cutScore = (hundredths: number): string => {
  const tenths = Math.trunc(Math.abs(hundredths) / 10)
  return `${hundredths < 0 && tenths > 0 ? '−' : ''}${Math.trunc(tenths / 10)}.${tenths % 10}`
}

/** The change against last time in the reader's words. */
export const changeInWords = (result: ShownResult, locale: Locale): string => {
  const words = RESULT_WORDS[locale]
  const { kind, basisPoints } = result.change
  if (kind === 'first' || basisPoints === null) return kind === 'not_comparable' ? words.notComparable : words.first
  return `${basisPoints > 0 ? '+' : ''}${cutScore(basisPoints)}`
}

/** One line for each question: item, answer by sign and word, comment, decision, documents, words to the partner. */
export const answerLines = (request: ShownRequest, locale: Locale) => {
  const words = RESULT_WORDS[locale]
  return request.items.map(({ label, question, category, answer, review }) => {
    const sign = answer === null ? undefined : SIGNS[answer.value]
    return {
      label,
      question,
      category: request.categories.find(({ key }) => key === category)?.title ?? category,
      answer: sign === undefined ? words.unanswered : words[sign],
      comment: answer?.comment ?? '',
      decision: review === null ? '' : words.decisions[review.decision],
      files: (answer?.files ?? []).map(({ name }) => name).join('、'),
      words: review?.comment ?? '',
    }
  })
}
