import { expect, it } from 'vitest'
import { unstorableAt } from './storable-text.ts'

it.each([
  [{ text: 'plain' }, null],
  [undefined, null],
  [{ a: [{ b: 'x\u0000' }] }, 'a.0.b'],
  [{ answers: { 'x\u0000': 1 } }, 'answers'],
  [{ text: '\\u0000 in words, 𠮷' }, null],
  [{ text: 'half \ud842' }, 'text'],
])('finds what cannot be kept in %j', (sent, field) => {
  expect(unstorableAt(sent)).toBe(field)
})

it('is not ended by a body that is nested without end', () => {
  expect(unstorableAt(JSON.parse(`${'['.repeat(100_000)}"x\\u0000"${']'.repeat(100_000)}`))).toContain('0.0.0')
})
