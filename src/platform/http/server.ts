import { randomBytes } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastifySwagger from '@fastify/swagger'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  isResponseSerializationError,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { AppError, type Locale, platformErrors } from '../errors.ts'
import { describeFailure } from '../log.ts'
import type { Engine } from '../work.ts'
import { invalidRequest, toProblem } from './problem.ts'
import { assertStorable } from './storable-text.ts'

export const localeOf = (headers: Record<string, unknown>): Locale => {
  const wanted = String(headers['accept-language'] ?? 'ja')
  return /^\s*en\b/i.test(wanted) ? 'en' : 'ja'
}

const CSP = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')

/** The type of an upload's body. */
export const BYTES = 'application/octet-stream'
export const MEBIBYTE = 1024 * 1024
/** The most that a request which is no upload may send. */
export const MOST_BODY_BYTES = MEBIBYTE

const isNotFoundByRouter = (error: FastifyError) => error.code === 'FST_ERR_NOT_FOUND'

const asAppError = (error: unknown, locale: Locale): AppError | null => {
  if (error instanceof AppError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error.validation, locale)
  const known = error as FastifyError
  if (isNotFoundByRouter(known)) return platformErrors.not_found()
  if (known.statusCode !== undefined && known.statusCode >= 400 && known.statusCode < 500) {
    if (known.statusCode === 413) return platformErrors.too_large({ megabytes: MOST_BODY_BYTES / MEBIBYTE })
    if (known.statusCode === 415) return platformErrors.unsupported_type()
    return platformErrors.invalid({}, [{ field: '', code: known.code, message: known.message }])
  }
  return null
}

const wasCutOff = ({ raw }: FastifyRequest): boolean => raw.destroyed && !raw.complete

/** A server with our answers, headers and error bodies; routes are added by `mountRoutes`. */
export const createHttp = async (
  engine: Engine,
  options: { https?: { cert: Buffer; key: Buffer }; trustProxy: boolean; title: string; secure: boolean },
): Promise<FastifyInstance> => {
  const settings = {
    logger: false as const,
    trustProxy: options.trustProxy,
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: 120_000,
    genReqId: () => randomBytes(8).toString('hex'),
  }
  const http: FastifyInstance = options.https ? Fastify({ ...settings, https: options.https }) : Fastify(settings)
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializerCompiler)
  await http.register(fastifyCookie)
  // Bytes are not collected here: an upload route reads its stream itself, up to its own limit.
  http.addContentTypeParser(BYTES, (_request, _payload, done) => done(null))
  await http.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: options.title, version: '1' },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          member: { type: 'http', scheme: 'bearer', description: 'API token, or the console’s own session' },
          portal: { type: 'apiKey', in: 'cookie', name: 'kizuna_portal', description: 'A partner’s link, opened' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  http.addHook('onRequest', async (request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    request.nonce = nonce
    reply.headers({
      'content-security-policy': CSP(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'geolocation=(), microphone=(), camera=(self)',
      'x-request-id': request.id,
      ...(options.secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    })
  })
  http.addHook('preValidation', async ({ params, query, body, headers }) =>
    assertStorable([params, query, body], localeOf(headers)),
  )
  http.setErrorHandler((error, request, reply) => {
    const locale = localeOf(request.headers)
    const known = isResponseSerializationError(error) ? null : asAppError(error, locale)
    const at = { trace: request.id, route: request.routeOptions.url }
    if (known === null && wasCutOff(request)) engine.log.info(at, 'request cut off by its sender')
    else if (known === null) engine.log.error({ ...at, ...describeFailure(error) }, 'request failed')
    // Fastify would cut the connection under a sender who is not done, who then never hears why.
    if (!request.raw.complete) reply.removeHeader('connection')
    const problem = toProblem(known ?? platformErrors.internal(), locale, request.id)
    if (known?.code === platformErrors.too_many.code) reply.header('retry-after', String(known.params.seconds ?? 60))
    return reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .serializer(JSON.stringify)
      .send(problem)
  })
  http.setNotFoundHandler((request, reply) => {
    const problem = toProblem(platformErrors.not_found(), localeOf(request.headers), request.id)
    return reply
      .status(404)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem))
  })
  http.addHook('onResponse', async (request, reply) => {
    // Most senders listen only when they are done: what a refusal left unread is read off. The request's time limit ends the endless.
    if (!request.raw.complete) request.raw.resume()
    engine.log.info(
      {
        trace: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  return http.withTypeProvider<ZodTypeProvider>()
}

declare module 'fastify' {
  interface FastifyRequest {
    nonce: string
  }
}
