import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import { parseMailTemplate, type MailTemplate as TemplateShape } from '../catalog/templates.contract.ts'
import { noticeErrors } from './notice.errors.ts'

/** A mail template as it stands in the catalogue. */
export type MailTemplate = z.output<typeof TemplateShape>
type Language = keyof MailTemplate['texts']

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'catalog', 'templates')
const known = new Map<string, MailTemplate>()

/** Reads a mail template of the shipped catalogue by its key, once per process. */
export const shippedTemplate = (key: string): MailTemplate => {
  const before = known.get(key)
  if (before !== undefined) return before
  const path = join(FOLDER, `${key}.yaml`)
  if (!/^[a-z0-9-]{2,48}$/.test(key) || !existsSync(path)) throw noticeErrors.template_unknown({ template: key })
  const parsed = parseMailTemplate(parse(readFileSync(path, 'utf8')))
  if (!parsed.ok) throw noticeErrors.template_unknown({ template: key })
  known.set(key, parsed.document)
  return parsed.document
}

export type Values = Readonly<Record<string, string | number>>
/** The text of one message as its reader gets it; `link` is made clickable where the mail is shown as a page. */
export type MessageText = { subject: string; text: string; link: string | null }

const isLanguage = (template: MailTemplate, lang: string): lang is Language => Object.hasOwn(template.texts, lang)

/** A language the template has: the wanted one, else its base, else English. */
export const languageFor = (template: MailTemplate, lang: string): Language => {
  if (isLanguage(template, lang)) return lang
  const base = lang.split('-')[0] ?? ''
  return isLanguage(template, base) ? base : base === 'zh' ? 'zh-CN' : 'en'
}

const filled = (text: string, values: Values): string =>
  text.replace(/\{\{\s*([A-Za-z]+)\s*\}\}/g, (_whole, name: string) => {
    const value = values[name]
    if (value === undefined) throw noticeErrors.value_missing({ variable: name })
    return String(value)
  })

const webLink = (value: string | number | undefined): string | null =>
  typeof value === 'string' && /^https?:\/\/\S+$/.test(value) ? value : null

/** Fills a template in one language; a missing value is refused, so nobody reads a text with a hole. */
export const fillTemplate = (template: MailTemplate, lang: Language, values: Values): MessageText => {
  const { subject, body } = template.texts[lang]
  return { subject: filled(subject, values), text: filled(body, values).trimEnd(), link: webLink(values.link) }
}
