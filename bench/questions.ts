import type { Answers, Question } from '../src/domain/assessment/question.ts'
import { compileQuestions, visibleQuestions } from '../src/domain/assessment/visibility.ts'
import type { ScoredAnswer, ScoredItem } from '../src/domain/maturity/item.ts'
import { scoreChecklist } from '../src/domain/maturity/score.ts'
import type { PlainDate } from '../src/domain/time.ts'
import { print, spread } from './figure.ts'
import type { Scenario } from './scenario.ts'

const QUESTIONS = 1341
const TODAY = '2026-11-21' as PlainDate

/** Measures visibility and score of a form of 1,341 questions, every third of them conditional, after each of its answers. */
const measureQuestions = (): void => {
  const questions: Question[] = Array.from({ length: QUESTIONS }, (_, no) => ({
    key: `q${no}`,
    required: true,
    shape: { type: 'choice', commentFor: [], notApplicableAllowed: true },
    evidence: 'none',
    ...(no % 3 === 2
      ? {
          visibleIf: {
            any: [
              { question: `q${no - 1}`, is: ['done'] },
              { question: `q${no - 2}`, is: ['not'] },
            ],
          },
        }
      : {}),
  }))
  const outcome = compileQuestions(questions)
  if (!outcome.ok) throw new Error(outcome.reason)
  const items = new Map<string, ScoredItem>(
    questions.map(({ key }, no) => [
      key,
      { key, category: `c${no % 8}`, weight: 1 + (no % 3), isKey: false, effort: 8 },
    ]),
  )
  const answers: Record<string, Answers[string]> = {}
  const scored: Record<string, ScoredAnswer> = {}
  const times: number[] = []
  for (const { key } of questions) {
    const choice = times.length % 2 === 0 ? 'done' : 'not'
    answers[key] = { value: choice, comment: '', evidenceCount: 0 }
    scored[key] = { choice, assurance: 'declared', compensatedUntil: null }
    const started = performance.now()
    const shown = visibleQuestions(outcome.set, answers).flatMap((question) => items.get(question.key) ?? [])
    scoreChecklist(shown, scored, TODAY)
    times.push(performance.now() - started)
  }
  const { p95, ...more } = spread(times)
  print({ name: 'questions_1341', value: p95, unit: 'ms p95', budget: 1, ...more, answers: times.length })
}

export const questions: Scenario = { name: 'questions', figures: ['questions_1341'], run: measureQuestions }
