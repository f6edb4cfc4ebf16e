import { expect, test } from 'vitest'
import { networkProblem, nextStep, ProblemError, problemOf, readProblem } from './problem.ts'

test.each([
  [0, 'network'],
  [401, 'signInAgain'],
  [403, 'noRight'],
  [404, 'notFound'],
  [410, 'notFound'],
  [409, 'conflict'],
  [412, 'conflict'],
  [429, 'tooMany'],
  [500, 'server'],
  [502, 'server'],
])('status %d leads to the sentence "%s"', (status, sentence) => expect(nextStep(status)).toBe(sentence))

test('problem+json is read with its field errors', () => {
  const body = {
    code: 'partner.code_taken',
    detail: 'この取引先コードは使われています。',
    traceId: 'abc',
    errors: [{ field: 'code', code: 'taken', message: '別のコードにしてください。' }, { field: 'x' }, null],
  }
  expect(readProblem(409, body)).toEqual({
    status: 409,
    code: 'partner.code_taken',
    detail: 'この取引先コードは使われています。',
    traceId: 'abc',
    fields: [{ field: 'code', message: '別のコードにしてください。' }],
  })
})

test.each([undefined, null, '', '<html>', { code: 7 }])('a foreign body %j keeps its status', (body) =>
  expect(readProblem(502, body)).toEqual({ status: 502, code: 'unknown', fields: [] }),
)

test('an error that is no problem counts as the network', () => {
  expect(problemOf(new TypeError('fetch failed'))).toBe(networkProblem)
  const problem = readProblem(404, {})
  expect(problemOf(new ProblemError(problem))).toBe(problem)
})
