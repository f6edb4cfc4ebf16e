import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { csrfOf, sameText } from '../auth/token.ts'
import type { Actor, ReadCtx, WriteCtx } from '../context.ts'
import { type Locale, platformErrors } from '../errors.ts'
import { type Engine, reading, writing } from '../work.ts'
import { answeredBefore, keepAnswer } from './idempotency.ts'
import { Problem, STATUS } from './problem.ts'
import type { Cookie, Download, Input, Route } from './route.ts'
import { localeOf } from './server.ts'

export const SESSION_COOKIE = 'kizuna_session'
export const PORTAL_COOKIE = 'kizuna_portal'
export const CSRF_COOKIE = 'kizuna_csrf'
export const PORTAL_CSRF_COOKIE = 'kizuna_portal_csrf'

export type Authenticate = (
  engine: Engine,
  token: string,
  kind: 'session' | 'bearer' | 'portal',
  correlation: string,
) => Promise<Actor | null>

export type MountOptions = { engine: Engine; authenticate: Authenticate; secure: boolean; prefix: string }

const SAFE = new Set(['GET', 'HEAD'])

const bearerOf = (request: FastifyRequest): string | null =>
  /^Bearer ([\w.-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null

/** A page of another site cannot set a header, so a change needs the value that follows from the session. */
const assertOwnPage = (request: FastifyRequest, token: string): void => {
  if (SAFE.has(request.method)) return
  const sent = request.headers['x-csrf-token']
  if (typeof sent !== 'string' || !sameText(sent, csrfOf(token))) throw platformErrors.csrf()
}

const tokenOf = (route: Route, request: FastifyRequest): { bearer: string | null; token: string | null } => {
  const bearer = route.access === 'member' ? bearerOf(request) : null
  const cookie = request.cookies[route.access === 'portal' ? PORTAL_COOKIE : SESSION_COOKIE] ?? null
  return { bearer, token: bearer ?? cookie }
}

/** A page names the language it stands in, which may be newer than the one kept with the member; a browser's own list of languages does not count. */
const inLanguageOfPage = (actor: Actor, request: FastifyRequest): Actor => {
  const named = request.headers['accept-language']
  return named === 'ja' || named === 'en' ? { ...actor, locale: named } : actor
}

const identify = async (
  options: MountOptions,
  route: Route,
  request: FastifyRequest,
): Promise<{ actor: Actor | null; token: string | null }> => {
  const { bearer, token } = tokenOf(route, request)
  if (route.access === 'public') return { actor: null, token }
  if (token === null) throw platformErrors.unauthenticated()
  const kind = bearer !== null ? 'bearer' : route.access === 'portal' ? 'portal' : 'session'
  const actor = await options.authenticate(options.engine, token, kind, request.id)
  if (actor === null) throw platformErrors.unauthenticated()
  if (bearer === null) assertOwnPage(request, token)
  return { actor: inLanguageOfPage(actor, request), token }
}

const versionOf = (route: Route, request: FastifyRequest): number => {
  if (route.contract.versioned !== true) return 0
  const match = /^"?(\d{1,9})"?$/.exec(String(request.headers['if-match'] ?? ''))
  if (match?.[1] === undefined) throw platformErrors.version_needed()
  return Number(match[1])
}

const fileName = (name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`
}

const sendFile = (reply: FastifyReply, file: Download): FastifyReply =>
  reply
    .headers({
      'content-type': file.mediaType,
      'content-disposition':
        file.inline === true ? fileName(file.name).replace('attachment', 'inline') : fileName(file.name),
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    .serializer((payload: unknown) => payload as string)
    .send(file.body)

const handle = async (
  options: MountOptions,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  const { actor, token } = await identify(options, route, request)
  const version = versionOf(route, request)
  const locale: Locale = actor?.locale ?? localeOf(request.headers)
  let file: Download | null = null
  const setCookie = ({ name, value, maxAgeSeconds, httpOnly }: Cookie) =>
    void reply.setCookie(name, value, {
      path: '/',
      httpOnly,
      sameSite: 'strict',
      secure: options.secure,
      maxAge: maxAgeSeconds,
    })
  const input = {
    params: request.params,
    query: request.query,
    body: request.body,
    version,
    locale,
    ip: request.ip,
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    token,
    setCookie,
    cookie: (name: string) => request.cookies[name] ?? null,
    stream: request.raw,
    download: (made: Download) => {
      file = made
    },
  }
  const run = route.run as (ctx: unknown, input: Input<never, never, never>) => Promise<unknown>
  const act = (ctx: unknown) => run(ctx, input as unknown as Input<never, never, never>)
  const answer = await runIn(options.engine, route, actor, request, act)
  const made = file as Download | null
  if (made !== null) return sendFile(reply, made)
  reply.header('cache-control', 'no-store')
  if (route.contract.response === undefined) return reply.status(204).send()
  return reply.status(route.contract.status ?? 200).send(answer)
}

const runIn = async (
  engine: Engine,
  route: Route,
  actor: Actor | null,
  request: FastifyRequest,
  act: (ctx: unknown) => Promise<unknown>,
): Promise<unknown> => {
  if (route.mode === 'open' || actor === null) return act({ engine, actor })
  if (route.mode === 'read') return reading(engine, actor, (ctx: ReadCtx) => act(ctx))
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || request.method !== 'POST') return writing(engine, actor, (ctx: WriteCtx) => act(ctx))
  const fingerprint = createHash('sha256')
    .update(`${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex')
  return writing(engine, actor, async (ctx) => {
    const before = await answeredBefore(ctx, key.slice(0, 200), fingerprint)
    if (before.found) return before.response
    const answer = await act(ctx)
    await keepAnswer(ctx, key.slice(0, 200), fingerprint, answer)
    return answer
  })
}

const problems = (route: Route) => {
  const kinds = new Set<number>((route.contract.errors ?? []).map((error) => STATUS[error.text.kind]))
  if (route.access !== 'public') for (const status of [401, 403]) kinds.add(status)
  if (route.contract.params) kinds.add(404)
  if (route.contract.versioned) kinds.add(409)
  if (route.contract.body ?? route.contract.query ?? route.contract.params) kinds.add(422)
  const content = { 'application/problem+json': { schema: Problem } }
  return Object.fromEntries([...kinds].sort().map((status) => [status, { description: 'Problem', content }]))
}

/** Adds a feature's routes: checks, identity, transaction, answer and documentation from one declaration. */
export const mountRoutes = (
  http: FastifyInstance,
  options: MountOptions,
  tag: string,
  routes: readonly Route[],
): void => {
  for (const route of routes) {
    const { method, path, summary, params, query, body, response, status, versioned, upload, file } = route.contract
    const success =
      file === true
        ? { description: 'A file', content: { 'application/octet-stream': { schema: z.unknown() } } }
        : response
    http.route({
      method,
      url: `${options.prefix}${path}`,
      ...(upload === true ? { bodyLimit: 1024 ** 4 } : {}),
      schema: {
        summary,
        tags: [tag],
        operationId: `${method.toLowerCase()}${path.replace(/[:/]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/[^A-Za-z0-9]/g, '')}`,
        security: route.access === 'public' ? [] : [{ [route.access]: [] }],
        ...(params ? { params } : {}),
        ...(query ? { querystring: query } : {}),
        ...(body && upload !== true ? { body } : {}),
        ...(versioned
          ? {
              headers: z.object({ 'if-match': z.string().max(12).optional().describe('Version the edit starts from') }),
            }
          : {}),
        response: {
          [success === undefined ? 204 : (status ?? 200)]: success ?? z.undefined().describe('Done'),
          ...problems(route),
        },
      },
      // Before the body is read: who shows nothing to be known by is told nothing about a route's entries.
      onRequest: async (request) => {
        if (route.access !== 'public' && tokenOf(route, request).token === null) throw platformErrors.unauthenticated()
      },
      handler: (request, reply) => handle(options, route, request, reply),
    })
  }
}
