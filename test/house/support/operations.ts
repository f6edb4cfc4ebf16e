export type Operation = { id: string; method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; spec: Spec }
export type Content = { schema?: Schema }
export type Schema = { [key: string]: unknown }
export type Spec = {
  operationId?: string
  summary?: string
  tags?: string[]
  security?: Record<string, unknown>[]
  parameters?: { name: string; in: string; description?: string; schema?: Schema }[]
  requestBody?: { content?: Record<string, Content> }
  responses?: Record<string, { description?: string; content?: Record<string, Content> }>
}
export type ApiDocument = {
  paths?: Record<string, Record<string, Spec>>
  components?: { schemas?: Record<string, Schema> }
}

/** Every operation of an OpenAPI document. */
export const operationsOf = (document: ApiDocument): Operation[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spec]) => ({
      id: (spec.operationId ?? `${method} ${path}`).replace(/ApiV1/, ''),
      method: method.toUpperCase() as Operation['method'],
      path,
      spec,
    })),
  )
