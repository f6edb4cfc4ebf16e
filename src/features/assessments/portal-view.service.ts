import type { AnswerFile, AnswerRow } from './answer.store.ts'
import { writtenDate } from './assessment-mail.service.ts'
import { inLanguage, type LoadedSet } from './question-set.service.ts'
import { isOwing, type Request } from './request.store.ts'
import type { Review } from './review.store.ts'

const LANGUAGES = ['ja', 'en', 'zh-CN', 'vi', 'th']

/** The language in which a reader sees the questions: the wish, else the link's own. */
export const readerLanguage = (wish: string | undefined, own: string): string =>
  wish !== undefined && LANGUAGES.includes(wish) ? wish : LANGUAGES.includes(own) ? own : 'en'

/** The questions of a set in one language with everything that helps to answer them. */
export const questionViews = (set: LoadedSet, sections: readonly string[] | null, lang: string) =>
  set.asked.items
    .filter(({ section }) => sections === null || sections.includes(section))
    .map((item) => ({
      key: item.key,
      section: item.section,
      category: item.category,
      label: inLanguage(item.label, lang),
      question: inLanguage(item.question, lang),
      answers: {
        done: inLanguage(item.answers.done, lang),
        partly: inLanguage(item.answers.partly, lang),
        not: inLanguage(item.answers.notYet, lang),
        na: inLanguage(item.answers.notApplicable, lang),
      },
      why: inLanguage(item.why, lang),
      start: item.start.map((step) => ({ minutes: step.minutes, text: inLanguage(step.text, lang) })),
      cost: {
        fromYen: item.cost.fromYen,
        toYen: item.cost.toYen,
        per: item.cost.per,
        note: inLanguage(item.cost.note, lang),
      },
      evidence: item.evidence.map((text) => inLanguage(text, lang)),
      keyItem: item.keyItem,
    }))

export const sectionViews = (set: LoadedSet, sections: readonly string[] | null, lang: string) =>
  set.asked.sections
    .filter(({ key }) => sections === null || sections.includes(key))
    .map(({ key, title }) => ({ key, title: inLanguage(title, lang) }))

export const answerViews = (
  rows: readonly AnswerRow[],
  files: readonly AnswerFile[],
  reviews: readonly Review[],
  keys: ReadonlySet<string>,
) =>
  rows
    .filter(({ questionKey }) => keys.has(questionKey))
    .map((row) => ({
      questionKey: row.questionKey,
      value: String(row.value),
      comment: row.comment,
      equivalent: row.equivalent,
      revision: row.revision,
      source: row.source,
      at: row.at,
      files: files
        .filter(({ questionKey }) => questionKey === row.questionKey)
        .map(({ id, name, size, mediaType }) => ({ id, name, size, mediaType })),
      returned:
        reviews.find(({ questionKey, decision }) => questionKey === row.questionKey && decision === 'returned')
          ?.comment ?? null,
    }))

/** What a partner sees of a request, in one language and limited to the sections of its link. */
export const portalView = (parts: {
  request: Request
  set: LoadedSet
  answers: readonly AnswerRow[]
  files: readonly AnswerFile[]
  reviews: readonly Review[]
  buyer: string
  company: string
  sections: readonly string[] | null
  role: 'lead' | 'delegate'
  lang: string
  progress: { shown: number; answered: number; percent: number; nextQuestion: string | null }
}) => {
  const { request, set, lang, sections } = parts
  const questions = questionViews(set, sections, lang)
  const keys = new Set(questions.map(({ key }) => key))
  return {
    no: request.no,
    state: request.state,
    role: parts.role,
    lang,
    buyer: parts.buyer,
    company: parts.company,
    contact: request.contact,
    necessity: request.necessity,
    scope: request.scope,
    method: request.method,
    helpOffered: request.helpOffered,
    equivalentAccepted: request.equivalentAccepted,
    deadline: request.deadline,
    deadlineWritten: request.deadline === null ? '' : writtenDate(request.deadline, lang),
    returnWords: request.returnWords,
    editable: isOwing(request.state),
    sections: sectionViews(set, sections, lang),
    questions,
    answers: answerViews(parts.answers, parts.files, request.state === 'returned' ? parts.reviews : [], keys),
    previous: Object.entries(request.previous)
      .filter(([key]) => keys.has(key))
      .map(([questionKey, { value, comment }]) => ({ questionKey, value: String(value), comment })),
    progress: parts.progress,
  }
}
