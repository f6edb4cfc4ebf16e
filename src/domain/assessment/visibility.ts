import { type Answers, type AnswerValue, answerTo, type Condition, type Question } from './question.ts'

type Test = (valueAt: (index: number) => AnswerValue | undefined) => boolean

/** A question set made ready for quick evaluation: questions in an order in which every condition looks back only. */
export type CompiledSet = {
  readonly questions: readonly Question[]
  readonly order: readonly number[]
  readonly tests: readonly (Test | null)[]
}

/** Why a question set cannot be used, with the questions concerned. */
export type CompileProblem = {
  readonly ok: false
  readonly reason: 'duplicate_key' | 'unknown_question' | 'too_deep' | 'cycle'
  readonly questions: readonly string[]
}

const MAX_NESTING = 16

function tooDeep(condition: Condition, allowed: number): boolean {
  if (allowed === 0) return true
  if ('question' in condition) return false
  if ('not' in condition) return tooDeep(condition.not, allowed - 1)
  return ('all' in condition ? condition.all : condition.any).some((part) => tooDeep(part, allowed - 1))
}

function references(condition: Condition): readonly string[] {
  if ('question' in condition) return [condition.question]
  if ('not' in condition) return references(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(references)
}

function compileCondition(condition: Condition, indexOf: ReadonlyMap<string, number>): Test {
  if ('question' in condition) {
    const index = indexOf.get(condition.question) ?? -1
    const wanted = new Set(condition.is)
    return (valueAt) => {
      const value = valueAt(index)
      if (value === undefined) return false
      if (typeof value === 'string' || typeof value === 'number') return wanted.has(String(value))
      return value.some((option) => wanted.has(option))
    }
  }
  if ('not' in condition) {
    const inner = compileCondition(condition.not, indexOf)
    return (valueAt) => !inner(valueAt)
  }
  const parts = ('all' in condition ? condition.all : condition.any).map((part) => compileCondition(part, indexOf))
  return 'all' in condition
    ? (valueAt) => parts.every((part) => part(valueAt))
    : (valueAt) => parts.some((part) => part(valueAt))
}

function dependencyOrder(dependsOn: readonly (readonly number[])[]): {
  readonly order: readonly number[]
  readonly stuck: readonly number[]
} {
  const waiting = dependsOn.map((list) => new Set(list).size)
  const followers: number[][] = dependsOn.map(() => [])
  dependsOn.forEach((list, index) => {
    for (const earlier of new Set(list)) followers[earlier]?.push(index)
  })
  const order = waiting.flatMap((count, index) => (count === 0 ? [index] : []))
  for (const index of order) {
    for (const follower of followers[index] ?? []) {
      const left = (waiting[follower] ?? 0) - 1
      waiting[follower] = left
      if (left === 0) order.push(follower)
    }
  }
  return { order, stuck: waiting.flatMap((count, index) => (count > 0 ? [index] : [])) }
}

/** Prepares a question set once; duplicate keys, conditions on unknown questions, too deep nesting and circles are refused with the questions concerned. */
export function compileQuestions(
  questions: readonly Question[],
): { readonly ok: true; readonly set: CompiledSet } | CompileProblem {
  const indexOf = new Map(questions.map((question, index) => [question.key, index]))
  const fail = (reason: CompileProblem['reason'], concerned: readonly Question[]): CompileProblem => ({
    ok: false,
    reason,
    questions: concerned.map((question) => question.key),
  })
  const duplicates = questions.filter((question, index) => indexOf.get(question.key) !== index)
  if (duplicates.length > 0) return fail('duplicate_key', duplicates)
  const deep = questions.filter(({ visibleIf }) => visibleIf !== undefined && tooDeep(visibleIf, MAX_NESTING))
  if (deep.length > 0) return fail('too_deep', deep)
  const used = questions.map(({ visibleIf }) => (visibleIf === undefined ? [] : references(visibleIf)))
  const unknown = questions.filter((_, index) => used[index]?.some((key) => !indexOf.has(key)))
  if (unknown.length > 0) return fail('unknown_question', unknown)
  const { order, stuck } = dependencyOrder(used.map((keys) => keys.flatMap((key) => indexOf.get(key) ?? [])))
  if (stuck.length > 0)
    return fail(
      'cycle',
      stuck.flatMap((index) => questions[index] ?? []),
    )
  const tests = questions.map(({ visibleIf }) =>
    visibleIf === undefined ? null : compileCondition(visibleIf, indexOf),
  )
  return { ok: true, set: { questions, order, tests } }
}

/** The questions shown for the answers so far, in the set's order; the answer of a hidden question is kept by the caller but counts as not given. */
export function visibleQuestions(set: CompiledSet, answers: Answers): readonly Question[] {
  const visible = new Uint8Array(set.questions.length)
  const valueAt = (index: number): AnswerValue | undefined => {
    const question = visible[index] === 1 ? set.questions[index] : undefined
    return question === undefined ? undefined : answerTo(answers, question)?.value
  }
  for (const index of set.order) {
    const test = set.tests[index]
    if (!test || test(valueAt)) visible[index] = 1
  }
  return set.questions.filter((_, index) => visible[index] === 1)
}
