import { headerText } from './mail-transport.ts'

export type MailText = {
  /** Language tag of the text, as in `ja` or `zh-CN`. */
  readonly lang: string
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** The one thing the reader is asked to do. */
  readonly action?: { readonly label: string; readonly url: string }
  /** Small print below the action: who sends this and why. */
  readonly footer?: readonly string[]
}

export type RenderedMail = {
  readonly lang: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

const BODY = 'margin:0;padding:24px 16px;background:#ffffff;color:#1a1a1a;'
const COLUMN =
  "max-width:36em;margin:0 auto;font-family:'Hiragino Sans','Noto Sans CJK JP',Meiryo,sans-serif;font-size:16px;line-height:1.7;"
const BUTTON =
  'display:inline-block;padding:12px 24px;border-radius:6px;background:#1f4e79;color:#ffffff;font-weight:bold;text-decoration:none;'
const SMALL = 'margin:0 0 8px;font-size:13px;color:#595959;'
const RULE = 'border:0;border-top:1px solid #d0d0d0;margin:24px 0 16px;'

/**
 * Renders a mail as plain text and as plain HTML that reads the same: nothing remote, nothing that tracks, all content
 * escaped. Throws TypeError for an action that is not a web address.
 */
export function renderMail(mail: MailText): RenderedMail {
  const content: MailText = {
    ...mail,
    paragraphs: mail.paragraphs.map(cleanText),
    footer: (mail.footer ?? []).map(cleanText),
    ...(mail.action ? { action: { label: headerText(mail.action.label), url: webAddress(mail.action.url) } } : {}),
  }
  const subject = headerText(mail.subject)
  return { lang: mail.lang, subject, text: renderText(content), html: renderHtml(content, subject) }
}

function renderText({ paragraphs, action, footer = [] }: MailText): string {
  const blocks = [...paragraphs]
  if (action) blocks.push(`${action.label}\n${action.url}`)
  if (footer.length > 0) blocks.push(`-- \n${footer.join('\n')}`)
  return `${blocks.join('\n\n')}\n`
}

function renderHtml({ lang, paragraphs, action, footer = [] }: MailText, subject: string): string {
  const language = escapeHtml(lang)
  const body = paragraphs.map((text) => `<p style="margin:0 0 16px;">${breakLines(text)}</p>`)
  if (action) {
    const url = escapeHtml(action.url)
    body.push(
      `<p style="margin:24px 0 8px;"><a href="${url}" style="${BUTTON}">${escapeHtml(action.label)}</a></p>`,
      `<p style="${SMALL}word-break:break-all;">${url}</p>`,
    )
  }
  if (footer.length > 0) body.push(`<hr style="${RULE}">`)
  body.push(...footer.map((text) => `<p style="${SMALL}">${breakLines(text)}</p>`))
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(subject)}</title>`,
    '</head>',
    `<body lang="${language}" style="${BODY}"><div style="${COLUMN}">`,
    ...body,
    '</div></body>',
    '</html>',
    '',
  ].join('\n')
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char)
}

function breakLines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>')
}

// Line breaks stay; other control characters and bidirectional overrides, which can disguise a text, go.
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '')
}

function webAddress(url: string): string {
  const parsed = new URL(url)
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')
    throw new TypeError('The action must be a web address')
  return parsed.href
}
