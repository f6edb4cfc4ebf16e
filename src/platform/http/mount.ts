import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { csrfOf, sameText } from '../auth/token.ts'
import type { Actor, WriteCtx } from '../context.ts'
import { platformErrors } from '../errors.ts'
import { downloadHeaders } from '../files/download-headers.ts'
import { type Claim, type Engine, reading, writing } from '../work.ts'
import { actOnce, answeredMeanwhile, repeatable } from './idempotency.ts'
import { Problem, STATUS } from './problem.ts'
import type { CheckedRequest, Cookie, Download, Route } from './route.ts'
import { BYTES, localeOf, MEBIBYTE, MOST_BODY_BYTES } from './server.ts'

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

/** Who the holder of a partner's link is, to be found inside the transaction that serves it. */
export type ClaimPortal = (engine: Engine, token: string, correlation: string) => Claim | null

export type MountOptions = {
  engine: Engine
  authenticate: Authenticate
  claimPortal: ClaimPortal
  secure: boolean
  prefix: string
}

const SAFE = new Set(['GET', 'HEAD'])

const bearerOf = (request: FastifyRequest): string | null =>
  /^Bearer ([\w.-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null

/** A page of another site cannot set a header, so a change needs the value that follows from the session. */
export const assertOwnPage = (request: FastifyRequest, token: string): void => {
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
): Promise<{ actor: Actor | Claim | null; token: string | null }> => {
  const { bearer, token } = tokenOf(route, request)
  if (route.access === 'public') return { actor: null, token }
  if (token === null) throw platformErrors.unauthenticated()
  const kind = bearer !== null ? 'bearer' : route.access === 'portal' ? 'portal' : 'session'
  const actor =
    kind === 'portal' && route.mode !== 'open'
      ? options.claimPortal(options.engine, token, request.id)
      : await options.authenticate(options.engine, token, kind, request.id)
  if (actor === null) throw platformErrors.unauthenticated()
  if (bearer === null) assertOwnPage(request, token)
  return { actor: actor.kind === 'claim' ? actor : inLanguageOfPage(actor, request), token }
}

const ANY_BODY = { bytes: MOST_BODY_BYTES, tooLarge: platformErrors.too_large }

/** Refuses by its head alone what cannot be taken in, so that nobody waits for an upload that is bound to fail. */
const assertTakes = ({ contract }: Route, { headers }: FastifyRequest): void => {
  const { bytes, tooLarge } = contract.upload ?? ANY_BODY
  if (Number(headers['content-length'] ?? 0) > bytes) throw tooLarge({ megabytes: bytes / MEBIBYTE })
  const type = headers['content-type'] ?? BYTES
  if (contract.upload !== undefined && !type.startsWith(BYTES)) throw platformErrors.unsupported_type()
}

const versionOf = (route: Route, request: FastifyRequest): number => {
  if (route.contract.versioned !== true) return 0
  const match = /^"?(\d{1,9})"?$/.exec(String(request.headers['if-match'] ?? ''))
  if (match?.[1] === undefined) throw platformErrors.version_needed()
  return Number(match[1])
}

const sendFile = (reply: FastifyReply, file: Download): FastifyReply =>
  reply
    .headers(downloadHeaders(file))
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
  const files: Download[] = []
  const setCookie = ({ name, value, maxAgeSeconds, httpOnly }: Cookie) =>
    void reply.setCookie(name, value, {
      path: '/',
      httpOnly,
      sameSite: 'strict',
      secure: options.secure,
      maxAge: maxAgeSeconds,
    })
  const checked: Omit<CheckedRequest, 'locale'> = {
    params: request.params,
    query: request.query,
    body: request.body,
    version,
    ip: request.ip,
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    correlation: request.id,
    token,
    setCookie,
    cookie: (name: string) => request.cookies[name] ?? null,
    stream: request.raw,
    download: (made) => void files.push(made),
  }
  const inputOf = (who: Actor | null): CheckedRequest => ({
    ...checked,
    locale: who?.locale ?? localeOf(request.headers),
  })
  const answer = await runIn(options.engine, route, actor, request, inputOf)
  const [file] = files
  if (file !== undefined) return sendFile(reply, file)
  reply.header('cache-control', 'no-store')
  if (route.contract.response === undefined) return reply.status(204).send()
  return reply.status(route.contract.status ?? 200).send(answer)
}

const runIn = async (
  engine: Engine,
  route: Route,
  actor: Actor | Claim | null,
  request: FastifyRequest,
  inputOf: (who: Actor | null) => CheckedRequest,
): Promise<unknown> => {
  if (route.mode === 'open') {
    if (actor?.kind === 'claim') throw new Error('an open route is told beforehand who asks')
    return route.run({ engine, actor }, inputOf(actor))
  }
  if (actor === null) throw platformErrors.unauthenticated()
  if (route.mode === 'read') return reading(engine, actor, (ctx) => route.run(ctx, inputOf(ctx.actor)))
  const act = (ctx: WriteCtx) => route.run(ctx, inputOf(ctx.actor))
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || request.method !== 'POST' || route.contract.file === true)
    return writing(engine, actor, act)
  const once = repeatable(key, request.url, request.body)
  const attempt = () => writing(engine, actor, (ctx) => actOnce(ctx, once, () => act(ctx)))
  return attempt().catch((error: unknown) => {
    if (!answeredMeanwhile(error)) throw error
    return attempt()
  })
}

const problems = (route: Route) => {
  const kinds = new Set<number>((route.contract.errors ?? []).map((error) => STATUS[error.text.kind]))
  if (route.access !== 'public') for (const status of [401, 403]) kinds.add(status)
  if (route.contract.params) kinds.add(404)
  if (route.contract.versioned) kinds.add(409)
  if (route.contract.upload ?? route.contract.body) for (const status of [413, 415]) kinds.add(status)
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
      schema: {
        summary,
        tags: [tag],
        operationId: `${method.toLowerCase()}${path.replace(/[:/]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/[^A-Za-z0-9]/g, '')}`,
        security: route.access === 'public' ? [] : [{ [route.access]: [] }],
        ...(params ? { params } : {}),
        ...(query ? { querystring: query } : {}),
        ...(body && upload === undefined ? { body } : {}),
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
        assertTakes(route, request)
      },
      handler: (request, reply) => handle(options, route, request, reply),
    })
  }
}
