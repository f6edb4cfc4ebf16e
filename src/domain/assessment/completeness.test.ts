import { describe, expect, it } from 'vitest'
import { missingAnswers, requestProgress } from './completeness.ts'
import { answer, compiled, question } from './question.fixture.ts'

const set = compiled(
  question('policy'),
  question('factory', { question: 'policy', is: ['done'] }),
  { ...question('remark'), required: false },
  question('constructor'),
)

describe('completeness of a request', () => {
  it('lists what is missing in the order of the questions', () => {
    const answers = { policy: answer('done'), factory: answer('partly') }
    expect(missingAnswers(set, answers)).toEqual([
      { question: 'factory', problem: 'comment_missing' },
      { question: 'constructor', problem: 'unanswered' },
    ])
  })

  it('does not count a hidden question', () => {
    const answers = { policy: answer('not', 'next year'), factory: answer('partly'), constructor: answer('done') }
    expect(missingAnswers(set, answers)).toEqual([])
  })

  it('counts an optional question only once it was begun', () => {
    const answers = { remark: answer('not') }
    expect(missingAnswers(set, answers)).toContainEqual({ question: 'remark', problem: 'comment_missing' })
  })

  it.each([
    ['nothing answered', {}, { shown: 3, answered: 0, percent: 0, nextQuestion: 'policy' }],
    ['one of three', { policy: answer('done') }, { shown: 4, answered: 1, percent: 33, nextQuestion: 'factory' }],
    [
      'answered, but one comment short',
      { policy: answer('done'), factory: answer('partly'), constructor: answer('done') },
      { shown: 4, answered: 3, percent: 66, nextQuestion: 'factory' },
    ],
    [
      'all there',
      { policy: answer('done'), factory: answer('done'), constructor: answer('done') },
      { shown: 4, answered: 3, percent: 100, nextQuestion: null },
    ],
  ])('%s', (_, answers, progress) => {
    expect(requestProgress(set, answers)).toMatchObject(progress)
  })
})
