import { z } from 'zod'
import { documentHead, Key, type ProblemWords, parseDocument, problemAt } from './document.contract.ts'

const TEMPLATE_LANGUAGES = ['ja', 'en', 'zh-CN', 'vi', 'th'] as const

const VariableName = z
  .string()
  .regex(/^[a-z][A-Za-z]{1,39}$/)
  .describe('Name of a variable, written {{name}} in the text.')

const Message = z.strictObject({
  subject: z.string().trim().min(3).max(90).describe('Subject line, without names of persons.'),
  body: z.string().trim().min(40).max(4000).describe('Body in plain text.'),
})

const inEachLanguage = <T extends z.ZodType>(shape: T, what: string) =>
  z.strictObject({
    ja: shape.describe(`${what} in Japanese.`),
    en: shape.describe(`${what} in English.`),
    'zh-CN': shape.describe(`${what} in Simplified Chinese.`),
    vi: shape.describe(`${what} in Vietnamese.`),
    th: shape.describe(`${what} in Thai.`),
  })

/** Names of the variables that a template text uses. */
export const usedVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)].map((match) => match[1] ?? '')),
]

export const MailTemplate = z
  .strictObject({
    ...documentHead,
    purpose: z
      .enum(['assessment-request', 'assessment-letter', 'reminder', 'returned', 'one-time-code', 'thank-you', 'result'])
      .describe('The occasion on which the mail is sent.'),
    variables: z
      .array(
        z.strictObject({
          name: VariableName,
          personal: z
            .boolean()
            .describe('Whether the value names or reaches a person and so may not stand in a subject.'),
          description: z.string().min(3).max(200).describe('What the variable holds.'),
        }),
      )
      .min(1)
      .max(30)
      .describe('Variables that the texts may use.'),
    texts: inEachLanguage(Message, 'The mail').describe('The mail in each language.'),
  })
  .superRefine((template, context) => {
    // Whoever gets the mail must be able to act on it.
    const needed = template.purpose === 'one-time-code' ? 'code' : 'link'
    for (const language of TEMPLATE_LANGUAGES)
      if (!usedVariables(template.texts[language].body).includes(needed))
        context.addIssue(
          problemAt(
            ['texts', language, 'body'],
            `the text does not hold {{${needed}}}, without which its reader cannot go on`,
            `本文に {{${needed}}} がありません。これがないと、受け取った方は先へ進めません。`,
            language,
          ),
        )
    const declared = new Map(template.variables.map((variable) => [variable.name, variable]))
    for (const language of TEMPLATE_LANGUAGES)
      for (const part of ['subject', 'body'] as const)
        for (const name of usedVariables(template.texts[language][part])) {
          const variable = declared.get(name)
          if (variable === undefined || (part === 'subject' && variable.personal))
            context.addIssue(
              variable === undefined
                ? problemAt(
                    ['texts', language, part],
                    `variable "${name}" is not declared`,
                    `変数「${name}」は variables にありません。`,
                    name,
                  )
                : problemAt(
                    ['texts', language, part],
                    `personal variable "${name}" in a subject`,
                    `個人に関わる変数「${name}」は件名に使えません。`,
                    name,
                  ),
            )
        }
  })

const LevelPhrase = z.strictObject({
  key: Key,
  levels: z
    .array(z.enum(['R0', 'R1', 'R2', 'R3', 'R4']))
    .min(1)
    .max(5)
    .describe('Levels for which the phrase is offered.'),
  ja: z.string().trim().min(10).max(300).describe('The phrase in Japanese.'),
  en: z.string().trim().min(10).max(600).describe('The phrase in English.'),
})

const phrases = (what: string) => z.array(LevelPhrase).min(5).max(60).describe(what)

export const FairnessPhrases = z.strictObject({
  ...documentHead,
  necessity: phrases('Ready phrases that say why the request is needed.'),
  scope: phrases('Ready phrases that say what the request covers and what it does not.'),
  method: phrases('Ready phrases that say how to answer and which equivalent ways are accepted.'),
  help: phrases('Ready phrases that offer help, talks about cost and time.'),
})

const AddressForm = z
  .strictObject({
    person: z.string().min(3).max(120).describe('Form for a known person, with {{company}} and {{person}}.'),
    company: z.string().min(3).max(120).describe('Form for a company without a known person, with {{company}}.'),
  })
  .refine((form) => usedVariables(form.person).sort().join() === 'company,person', {
    path: ['person'],
    message: 'the form for a person names company and person',
    params: { ja: '担当者宛ての書き方には、会社名と担当者名の両方を入れてください。' },
  })
  .refine((form) => usedVariables(form.company).join() === 'company', {
    path: ['company'],
    message: 'the form for a company names the company only',
    params: { ja: '会社宛ての書き方に入れられるのは、会社名だけです。' },
  })

export const AddressForms = z.strictObject({
  ...documentHead,
  forms: inEachLanguage(AddressForm, 'Forms of address').describe('Forms of address in each language.'),
})

/** Reads a mail template from the catalogue. */
export const parseMailTemplate = (value: unknown, words?: ProblemWords) => parseDocument(MailTemplate, value, words)

/** Reads the ready phrases with which a buyer explains a request fairly. */
export const parseFairnessPhrases = (value: unknown, words?: ProblemWords) =>
  parseDocument(FairnessPhrases, value, words)

/** Reads the forms of address of each language from the catalogue. */
export const parseAddressForms = (value: unknown, words?: ProblemWords) => parseDocument(AddressForms, value, words)
