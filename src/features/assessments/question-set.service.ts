import { createHash } from 'node:crypto'
import { missingAnswers, requestProgress } from '../../domain/assessment/completeness.ts'
import type { Answers, Question } from '../../domain/assessment/question.ts'
import { type CompiledSet, compileQuestions } from '../../domain/assessment/visibility.ts'
import type { Choice, ScoredItem } from '../../domain/maturity/item.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'
import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { canonical } from '../../platform/ledger/chain.ts'
import type { AnswerFile, AnswerRow } from './answer.store.ts'
import { wrongState } from './assessment.errors.ts'
import type { Checklist } from './assessment-catalog.service.ts'
import { insertQuestionSet, questionSetById, type Request } from './request.store.ts'

/** A question set as it is asked: the items of one level with all their texts. */
export type AskedSet = Pick<Checklist, 'key' | 'version' | 'title' | 'categories' | 'sections' | 'items'> & {
  set: RiskLevel
}

/** The words of a text in the reader's language; a missing one falls back to English, then to the source. */
export const inLanguage = (text: { ja: string; en: string } & Record<string, string | undefined>, lang: string) =>
  text[lang] ?? text.en ?? text.ja

const COMMENT_FOR: readonly Choice[] = ['partly', 'not']

/** The questions of a set as the rules see them: △ and × ask for a comment, － for a reason. */
export const questionsOf = (asked: AskedSet): Question[] =>
  asked.items.map((item) => ({
    key: item.key,
    required: true,
    shape: { type: 'choice', commentFor: COMMENT_FOR, notApplicableAllowed: true },
    evidence: 'welcome',
  }))

export const scoredItems = (asked: AskedSet): ScoredItem[] =>
  asked.items.map(({ key, category, weight, keyItem, effort }) => ({ key, category, weight, isKey: keyItem, effort }))

/** Picks the items of a level from the checklist; categories and sections without items are left out. */
export const askedSet = (checklist: Checklist, set: RiskLevel): AskedSet => {
  const items = checklist.items.filter((item) => item.sets.includes(set))
  const used = (key: 'category' | 'section') => new Set(items.map((item) => item[key]))
  return {
    key: checklist.key,
    version: checklist.version,
    title: checklist.title,
    set,
    categories: checklist.categories.filter(({ key }) => used('category').has(key)),
    sections: checklist.sections.filter(({ key }) => used('section').has(key)),
    items,
  }
}

/** Keeps the set as it is asked, once for all requests that ask the same; its id is the hash of its content. */
export const snapshotSet = async (ctx: WriteCtx, asked: AskedSet): Promise<string> => {
  const id = createHash('sha256').update(canonical(asked)).digest('hex')
  await insertQuestionSet(ctx.db, {
    tenantId: ctx.actor.tenant,
    id,
    checklist: asked.key,
    checklistVersion: asked.version,
    set: asked.set,
    content: asked,
    createdAt: ctx.now,
  })
  return id
}

export type LoadedSet = { id: string; asked: AskedSet; compiled: CompiledSet }

// Sets are immutable and few, so a process keeps those it has read, by hash and bounded.
const MOST_KEPT = 64
const kept = new Map<string, LoadedSet>()

const compile = (id: string, asked: AskedSet): LoadedSet => {
  const compiled = compileQuestions(questionsOf(asked))
  if (!compiled.ok) throw new Error(`question set ${id.slice(0, 12)} cannot be used: ${compiled.reason}`)
  return { id, asked, compiled: compiled.set }
}

/** Loads the set of a request, ready for the rules. */
export const loadSet = async (ctx: ReadCtx, id: string | null): Promise<LoadedSet> => {
  if (id === null) throw new Error('a request without a question set was read')
  const name = `${ctx.actor.tenant}/${id}`
  const known = kept.get(name)
  if (known !== undefined) return known
  const row = await questionSetById(ctx.db, ctx.actor.tenant, id)
  if (row === undefined) throw new Error(`question set ${id.slice(0, 12)} is missing`)
  const loaded = compile(id, row.content as AskedSet)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(name, loaded)
  return loaded
}

/** The questions of a request as they were asked; a draft has none yet. */
export const askedOf = async (
  ctx: ReadCtx,
  { questionSetId, state }: Pick<Request, 'questionSetId' | 'state'>,
): Promise<LoadedSet> => {
  if (questionSetId === null) throw wrongState(state)
  return loadSet(ctx, questionSetId)
}

/** The part of a set that a colleague was asked to answer; null means all of it. */
export const partOf = (set: LoadedSet, sections: readonly string[] | null): LoadedSet =>
  sections === null
    ? set
    : compile(set.id, { ...set.asked, items: set.asked.items.filter(({ section }) => sections.includes(section)) })

/** Prepares a set that is not kept yet, for previews. */
export const previewSet = (checklist: Checklist, set: RiskLevel): LoadedSet => compile('', askedSet(checklist, set))

/** Answers as the rules see them. */
export const ruleAnswers = (
  rows: readonly Pick<AnswerRow, 'questionKey' | 'value' | 'comment'>[],
  files: readonly Pick<AnswerFile, 'questionKey'>[],
): Answers => {
  const counts = new Map<string, number>()
  for (const { questionKey } of files) counts.set(questionKey, (counts.get(questionKey) ?? 0) + 1)
  return Object.fromEntries(
    rows.map((row) => [
      row.questionKey,
      { value: row.value, comment: row.comment, evidenceCount: counts.get(row.questionKey) ?? 0 },
    ]),
  )
}

export const progressOf = (set: LoadedSet, answers: Answers) => {
  const { shown, answered, percent, nextQuestion } = requestProgress(set.compiled, answers)
  return { shown, answered, percent, nextQuestion }
}

export const missingOf = (set: LoadedSet, answers: Answers) => missingAnswers(set.compiled, answers)
