import type { ApiDocument, Operation, Schema } from './operations.ts'

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** Every field below a schema that says nothing about itself; a named schema speaks for itself. */
const silentFields = (schema: unknown, at: string): string[] => {
  if (Array.isArray(schema)) return schema.flatMap((part, index) => silentFields(part, `${at}.${index}`))
  if (!isSchema(schema)) return []
  const { properties, ...rest } = schema
  const own = isSchema(properties)
    ? Object.entries(properties).flatMap(([name, field]) => {
        const says = isSchema(field) && (typeof field.description === 'string' || typeof field.$ref === 'string')
        return [...(says ? [] : [`${at}.${name}`]), ...silentFields(field, `${at}.${name}`)]
      })
    : []
  const inner = ['items', 'anyOf', 'oneOf', 'allOf', 'additionalProperties', 'prefixItems'] as const
  return [...own, ...inner.flatMap((key) => silentFields(rest[key], `${at}.${key}`))]
}

/** A list or an object inside an answer is described by its own fields, a plain value by its description. */
const isContainer = (schema: unknown): boolean =>
  isSchema(schema) && (schema.type === 'array' || schema.type === 'object' || 'anyOf' in schema)

export const undescribed = (document: ApiDocument, operations: readonly Operation[]): string[] => {
  const container = (path: string, root: unknown): boolean => {
    let at: unknown = root
    for (const step of path.split('.').slice(1)) {
      if (!isSchema(at)) return false
      const { properties } = at
      at = isSchema(properties) && step in properties ? properties[step] : (at as Schema)[step]
    }
    return isContainer(at)
  }
  const check = (schema: unknown, name: string) => silentFields(schema, name).filter((path) => !container(path, schema))
  const named = Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) => check(schema, name))
  const spoken = operations.flatMap(({ id, spec }) => [
    ...(spec.summary === undefined || spec.summary === '' ? [`${id}: no summary`] : []),
    ...(spec.parameters ?? []).flatMap(({ name, description, schema }) =>
      description === undefined && typeof schema?.description !== 'string' ? [`${id}?${name}`] : [],
    ),
    ...Object.values(spec.requestBody?.content ?? {}).flatMap(({ schema }) => check(schema, id)),
    ...Object.entries(spec.responses ?? {}).flatMap(([status, { content }]) =>
      Object.values(content ?? {}).flatMap(({ schema }) => check(schema, `${id}:${status}`)),
    ),
  ])
  return [...new Set([...named, ...spoken])]
}

export const unusedSchemas = (document: ApiDocument): string[] => {
  const text = JSON.stringify(document)
  return Object.keys(document.components?.schemas ?? {}).filter(
    (name) => !text.includes(`"#/components/schemas/${name}"`),
  )
}

export const repeatedIds = (operations: readonly Operation[]): string[] =>
  operations.map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index)

/** Refusals that are not told as problem+json, and routes that do not say which refusals to expect. */
export const untoldProblems = (operations: readonly Operation[]): string[] =>
  operations.flatMap(({ id, path, spec }) => {
    const refusals = Object.entries(spec.responses ?? {}).filter(([status]) => Number(status) >= 400)
    const wrong = refusals.filter(
      ([, { content }]) => content?.['application/problem+json']?.schema?.$ref !== '#/components/schemas/Problem',
    )
    const isOpen = (spec.security ?? []).length === 0
    const needed = [...(isOpen ? [] : ['401', '403']), ...(path.includes('{') ? ['404'] : [])]
    const missing = needed.filter((status) => !(status in (spec.responses ?? {})))
    return [...wrong, ...missing.map((status) => [status])].map(([status]) => `${id}: ${status}`)
  })
