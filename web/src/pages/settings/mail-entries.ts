import type { components } from '../../lib/api.gen.d.ts'

type Settings = components['schemas']['MailSettings']
export type Security = Settings['security']

export type MailEntries = {
  host: string
  port: string
  security: Security
  username: string
  password: string
  certificateAuthority: string
  fromName: string
  fromAddress: string
  replyTo: string
  ratePerMinute: string
}

export const entriesOf = (settings: Settings): MailEntries => ({
  host: settings.host,
  port: String(settings.port),
  security: settings.security,
  username: settings.username ?? '',
  password: '',
  certificateAuthority: settings.certificateAuthority ?? '',
  fromName: settings.fromName,
  fromAddress: settings.fromAddress,
  replyTo: settings.replyTo ?? '',
  ratePerMinute: String(settings.ratePerMinute),
})

export const neededEntries = ['host', 'fromName', 'fromAddress'] as const
export const numberRanges = { port: { from: 1, to: 65_535 }, ratePerMinute: { from: 6, to: 60_000 } } as const

/** Whether a text is a whole number inside a range; full-width digits count. */
export const isInRange = (text: string, { from, to }: { from: number; to: number }): boolean => {
  const digits = text.normalize('NFKC').trim()
  return /^\d{1,6}$/.test(digits) && Number(digits) >= from && Number(digits) <= to
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** What is sent to the server; an empty password keeps the present one as long as there is a user name. */
export const settingsFrom = (entries: MailEntries) => ({
  host: entries.host.trim(),
  port: Number(entries.port.normalize('NFKC')),
  security: entries.security,
  username: orNull(entries.username),
  certificateAuthority: orNull(entries.certificateAuthority),
  fromName: entries.fromName.trim(),
  fromAddress: entries.fromAddress.trim(),
  replyTo: orNull(entries.replyTo),
  ratePerMinute: Number(entries.ratePerMinute.normalize('NFKC')),
  ...(entries.password === '' ? {} : { password: entries.password }),
})
