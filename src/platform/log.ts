import { pino } from 'pino'

export type Log = {
  info: (fields: Record<string, unknown>, message: string) => void
  warn: (fields: Record<string, unknown>, message: string) => void
  error: (fields: Record<string, unknown>, message: string) => void
}

/** Structured logs hold ids, codes and durations only: callers never pass names, addresses or free text. */
export const createLog = (level: string): Log => pino({ level, base: null, messageKey: 'message' })

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** What may be logged of an unknown failure: its kind and place, never its message (it can quote personal data). */
export const describeFailure = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { failure: typeof error }
  const cause = error.cause instanceof Error ? error.cause : undefined
  const code = (value: unknown) => (value instanceof Error && 'code' in value ? String(value.code) : undefined)
  const where = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.includes('/src/'))
    .slice(0, 4)
  return {
    failure: error.name,
    code: code(error) ?? code(cause),
    where: where.map((line) => line.trim().replace(/\(.*\/src\//, '(src/')),
  }
}
