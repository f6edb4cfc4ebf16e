import type { FastifyInstance } from 'fastify'

type Document = { components?: { schemas?: Record<string, unknown> } }

/** The input twins that the converter adds for every named schema, dropped unless something refers to them. */
const pruned = (document: Document): Document => {
  const schemas = document.components?.schemas
  if (schemas === undefined) return document
  for (let before = -1; before !== Object.keys(schemas).length; ) {
    before = Object.keys(schemas).length
    const text = JSON.stringify(document)
    for (const name of Object.keys(schemas)) {
      if (name.endsWith('Input') && !text.includes(`"#/components/schemas/${name}"`)) delete schemas[name]
    }
  }
  return document
}

export const openApiDocument = (http: FastifyInstance): Document => pruned(structuredClone(http.swagger()) as Document)

/** Serves the OpenAPI document; the page that shows it belongs to the console. */
export const mountDocs = (http: FastifyInstance): void => {
  let cached: string | undefined
  http.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    cached ??= JSON.stringify(openApiDocument(http))
    return reply.header('content-type', 'application/json').serializer(String).send(cached)
  })
}
