import { useTranslation } from 'react-i18next'

const signs = { done: '○', partly: '△', not: '×', na: '－' } as const
export type AnswerValue = keyof typeof signs
export const VALUES: readonly AnswerValue[] = ['done', 'partly', 'not', 'na']
export const knownValue = (value: string | null | undefined): AnswerValue | undefined =>
  VALUES.find((each) => each === value)

/** ○△×－ as printed on every form, with the word for a screen reader. */
export function AnswerSign({ value }: { value: string | null }) {
  const { t } = useTranslation()
  const known = knownValue(value)
  return (
    <span className="answer-sign">
      <span aria-hidden="true">{known === undefined ? '' : signs[known]}</span>
      <span className="visually-hidden">
        {known === undefined ? t('assessments.review.notAnswered') : t(`assessments.review.answers.${known}`)}
      </span>
    </span>
  )
}
