import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreChecklist } from '../maturity/score.ts'
import type { PlainDate } from '../time.ts'
import { answer, compiled, question } from './question.fixture.ts'
import type { Answers, Condition } from './question.ts'
import { compileQuestions, visibleQuestions } from './visibility.ts'

const is = (key: string, ...values: readonly string[]): Condition => ({ question: key, is: values })
const seen = (set: ReturnType<typeof compiled>, answers: Answers) =>
  visibleQuestions(set, answers).map(({ key }) => key)

describe('conditional questions', () => {
  const both: Condition = { all: [is('a', 'done', 'partly'), { not: is('b', 'done') }] }
  it.each<[string, Condition, Answers, boolean]>([
    ['is, one of several values', is('a', 'done', 'partly'), { a: answer('partly') }, true],
    ['is, another value', is('a', 'done'), { a: answer('not') }, false],
    ['is, unanswered', is('a', 'done'), {}, false],
    ['is, one of several options chosen', is('a', 'vpn'), { a: answer(['api', 'vpn']) }, true],
    ['is, a number', is('a', '3'), { a: answer(3) }, true],
    ['not, unanswered', { not: is('a', 'done') }, {}, true],
    ['and', both, { a: answer('done'), b: answer('not') }, true],
    ['and, one side fails', both, { a: answer('done'), b: answer('done') }, false],
    ['or', { any: [is('a', 'done'), is('b', 'done')] }, { b: answer('done') }, true],
    ['or, neither', { any: [is('a', 'done'), is('b', 'done')] }, { a: answer('not') }, false],
    ['and of nothing', { all: [] }, {}, true],
    ['or of nothing', { any: [] }, {}, false],
  ])('%s', (_, condition, answers, shown) => {
    const set = compiled(question('late', condition), question('a'), question('b'))
    expect(seen(set, answers)).toEqual(shown ? ['late', 'a', 'b'] : ['a', 'b'])
  })

  it('ignores the kept answer of a question that became hidden, along the whole chain', () => {
    const set = compiled(question('c', is('b', 'done')), question('b', is('a', 'done')), question('a'))
    const answers = { a: answer('done'), b: answer('done'), c: answer('done') }
    expect(seen(set, answers)).toEqual(['c', 'b', 'a'])
    expect(seen(set, { ...answers, a: answer('not') })).toEqual(['a'])
  })

  it.each<[string, readonly ReturnType<typeof question>[], readonly string[]]>([
    ['cycle', [question('a', is('b', 'x')), question('b', is('c', 'x')), question('c', is('a', 'x'))], ['a', 'b', 'c']],
    ['cycle', [question('a', { not: is('a', 'x') })], ['a']],
    ['unknown_question', [question('a', is('zz', 'x'))], ['a']],
    ['duplicate_key', [question('a'), question('a')], ['a']],
  ])('refuses a set: %s', (reason, questions, concerned) => {
    expect(compileQuestions(questions)).toEqual({ ok: false, reason, questions: concerned })
  })

  it('refuses conditions nested without end', () => {
    let deep: Condition = is('a', 'x')
    for (let level = 0; level < 50_000; level += 1) deep = { not: deep }
    expect(compileQuestions([question('a'), question('b', deep)])).toMatchObject({ ok: false, reason: 'too_deep' })
  })

  it('shows the same whatever the order in which the questions are written', () => {
    const conditions = fc.array(
      fc.record({ on: fc.nat(), value: fc.constantFrom('done', 'not'), negated: fc.boolean() }),
      { minLength: 2, maxLength: 20 },
    )
    fc.assert(
      fc.property(conditions, fc.array(fc.constantFrom('done', 'not', 'none'), { minLength: 20 }), (links, values) => {
        const questions = links.map(({ on, value, negated }, index) => {
          if (index === 0) return question('q0')
          const condition = is(`q${on % index}`, value)
          return question(`q${index}`, negated ? { not: condition } : condition)
        })
        const answers = Object.fromEntries(
          values.flatMap((value, index) => (value === 'none' ? [] : [[`q${index}`, answer(value)]])),
        )
        const forwards = seen(compiled(...questions), answers)
        expect(seen(compiled(...questions.toReversed()), answers)).toEqual(forwards.toReversed())
      }),
    )
  })

  it('handles 1,341 chained questions and their score', () => {
    const size = 1341
    const chain = Array.from({ length: size }, (_, index) =>
      question(`q${index}`, index === 0 ? undefined : is(`q${index - 1}`, 'done')),
    )
    const set = compiled(...chain)
    const answers = Object.fromEntries(chain.map(({ key }, index) => [key, answer(index === 700 ? 'not' : 'done')]))
    const shown = visibleQuestions(set, answers)
    expect(shown).toHaveLength(701)
    const items = shown.map(({ key }) => ({ key, category: 'x', weight: 1, isKey: false, effort: 1 }))
    const scored = Object.fromEntries(
      shown.map(({ key }) => [
        key,
        { choice: key === 'q700' ? 'not' : 'done', assurance: 'declared', compensatedUntil: null } as const,
      ]),
    )
    expect(scoreChecklist(items, scored, '2026-11-21' as PlainDate)).toMatchObject({
      numerator: 1400,
      denominator: 1402,
    })
  })
})
