import { expect, test } from 'vitest'
import { fieldsOf, operationsOf, searchOperations } from './api-document.ts'

const document = {
  components: {
    schemas: {
      Unit: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', maxLength: 80 }, above: { $ref: '#/components/schemas/Unit' } },
      },
    },
  },
  paths: {
    '/api/v1/units/{id}': {
      put: {
        tags: ['organizations'],
        summary: 'Rename a unit',
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            schema: { type: 'string', format: 'uuid', description: 'Identifier' },
          },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['kind'],
                properties: {
                  kind: { enum: ['a', 'b'], description: 'Kind' },
                  parts: {
                    type: 'array',
                    items: { type: 'object', properties: { no: { type: 'integer', minimum: 1 } } },
                  },
                },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'Default',
            content: {
              'application/json': { schema: { anyOf: [{ $ref: '#/components/schemas/Unit' }, { type: 'null' }] } },
            },
          },
          404: { description: 'Problem' },
        },
      },
    },
  },
}

test('an operation with its parameters, nested body and answers', () => {
  const [operation] = operationsOf(document)
  expect(operation).toMatchObject({ method: 'PUT', group: 'organizations', summary: 'Rename a unit' })
  expect(operation?.parameters).toEqual([
    { path: 'id (path)', type: 'string uuid', required: true, meaning: 'Identifier' },
  ])
  expect(operation?.body.map((row) => [row.path, row.type, row.required])).toEqual([
    ['kind', '"a" | "b"', true],
    ['parts', 'object[]', false],
    ['parts[].no', 'integer (1–…)', false],
  ])
  expect(operation?.answers.map((answer) => [answer.status, answer.fields[0]?.path])).toEqual([
    ['200', 'name'],
    ['404', undefined],
  ])
})

test('a schema inside itself ends', () => {
  expect(fieldsOf(document, { $ref: '#/components/schemas/Unit' }).length).toBeLessThan(20)
})

test('anything else gives no operation', () => {
  for (const broken of [null, 'text', [], { paths: { '/x': { get: 'no' } } }]) expect(operationsOf(broken)).toEqual([])
})

test.each([
  ['', 1],
  ['put ＵＮＩＴ', 1],
  ['rename organizations', 1],
  ['rename partner', 0],
])('searching for "%s" finds %i', (words, count) => {
  expect(searchOperations(operationsOf(document), words)).toHaveLength(count)
})
