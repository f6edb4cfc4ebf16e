import type { Answer, AnswerValue, Condition, Question } from './question.ts'
import { compileQuestions } from './visibility.ts'

/** A ○△×－ question that wants a comment for △ and ×, for tests. */
export const question = (key: string, visibleIf?: Condition): Question => ({
  key,
  required: true,
  shape: { type: 'choice', commentFor: ['partly', 'not'], notApplicableAllowed: true },
  evidence: 'none',
  visibleIf,
})

/** An answer without evidence, for tests. */
export const answer = (value: AnswerValue, comment = ''): Answer => ({ value, comment, evidenceCount: 0 })

/** A set that must compile, for tests. */
export const compiled = (...questions: readonly Question[]) => {
  const outcome = compileQuestions(questions)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.set
}
