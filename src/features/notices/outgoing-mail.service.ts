import type { Vault } from '../../platform/auth/vault.ts'
import type { MailTransport, OutgoingMail } from '../../platform/mail/mail-transport.ts'
import { renderMail } from '../../platform/mail/render-mail.ts'
import { smtpTransport } from '../../platform/mail/smtp-transport.ts'
import type { MailSettings } from './mail-settings.store.ts'

const LONGEST_LOCAL_PART = 64

/** Opens the organisation's mail server as it is set now. */
export const openMailServer = (settings: MailSettings, vault: Vault): MailTransport => {
  const { host, port, security, username, sealedPassword, certificateAuthority } = settings
  return smtpTransport({
    host,
    port,
    security,
    ...(username === null || sealedPassword === null
      ? {}
      : { auth: { user: username, password: vault.unseal(sealedPassword) } }),
    ...(certificateAuthority === null ? {} : { certificateAuthority }),
  })
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** The Message-ID of a message: its own id and the request it goes back to, nothing about a person. */
export const messageIdFor = (id: string, correlation: string, fromAddress: string): string => {
  const origin = correlation.replace(/[^A-Za-z0-9-]/g, '').slice(0, 40)
  return `<${id}${origin === '' ? '' : `.${origin}`}@${domainOf(fromAddress)}>`
}

/** A bounce address of its own for each message (VERP), so that a returned mail names the one it belongs to. */
export const bounceAddress = (fromAddress: string, id: string): string => {
  const local = fromAddress.slice(0, fromAddress.lastIndexOf('@'))
  const own = `${local}+${id.replaceAll('-', '')}`
  return own.length > LONGEST_LOCAL_PART ? fromAddress : `${own}@${domainOf(fromAddress)}`
}

const clickable = (html: string, link: string): string => {
  const shown = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
  return html.replaceAll(shown, `<a href="${shown}">${shown}</a>`)
}

export type Sendable = {
  id: string
  messageId: string
  address: string
  lang: string
  subject: string
  text: string
  link: string | null
}

/** Makes the mail of one message: the exact text that was queued, and the same as a page with its link clickable. */
export const composeMail = (settings: MailSettings, message: Sendable, date: Date): OutgoingMail => {
  const { lang, subject, text, link } = message
  const page = renderMail({ lang, subject, paragraphs: text.split(/\n{2,}/) })
  const safeLink = link !== null && !/[<>\s]/.test(link) ? link : null
  return {
    envelope: { from: bounceAddress(settings.fromAddress, message.id), to: message.address },
    messageId: message.messageId,
    date,
    from: { name: settings.fromName, address: settings.fromAddress },
    to: { address: message.address },
    ...(settings.replyTo === null ? {} : { replyTo: { address: settings.replyTo } }),
    lang,
    subject: page.subject,
    text: page.text,
    html: safeLink === null ? page.html : clickable(page.html, safeLink),
  }
}
