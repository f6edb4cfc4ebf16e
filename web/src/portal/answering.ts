import { CHOICES, type Choice, type PortalAnswer, type PortalQuestion, type PortalRequest } from './portal-api.ts'

/** What stands on the page for one question: the person's own entry, sent or not yet. */
export type Entry = { value: Choice | ''; comment: string; equivalent: boolean }
export type Problem = 'unanswered' | 'comment_missing' | 'not_applicable_reason_missing'

export const EMPTY: Entry = { value: '', comment: '', equivalent: false }

export const asChoice = (value: string): Choice | '' => CHOICES.find((choice) => choice === value) ?? ''

export const entryOf = (answer: PortalAnswer | undefined): Entry =>
  answer === undefined
    ? EMPTY
    : { value: asChoice(answer.value), comment: answer.comment, equivalent: answer.equivalent }

/** What an entry still lacks before it may be submitted; the server decides in the end. */
export const problemOf = ({ value, comment }: Entry): Problem | null => {
  if (value === '') return 'unanswered'
  if (value === 'done' || comment.trim() !== '') return null
  return value === 'na' ? 'not_applicable_reason_missing' : 'comment_missing'
}

export type Standing = { question: PortalQuestion; no: number; entry: Entry; problem: Problem | null; files: number }

const bySection = ({ sections, questions }: PortalRequest): PortalQuestion[] => {
  const place = new Map(sections.map(({ key }, index) => [key, index]))
  return questions.toSorted((a, b) => (place.get(a.section) ?? 0) - (place.get(b.section) ?? 0))
}

/** Every question of this link with its entry, group by group, numbered as the page shows them. */
export const standingsOf = (request: PortalRequest, waiting: Readonly<Record<string, Entry>>): Standing[] =>
  bySection(request).map((question, index) => {
    const answer = request.answers.find(({ questionKey }) => questionKey === question.key)
    const entry = waiting[question.key] ?? entryOf(answer)
    return { question, no: index + 1, entry, problem: problemOf(entry), files: answer?.files.length ?? 0 }
  })

/** Adds an answer that the server has taken to the request as it is shown. */
export const withAnswer = (
  request: PortalRequest,
  questionKey: string,
  entry: Entry,
  saved: { revision: number; savedAt: string },
): PortalRequest => {
  const before = request.answers.find((answer) => answer.questionKey === questionKey)
  const answer: PortalAnswer = {
    questionKey,
    ...entry,
    revision: saved.revision,
    source: 'typed',
    at: saved.savedAt,
    files: before?.files ?? [],
    returned: before?.returned ?? null,
  }
  return { ...request, answers: [...request.answers.filter((one) => one.questionKey !== questionKey), answer] }
}
