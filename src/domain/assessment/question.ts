import type { Choice } from '../maturity/item.ts'

/** When a question is shown: the answer of another question is one of these values, combined freely. */
export type Condition =
  | { readonly question: string; readonly is: readonly string[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** What kind of answer a question takes, with its bounds. */
export type AnswerShape =
  | { readonly type: 'choice'; readonly commentFor: readonly Choice[]; readonly notApplicableAllowed: boolean }
  | { readonly type: 'one'; readonly options: readonly string[] }
  | { readonly type: 'many'; readonly options: readonly string[]; readonly most: number }
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'date' }

/** One question of a set. */
export type Question = {
  readonly key: string
  readonly required: boolean
  readonly shape: AnswerShape
  readonly evidence: 'none' | 'welcome' | 'required'
  readonly visibleIf?: Condition | undefined
}

/** The value of an answer: a choice, option, text or date, a number, or several options. */
export type AnswerValue = string | number | readonly string[]

/** One given answer; the comment holds the explanation or the reason for "not applicable". */
export type Answer = { readonly value: AnswerValue; readonly comment: string; readonly evidenceCount: number }

/** Given answers by question key; only answered questions have an entry. */
export type Answers = Readonly<Record<string, Answer>>

/** The answer given to a question, if any. */
export function answerTo(answers: Answers, question: Pick<Question, 'key'>): Answer | undefined {
  return Object.hasOwn(answers, question.key) ? answers[question.key] : undefined
}
