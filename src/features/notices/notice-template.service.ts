import type { z } from 'zod'
import type { ReadCtx } from '../../platform/context.ts'
import { inForce, type PublishedHead, publishedOf, readContent } from '../catalog/catalog.queries.ts'
import { parseMailTemplate, type MailTemplate as TemplateShape } from '../catalog/templates.contract.ts'
import { noticeErrors } from './notice.errors.ts'

/** A mail template as it stands in the catalogue. */
export type MailTemplate = z.output<typeof TemplateShape>
type Language = keyof MailTemplate['texts']

/** A template as the organisation has it, with the number of the published version, which never changes again. */
export type TemplateVersion = { template: MailTemplate; no: number }

// Published contents are immutable and few, so a process keeps what it has read, by hash and bounded.
const MOST_KEPT = 64
const kept = new Map<string, MailTemplate>()

const readContentOf = async (ctx: ReadCtx, head: PublishedHead): Promise<MailTemplate> => {
  const name = `${ctx.actor.tenant}/${head.contentHash}`
  const known = kept.get(name)
  if (known !== undefined) return known
  const parsed = parseMailTemplate(await readContent(ctx.db, ctx.actor.tenant, head.id))
  if (!parsed.ok) throw noticeErrors.template_unknown({ template: head.key })
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(name, parsed.document)
  return parsed.document
}

/** Reads mail templates as the organisation has them in force today, by their keys: its own version before the delivered one. */
export const readTemplates = async (
  ctx: ReadCtx,
  keys: readonly string[],
): Promise<ReadonlyMap<string, TemplateVersion>> => {
  const { today } = ctx
  const heads = inForce(await publishedOf(ctx.db, ctx.actor.tenant, ['templates'], today), today)
  const found = new Map<string, TemplateVersion>()
  for (const key of keys) {
    const head = heads.get(`templates/${key}`)
    if (head === undefined) throw noticeErrors.template_unknown({ template: key })
    found.set(key, { template: await readContentOf(ctx, head), no: head.no })
  }
  return found
}

/** Reads one mail template as the organisation has it in force today. */
export const readTemplate = async (ctx: ReadCtx, key: string): Promise<TemplateVersion> => {
  const found = (await readTemplates(ctx, [key])).get(key)
  if (found === undefined) throw noticeErrors.template_unknown({ template: key })
  return found
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
