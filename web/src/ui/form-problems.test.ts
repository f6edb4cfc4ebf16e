import { expect, test } from 'vitest'
import { errorOf, refusedFields } from './form-problems.ts'

const refusal = (...fields: string[]) => ({
  status: 422,
  code: 'request.invalid',
  fields: fields.map((field) => ({ field, message: '長すぎます。' })),
})

test('a refused entry stands at its field and is named by its label where it stands apart', () =>
  expect(refusedFields(refusal('name'), { name: '名称' }, 'row-')).toEqual([
    { id: 'row-name', label: '名称', message: '長すぎます。' },
  ]))

test('one line of a list belongs to the field of the list', () =>
  expect(refusedFields(refusal('tags.3'), { tags: 'タグ' })[0]).toMatchObject({ id: 'tags', label: 'タグ' }))

test('what this form does not ask is named all the same', () =>
  expect(refusedFields(refusal('capitalYen'), {})[0]).toMatchObject({ label: 'capitalYen' }))

test('the line under a field says only what is wrong', () => {
  const problems = refusedFields(refusal('name'), { name: '名称' })
  expect(errorOf(problems, 'name')).toEqual({ error: '長すぎます。' })
  expect(errorOf(problems, 'code')).toEqual({})
})
