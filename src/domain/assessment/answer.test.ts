import { describe, expect, it } from 'vitest'
import { answerProblems } from './answer.ts'
import { answer, question } from './question.fixture.ts'
import type { AnswerShape, AnswerValue } from './question.ts'

const choice: AnswerShape = { type: 'choice', commentFor: ['partly', 'not'], notApplicableAllowed: true }
const one: AnswerShape = { type: 'one', options: ['a', 'b'] }
const many: AnswerShape = { type: 'many', options: ['a', 'b', 'c'], most: 2 }
const text: AnswerShape = { type: 'text', maxLength: 5 }
const number: AnswerShape = { type: 'number', min: 0, max: 100 }
const date: AnswerShape = { type: 'date' }

describe('one answer', () => {
  it.each<[AnswerShape, AnswerValue, string, readonly string[]]>([
    [choice, 'done', '', []],
    [choice, 'partly', '', ['comment_missing']],
    [choice, 'partly', '工場は来月', []],
    [choice, 'not', ' ', ['comment_missing']],
    [choice, 'na', '', ['not_applicable_reason_missing']],
    [choice, 'na', '当社に工場はありません', []],
    [{ ...choice, notApplicableAllowed: false }, 'na', 'x', ['not_applicable_not_offered']],
    [{ ...choice, commentFor: [] }, 'not', '', []],
    [{ ...choice, commentFor: [] }, 'na', '', ['not_applicable_reason_missing']],
    [choice, 'yes', '', ['unknown_choice']],
    [choice, 1, '', ['unknown_choice']],
    [one, 'a', '', []],
    [one, 'z', '', ['unknown_option']],
    [one, ['a'], '', ['unknown_option']],
    [many, ['a', 'c'], '', []],
    [many, [], '', ['empty']],
    [many, ['a', 'b', 'c'], '', ['too_many_options']],
    [many, ['a', 'a'], '', ['unknown_option']],
    [many, ['z'], '', ['unknown_option']],
    [many, 'a', '', ['unknown_option']],
    [text, '12345', '', []],
    [text, '123456', '', ['too_long']],
    [text, '\u3000', '', ['empty']],
    [text, 5, '', ['not_text']],
    [number, 100, '', []],
    [number, 101, '', ['out_of_bounds']],
    [number, Number.NaN, '', ['not_a_number']],
    [number, '5', '', ['not_a_number']],
    [date, '2028-02-29', '', []],
    [date, '2027-02-29', '', ['not_a_date']],
    [date, '2027-13-01', '', ['not_a_date']],
    [date, '令和8年', '', ['not_a_date']],
  ])('%j = %j, comment %j', (shape, value, comment, problems) => {
    expect(answerProblems({ ...question('q'), shape }, answer(value, comment))).toEqual(problems)
  })

  it.each([
    ['done', 0, ['evidence_missing']],
    ['done', 1, []],
    ['not', 0, []],
  ] as const)('with required evidence: %s and %i files', (value, evidenceCount, problems) => {
    const asked = { ...question('q'), evidence: 'required' } as const
    expect(answerProblems(asked, { value, comment: 'x', evidenceCount })).toEqual(problems)
  })
})
