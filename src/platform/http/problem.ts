import { z } from 'zod'
import {
  type AppError,
  type ErrorKind,
  type ErrorText,
  type FieldError,
  fillText,
  type Locale,
  type Params,
  platformErrors,
} from '../errors.ts'

/** The one table from a kind of refusal to its HTTP status. */
export const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 409,
  gone: 410,
  too_large: 413,
  unsupported_type: 415,
  too_many: 429,
  unavailable: 500,
}

export const Problem = z
  .object({
    type: z.string().describe('Identifier of the kind of problem'),
    title: z.string().describe('What happened and what to do, in the reader’s language'),
    status: z.number().int().describe('HTTP status'),
    code: z.string().describe('Stable code for programs'),
    params: z.record(z.string(), z.union([z.string(), z.number()])).describe('Values the title mentions'),
    traceId: z.string().describe('Quote this when asking for help'),
    errors: z
      .array(
        z.object({
          field: z.string().describe('Path of the field'),
          code: z.string().describe('Stable code'),
          message: z.string().describe('What is wrong and what to do'),
        }),
      )
      .describe('Field by field'),
  })
  .meta({ id: 'Problem' })

export type ProblemBody = z.infer<typeof Problem>

export const toProblem = (error: AppError, locale: Locale, traceId: string): ProblemBody => ({
  type: `urn:kizuna:problem:${error.code}`,
  title: fillText(error.text[locale], error.params),
  status: STATUS[error.text.kind],
  code: error.code,
  params: { ...error.params },
  traceId,
  errors: [...error.fields],
})

type Issue = {
  instancePath: string
  keyword: string
  message?: string | undefined
  params?: Record<string, unknown> | undefined
}

const WORDS: Record<string, { ja: string; en: string }> = {
  too_small: {
    ja: '短すぎるか、小さすぎます。{limit}以上にしてください。',
    en: 'Too short or too small. Use at least {limit}.',
  },
  too_big: {
    ja: '長すぎるか、大きすぎます。{limit}以下にしてください。',
    en: 'Too long or too large. Use at most {limit}.',
  },
  invalid_type: { ja: '入力してください。', en: 'Please fill this in.' },
  invalid_value: { ja: '選べる値のなかから選んでください。', en: 'Choose one of the listed values.' },
  invalid_format: {
    ja: '形式が合いません。説明のとおりに入力してください。',
    en: 'The format does not fit. Follow the note at the field.',
  },
  unrecognized_keys: { ja: '知らない項目があります（{keys}）。', en: 'Unknown field ({keys}).' },
  custom: { ja: '内容をご確認ください。', en: 'Please check this.' },
}

/** Turns one failed check of a contract into the field's words. */
export const fieldError = (issue: Issue, locale: Locale): FieldError => {
  const params: Params = {
    limit: String(issue.params?.minimum ?? issue.params?.maximum ?? ''),
    keys: String(issue.params?.keys ?? ''),
  }
  const words: Omit<ErrorText, 'kind'> = WORDS[issue.keyword] ?? {
    ja: '内容をご確認ください。',
    en: 'Please check this.',
  }
  return {
    field: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    code: issue.keyword,
    message: fillText(words[locale], params),
  }
}

export const invalidRequest = (issues: readonly Issue[], locale: Locale): AppError =>
  platformErrors.invalid(
    {},
    issues.slice(0, 50).map((issue) => fieldError(issue, locale)),
  )
