import { type AnswerProblem, answerProblems } from './answer.ts'
import { type Answers, answerTo } from './question.ts'
import { type CompiledSet, visibleQuestions } from './visibility.ts'

/** One thing still missing before a request can be submitted. */
export type MissingAnswer = { readonly question: string; readonly problem: 'unanswered' | AnswerProblem }

/** How far a partner has come, counted over the questions it sees. */
export type RequestProgress = {
  readonly shown: number
  readonly answered: number
  /** Whole per cent, cut; 100 only when nothing is missing. */
  readonly percent: number
  readonly missing: readonly MissingAnswer[]
  /** The first question to go to, or null when all is there. */
  readonly nextQuestion: string | null
}

/** Everything that keeps a request from being submitted, in the order of the questions; hidden questions do not count. */
export function missingAnswers(set: CompiledSet, answers: Answers): readonly MissingAnswer[] {
  return visibleQuestions(set, answers).flatMap((question): readonly MissingAnswer[] => {
    const answer = answerTo(answers, question)
    if (answer === undefined) return question.required ? [{ question: question.key, problem: 'unanswered' }] : []
    return answerProblems(question, answer).map((problem) => ({ question: question.key, problem }))
  })
}

/** Progress of a request: questions shown, answered, what is missing and where to go next. */
export function requestProgress(set: CompiledSet, answers: Answers): RequestProgress {
  const shown = visibleQuestions(set, answers)
  const missing = missingAnswers(set, answers)
  const open = new Set(missing.map(({ question }) => question))
  const counted = shown.filter((question) => question.required || answerTo(answers, question) !== undefined)
  const settled = counted.filter(({ key }) => !open.has(key)).length
  return {
    shown: shown.length,
    answered: shown.filter((question) => answerTo(answers, question) !== undefined).length,
    percent: counted.length === 0 ? 100 : Math.floor((settled * 100) / counted.length),
    missing,
    nextQuestion: missing[0]?.question ?? null,
  }
}
