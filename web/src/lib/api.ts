import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './api.gen.d.ts'
import { networkProblem, ProblemError, readProblem } from './problem.ts'

const csrfCookie = 'kizuna_csrf'

const cookie = (name: string): string | undefined =>
  document.cookie
    .split('; ')
    .find((each) => each.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** The header that shows a change comes from a page of this console. */
export const csrfHeader = (): Record<string, string> => {
  const token = cookie(csrfCookie)
  return token === undefined ? {} : { 'x-csrf-token': decodeURIComponent(token) }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

const csrf: Middleware = {
  onRequest: ({ request }) => {
    if (!safeMethods.has(request.method))
      for (const [name, value] of Object.entries(csrfHeader())) request.headers.set(name, value)
    request.headers.set('accept-language', document.documentElement.lang)
    return request
  },
}

export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' })
api.use(csrf)

type Settled<T> = { data?: T; error?: unknown; response: Response }

/** Gives the data of a call or throws a ProblemError; every screen and query goes through it. */
export const answer = async <T>(call: Promise<Settled<T>>): Promise<T | undefined> => {
  const settled = await call.catch(() => {
    throw new ProblemError(networkProblem)
  })
  if (!settled.response.ok) throw new ProblemError(readProblem(settled.response.status, settled.error))
  return settled.data
}

/** As `answer`, for calls that always return a body. */
export const body = async <T>(call: Promise<Settled<T>>): Promise<T> => {
  const data = await answer(call)
  if (data === undefined) throw new ProblemError(readProblem(502, undefined))
  return data
}
