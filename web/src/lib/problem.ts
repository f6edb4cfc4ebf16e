/** What went wrong, as far as a screen needs to know; `code` is the server's, 'network' when it was not reached. */
export type Problem = {
  status: number
  code: string
  detail?: string
  traceId?: string
  fields: { field: string; message: string }[]
}

/** Carries a Problem through react-query, which expects thrown errors. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

const fieldsOf = (value: unknown): Problem['fields'] =>
  (Array.isArray(value) ? value : []).flatMap((each: unknown) => {
    if (!isRecord(each)) return []
    const field = textOf(each.field)
    const message = textOf(each.message)
    return field !== undefined && message !== undefined ? [{ field, message }] : []
  })

export const networkProblem: Problem = { status: 0, code: 'network', fields: [] }

/** Reads problem+json; anything else (a proxy's page, an empty body) keeps at least its status. */
export const readProblem = (status: number, body: unknown): Problem => {
  const record = isRecord(body) ? body : {}
  const detail = textOf(record.detail) ?? textOf(record.title)
  const traceId = textOf(record.traceId)
  return {
    status,
    code: textOf(record.code) ?? 'unknown',
    ...(detail === undefined ? {} : { detail }),
    ...(traceId === undefined ? {} : { traceId }),
    fields: fieldsOf(record.errors),
  }
}

export const problemOf = (error: unknown): Problem => (error instanceof ProblemError ? error.problem : networkProblem)

export type NextStep = 'network' | 'signInAgain' | 'noRight' | 'notFound' | 'conflict' | 'tooMany' | 'server'

const nextByStatus: Record<number, NextStep> = {
  0: 'network',
  401: 'signInAgain',
  403: 'noRight',
  404: 'notFound',
  409: 'conflict',
  410: 'notFound',
  412: 'conflict',
  429: 'tooMany',
}

/** The sentence that tells the reader what to do, when the server gave none. */
export const nextStep = (status: number): NextStep => nextByStatus[status] ?? 'server'
