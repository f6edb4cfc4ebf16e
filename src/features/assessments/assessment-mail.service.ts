import type { PlainDate } from '../../domain/time.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { fillTemplate, languageFor, readTemplate } from '../notices/notice-template.service.ts'
import type { readAddressForms } from './assessment-catalog.service.ts'
import type { Request } from './request.store.ts'

const TAGS: Record<string, string> = {
  ja: 'ja-JP',
  en: 'en-GB',
  'zh-CN': 'zh-CN',
  vi: 'vi-VN',
  th: 'th-TH-u-ca-gregory',
}

const formats = new Map<string, Intl.DateTimeFormat>()

// Making a format costs more than everything else in a mail, so each language's is made once.
const formatOf = (lang: string): Intl.DateTimeFormat => {
  const tag = TAGS[lang] ?? 'en-GB'
  const known = formats.get(tag)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(tag, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: lang === 'ja' || lang === 'zh-CN' ? 'short' : 'long',
    timeZone: 'UTC',
  })
  formats.set(tag, made)
  return made
}

/** A date written out with its weekday in the reader's language. */
export const writtenDate = (date: PlainDate, lang: string): string =>
  formatOf(lang).format(new Date(`${date}T00:00:00Z`))

/** The number of a request as it is read out over the telephone. */
export const requestNumber = (no: number): string => `AC-${String(no).padStart(4, '0')}`

const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{\s*([A-Za-z]+)\s*\}\}/g, (whole, name: string) => String(values[name] ?? whole))

const languageOf = <T extends object>(texts: T, lang: string): keyof T =>
  (Object.hasOwn(texts, lang) ? lang : 'en') as keyof T

type AddressForms = Awaited<ReturnType<typeof readAddressForms>>

/** How the letter begins: the person where one is known, else the company. */
export const addresseeOf = (forms: AddressForms, lang: string, company: string, person: string | null): string => {
  const form = forms[languageOf(forms, lang)]
  return person === null || person === '' ? filled(form.company, { company }) : filled(form.person, { company, person })
}

export type MailValues = Record<string, string | number>

/** The values every mail about a request has. */
export const requestValues = (
  forms: AddressForms,
  request: Pick<
    Request,
    'no' | 'necessity' | 'scope' | 'method' | 'deadline' | 'contact' | 'portalUrl' | 'returnWords'
  >,
  to: { lang: string; company: string; person: string | null; buyer: string },
  size: { questions: number; hours: number },
  link: string,
): MailValues => ({
  buyerName: to.buyer,
  requestNumber: requestNumber(request.no),
  addressee: addresseeOf(forms, to.lang, to.company, to.person),
  department: request.contact.department,
  contactPerson: request.contact.name,
  contactWays: request.contact.ways,
  necessity: request.necessity,
  scope: request.scope,
  method: request.method,
  itemCount: size.questions,
  hours: size.hours,
  deadline: request.deadline === null ? '—' : writtenDate(request.deadline, to.lang),
  link,
  portalAddress: `${request.portalUrl}/`,
})

/** The mails this feature sends, by the key of their template. */
export type TemplateKey = 'assessment-request' | 'assessment-letter' | 'returned' | 'one-time-code' | 'result'

/** A mail as it would be sent, for reading before. */
export const previewMail = async (ctx: ReadCtx, key: TemplateKey, lang: string, values: MailValues) => {
  const { template } = await readTemplate(ctx, key)
  const language = languageFor(template, lang)
  const { subject, text } = fillTemplate(template, language, values)
  return { lang: language, subject, body: text }
}

/** Where a link of the portal points; the secret stands in the fragment, which no server and no log ever sees. */
export const linkOf = (portalUrl: string, token: string): string => `${portalUrl}/portal#${token}`
