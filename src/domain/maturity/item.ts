import type { PlainDate } from '../time.ts'

/** An answer to a checklist item. */
export type Choice = 'done' | 'partly' | 'not' | 'na'

/** How well an answer is founded. */
export type Assurance = 'declared' | 'evidenced' | 'audited'

/** A scored checklist item; weight is a whole number from 1, effort a figure of the item's author (person-hours). */
export type ScoredItem = {
  readonly key: string
  readonly category: string
  readonly weight: number
  readonly isKey: boolean
  readonly effort: number
}

/** An answer as the score sees it. */
export type ScoredAnswer = {
  readonly choice: Choice
  readonly assurance: Assurance
  /** Last day of an approved compensating or equivalent measure; it counts as done through that day. */
  readonly compensatedUntil: PlainDate | null
}

/** Answers by item key; an item without an entry is unanswered. */
export type ScoredAnswers = Readonly<Record<string, ScoredAnswer>>

/** The answer given to an item, if any. */
export function answerTo(answers: ScoredAnswers, item: Pick<ScoredItem, 'key'>): ScoredAnswer | undefined {
  return Object.hasOwn(answers, item.key) ? answers[item.key] : undefined
}

const HALF_POINTS: Readonly<Record<Exclude<Choice, 'na'>, 0 | 1 | 2>> = { done: 2, partly: 1, not: 0 }

/** True while an approved compensating measure stands in for an item. */
export function isCompensated(answer: ScoredAnswer | undefined, today: PlainDate): boolean {
  return answer !== undefined && answer.compensatedUntil !== null && answer.compensatedUntil >= today
}

/** Half-points of one item (2 done, 1 partly, 0 not or unanswered), or null when it does not apply. */
export function halfPoints(answer: ScoredAnswer | undefined, today: PlainDate): 0 | 1 | 2 | null {
  if (answer === undefined) return 0
  if (answer.choice === 'na') return null
  if (isCompensated(answer, today)) return 2
  return HALF_POINTS[answer.choice]
}
