import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import type { Actor, ReadCtx, WriteCtx } from '../context.ts'
import type { ErrorMaker, ErrorText, Locale } from '../errors.ts'
import type { Engine } from '../work.ts'

type Schema = z.ZodType
type Out<S> = S extends Schema ? z.output<S> : undefined

/** Who may call a route: anyone, anyone signed in, or the holder of a partner's link. */
export type Access = 'public' | 'member' | 'portal'

export type Cookie = { name: string; value: string; maxAgeSeconds: number; httpOnly: boolean }

/** What a handler sees of the request beside its checked parts. */
type Request = {
  /** The version the caller started from (If-Match); 0 when the route is not versioned. */
  version: number
  locale: Locale
  ip: string
  userAgent: string
  /** The number of this request, under which all that follows from it can be found again. */
  correlation: string
  /** The secret the caller signed in with, for handlers that end or renew it. */
  token: string | null
  setCookie: (cookie: Cookie) => void
  /** A cookie of the caller, for open routes that know a device again. */
  cookie: (name: string) => string | null
  /** The raw body of an upload route, to be read once. */
  stream: IncomingMessage
  /** A file to answer with instead of JSON. */
  download: (file: Download) => void
}

/** A request whose parts have been checked against some route's contract; only that route knows their types. */
export type CheckedRequest = Request & { params: unknown; query: unknown; body: unknown }

/** What a handler sees of the request, already checked against the route's contract. */
export type Input<P, Q, B> = Request & { params: Out<P>; query: Out<Q>; body: Out<B> }

export type Download = { name: string; mediaType: string; body: Buffer | NodeJS.ReadableStream; inline?: boolean }

export type OpenCtx = { engine: Engine; actor: Actor | null }

type Contract<P, Q, B, R> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  summary: string
  params?: P
  query?: Q
  body?: B
  response: R
  status?: 200 | 201 | 202
  errors?: readonly { code: string; text: ErrorText }[]
  /** An edit of an existing row: needs If-Match with the version the caller saw. */
  versioned?: true
  /** The body is bytes, streamed to the handler; more of them than this are refused as soon as they are announced. */
  upload?: { bytes: number; tooLarge: ErrorMaker }
  /** The answer is a file. */
  file?: true
}

type Handler<C, P, Q, B, R> = (ctx: C, input: Input<P, Q, B>) => Promise<R extends Schema ? z.input<R> : undefined>

type Run<C> = (ctx: C, request: CheckedRequest) => Promise<unknown>

export type Route = {
  contract: Contract<Schema | undefined, Schema | undefined, Schema | undefined, Schema | undefined>
  access: Access
} & ({ mode: 'read'; run: Run<ReadCtx> } | { mode: 'write'; run: Run<WriteCtx> } | { mode: 'open'; run: Run<OpenCtx> })

type AnyContract<P, Q, B, R> = Contract<P, Q, B, R> & { access?: Exclude<Access, 'public'> }

// The server has checked the request against this very contract before a handler runs.
const runs =
  <C, P, Q, B, R>(handler: Handler<C, P, Q, B, R>): Run<C> =>
  (ctx, request) =>
    handler(ctx, request as Input<P, Q, B>)

/** A route that only reads. */
export const query = <P extends Schema | undefined, Q extends Schema | undefined, R extends Schema | undefined>(
  contract: AnyContract<P, Q, undefined, R>,
  handler: Handler<ReadCtx, P, Q, undefined, R>,
): Route => ({ contract, access: contract.access ?? 'member', mode: 'read', run: runs(handler) })

/** A route that changes something: its handler runs in one writing transaction. */
export const command = <
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
>(
  contract: AnyContract<P, Q, B, R>,
  handler: Handler<WriteCtx, P, Q, B, R>,
): Route => ({ contract, access: contract.access ?? 'member', mode: 'write', run: runs(handler) })

/** A route whose handler opens its own units of work: sign-in, uploads and other long streams. */
export const open = <
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
>(
  contract: Contract<P, Q, B, R> & { access: Access },
  handler: Handler<OpenCtx, P, Q, B, R>,
): Route => ({ contract, access: contract.access, mode: 'open', run: runs(handler) })
