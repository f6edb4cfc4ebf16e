import { isPlainDate } from '../calendar/plain-date.ts'
import type { Choice } from '../maturity/item.ts'
import type { Answer, AnswerShape, AnswerValue, Question } from './question.ts'

/** What is wrong with an answer: the value itself is unusable, or something beside it is missing. */
export type AnswerProblem =
  | 'unknown_choice'
  | 'not_applicable_not_offered'
  | 'unknown_option'
  | 'too_many_options'
  | 'not_text'
  | 'too_long'
  | 'not_a_number'
  | 'out_of_bounds'
  | 'not_a_date'
  | 'empty'
  | 'comment_missing'
  | 'not_applicable_reason_missing'
  | 'evidence_missing'

const CHOICES: readonly string[] = ['done', 'partly', 'not', 'na'] satisfies readonly Choice[]

const isOption = (options: readonly string[], value: AnswerValue): boolean =>
  typeof value === 'string' && options.includes(value)

function manyProblem(shape: Extract<AnswerShape, { type: 'many' }>, value: AnswerValue): AnswerProblem | null {
  if (typeof value === 'string' || typeof value === 'number') return 'unknown_option'
  if (value.length === 0) return 'empty'
  if (value.length > shape.most) return 'too_many_options'
  return value.every((option) => isOption(shape.options, option)) && new Set(value).size === value.length
    ? null
    : 'unknown_option'
}

/** Checks only whether a value fits the kind of question; a draft may be saved with missing comments but never with a value that does not fit. */
export function valueProblem(shape: AnswerShape, value: AnswerValue): AnswerProblem | null {
  switch (shape.type) {
    case 'choice':
      if (!isOption(CHOICES, value)) return 'unknown_choice'
      return value === 'na' && !shape.notApplicableAllowed ? 'not_applicable_not_offered' : null
    case 'one':
      return isOption(shape.options, value) ? null : 'unknown_option'
    case 'many':
      return manyProblem(shape, value)
    case 'text':
      if (typeof value !== 'string') return 'not_text'
      if (value.trim() === '') return 'empty'
      return value.length > shape.maxLength ? 'too_long' : null
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'not_a_number'
      return value < shape.min || value > shape.max ? 'out_of_bounds' : null
    case 'date':
      return typeof value === 'string' && isPlainDate(value) ? null : 'not_a_date'
  }
}

function commentProblem(shape: AnswerShape, { value, comment }: Answer): AnswerProblem | null {
  if (shape.type !== 'choice' || comment.trim() !== '') return null
  if (value === 'na') return 'not_applicable_reason_missing'
  return shape.commentFor.some((choice) => choice === value) ? 'comment_missing' : null
}

/** Everything that keeps an answer from being submitted: a value that does not fit, a missing explanation (△ × by the question's data, － always a reason), missing evidence. */
export function answerProblems(question: Question, answer: Answer): readonly AnswerProblem[] {
  const value = valueProblem(question.shape, answer.value)
  if (value !== null) return [value]
  const problems: AnswerProblem[] = []
  const comment = commentProblem(question.shape, answer)
  if (comment !== null) problems.push(comment)
  const claims = answer.value !== 'not' && answer.value !== 'na'
  if (question.evidence === 'required' && claims && answer.evidenceCount === 0) problems.push('evidence_missing')
  return problems
}
