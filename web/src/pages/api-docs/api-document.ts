type Json = Record<string, unknown>

export type FieldRow = { path: string; type: string; required: boolean; meaning: string }
export type Answer = { status: string; meaning: string; fields: FieldRow[] }
export type Operation = {
  id: string
  method: string
  path: string
  group: string
  summary: string
  parameters: FieldRow[]
  body: FieldRow[]
  answers: Answer[]
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objectOf = (value: unknown): Json => (isObject(value) ? value : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const deepest = 6

const resolve = (document: Json, schema: unknown): Json => {
  const found = objectOf(schema)
  const name = textOf(found.$ref).split('/').at(-1)
  if (name === undefined || name === '') return found
  return objectOf(objectOf(objectOf(document.components).schemas)[name])
}

const bounds = (schema: Json): string => {
  const parts = [
    schema.minLength === undefined && schema.maxLength === undefined
      ? ''
      : `${schema.minLength ?? 0}–${schema.maxLength ?? '…'}`,
    schema.minimum === undefined && schema.maximum === undefined
      ? ''
      : `${schema.minimum ?? '…'}–${schema.maximum ?? '…'}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

const typeOf = (document: Json, schema: Json): string => {
  const variants = [...listOf(schema.anyOf), ...listOf(schema.oneOf)]
  if (variants.length > 0) return variants.map((each) => typeOf(document, resolve(document, each))).join(' | ')
  const values = listOf(schema.enum)
  if (values.length > 0) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.type === 'array') return `${typeOf(document, resolve(document, schema.items))}[]`
  const name = listOf(schema.type).length > 0 ? listOf(schema.type).join(' | ') : textOf(schema.type) || 'any'
  return `${name}${schema.format === undefined ? '' : ` ${textOf(schema.format)}`}${bounds(schema)}`
}

const inside = (document: Json, schema: Json): { schema: Json; mark: string } => {
  if (schema.type === 'array') return { schema: resolve(document, schema.items), mark: '[]' }
  const variant = [...listOf(schema.anyOf), ...listOf(schema.oneOf)]
    .map((each) => resolve(document, each))
    .find((each) => each.properties !== undefined || each.type === 'array')
  return variant === undefined ? { schema, mark: '' } : { ...inside(document, variant) }
}

/** Every field of a schema as one row, nested ones by their path; a schema inside itself ends at a fixed depth. */
export const fieldsOf = (document: Json, schema: unknown, prefix = '', depth = 0): FieldRow[] => {
  const { schema: top, mark } = inside(document, resolve(document, schema))
  const required = new Set(listOf(top.required))
  if (depth > deepest) return []
  return Object.entries(objectOf(top.properties)).flatMap(([name, value]) => {
    const field = resolve(document, value)
    const path = `${prefix}${mark === '' || prefix === '' ? '' : mark}${prefix === '' ? mark : ''}${prefix === '' && mark === '' ? '' : '.'}${name}`
    const row = {
      path,
      type: typeOf(document, field),
      required: required.has(name),
      meaning: textOf(objectOf(value).description) || textOf(field.description),
    }
    return [row, ...fieldsOf(document, value, path, depth + 1)]
  })
}

const contentSchema = (part: unknown): unknown => {
  const [content] = Object.values(objectOf(objectOf(part).content))
  return objectOf(content).schema
}

const methods = ['get', 'post', 'put', 'patch', 'delete']

/** Every operation of an OpenAPI document with its parameters, body and answers in rows. */
export const operationsOf = (input: unknown): Operation[] => {
  const document = objectOf(input)
  return Object.entries(objectOf(document.paths)).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const found = objectOf(item)[method]
      if (!isObject(found)) return []
      const parameters = listOf(found.parameters).map((each) => {
        const parameter = objectOf(each)
        const schema = resolve(document, parameter.schema)
        return {
          path: `${textOf(parameter.name)} (${textOf(parameter.in)})`,
          type: typeOf(document, schema),
          required: parameter.required === true,
          meaning: textOf(parameter.description) || textOf(schema.description),
        }
      })
      const answers = Object.entries(objectOf(found.responses)).map(([status, answer]) => ({
        status,
        meaning: textOf(objectOf(answer).description),
        fields: fieldsOf(document, contentSchema(answer)),
      }))
      return [
        {
          id: `${method} ${path}`,
          method: method.toUpperCase(),
          path,
          group: textOf(listOf(found.tags)[0]),
          summary: textOf(found.summary),
          parameters,
          body: fieldsOf(document, contentSchema(found.requestBody)),
          answers,
        },
      ]
    }),
  )
}

/** Operations whose method, path or summary contains every word. */
export const searchOperations = (operations: readonly Operation[], words: string): Operation[] => {
  const wanted = words.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  return operations.filter((each) => {
    const text = `${each.method} ${each.path} ${each.group} ${each.summary}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
