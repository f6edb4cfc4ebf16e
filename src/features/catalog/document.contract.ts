import { z } from 'zod'
import { isTimeZone } from '../../domain/deadline/local-time.ts'

export const PlainDateText = z.iso.date().describe('A calendar date written YYYY-MM-DD.')

export const TimeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, {
    message: 'unknown time zone',
    params: { ja: 'このタイムゾーンはありません（例：Asia/Tokyo）。' },
  })

export const Key = z
  .string()
  .min(2)
  .max(48)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .describe('Stable key in lower-case words joined by hyphens; never shown to people.')

const sentence = (max: number) => z.string().trim().min(1).max(max)

/** Text in Japanese and English, with further languages where a partner may need them. */
export const localisedText = (max: number) =>
  z.strictObject({
    ja: sentence(max).describe('Japanese text, the source of all others.'),
    en: sentence(max * 3).describe('English text, complete and equal in meaning.'),
    'zh-CN': sentence(max * 2)
      .optional()
      .describe('Simplified Chinese text.'),
    vi: sentence(max * 3)
      .optional()
      .describe('Vietnamese text.'),
    th: sentence(max * 3)
      .optional()
      .describe('Thai text.'),
  })

/** Text that a reader in each of the five languages needs. */
export const fiveLanguageText = (max: number) => localisedText(max).required()

export const Source = z
  .strictObject({
    text: localisedText(200).describe('Where the content comes from, in words a reader can check.'),
    url: z.url().max(300).optional().describe('Public address of the source, when there is one.'),
    checkedOn: PlainDateText.describe('Day on which a person last compared the content with its source.'),
  })
  .describe('Origin of a rule or a text.')

export const documentHead = {
  key: Key.describe('Key of the document; versions of one document share it.'),
  version: z.int().min(1).max(9999).describe('Version number; published versions never change.'),
  title: localisedText(80).describe('Title shown in the catalogue.'),
  source: Source.describe('Origin of the document as a whole.'),
  effectiveFrom: PlainDateText.describe('First day on which this version applies.'),
}

type DocumentProblem = { readonly path: string; readonly message: string }

/** In whose language problems are worded; `standard` words those that the shape library finds itself. */
export type ProblemWords = { readonly locale: 'ja' | 'en'; readonly standard?: z.core.$ZodErrorMap }

/** A problem that a document's own rules find, in both languages. */
export const problemAt = (path: (string | number)[], en: string, ja: string, input: unknown) => ({
  code: 'custom' as const,
  path,
  message: en,
  params: { ja },
  input,
})
export type ParsedDocument<T> =
  | { readonly ok: true; readonly document: T }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] }

const writtenPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  )

/** Reads a catalogue document by its shape, or names every place that does not fit. */
export const parseDocument = <T>(
  shape: z.ZodType<T>,
  value: unknown,
  words: ProblemWords = { locale: 'en' },
): ParsedDocument<T> => {
  const parsed = shape.safeParse(value, words.standard === undefined ? undefined : { error: words.standard })
  const said = (issue: z.core.$ZodIssue): string =>
    words.locale === 'ja' && issue.code === 'custom' && typeof issue.params?.ja === 'string'
      ? issue.params.ja
      : issue.message
  if (parsed.success) return { ok: true, document: parsed.data }
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => ({ path: writtenPath(issue.path), message: said(issue) })),
  }
}

/** Reports each key that stands twice in a list of a catalogue document. */
export const refuseRepeatedKeys = (
  entries: readonly { readonly key: string }[],
  list: string,
  report: (issue: ReturnType<typeof problemAt>) => void,
): void => {
  const seen = new Set<string>()
  entries.forEach((entry, index) => {
    if (seen.has(entry.key))
      report(
        problemAt(
          [list, index, 'key'],
          `key "${entry.key}" stands twice`,
          `キー「${entry.key}」が重複しています。`,
          entry.key,
        ),
      )
    seen.add(entry.key)
  })
}
