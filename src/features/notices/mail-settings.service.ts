import type { z } from 'zod'
import { rightsHeld } from '../../domain/access/access.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { type AppError, type Locale, platformErrors } from '../../platform/errors.ts'
import { isMailAddress } from '../../platform/mail/mail-transport.ts'
import { organizationRights } from '../organizations/organization.policy.ts'
import type { MailSettingsBody } from './mail-settings.contract.ts'
import { insertMailSettings, type MailSettings, mailSettingsOf, updateMailSettings } from './mail-settings.store.ts'
import { mailErrors } from './notice.errors.ts'
import { countWaiting } from './notice.queries.ts'

type Body = z.output<typeof MailSettingsBody>

const NONE = {
  host: '',
  port: 587,
  security: 'starttls' as const,
  username: null,
  certificateAuthority: null,
  fromName: '',
  fromAddress: '',
  replyTo: null,
  ratePerMinute: 120,
}

/** Shows how mail leaves the house, without the password. */
export const showMailSettings = async (ctx: ReadCtx) => {
  authorize(ctx, organizationRights.configure)
  const found = await mailSettingsOf(ctx.db, ctx.actor.tenant)
  const { sealedPassword, ...shown } = found ?? { ...NONE, version: 0, sealedPassword: null }
  return {
    ...shown,
    configured: found !== undefined,
    hasPassword: sealedPassword !== null,
    waiting: await countWaiting(ctx.db, ctx.actor.tenant),
    can: rightsHeld({ configure: organizationRights.configure }, ctx.actor.grants),
  }
}

type Maker = (typeof mailErrors)[keyof typeof mailErrors]

const atField = (locale: Locale, field: string, error: Maker): AppError =>
  platformErrors.invalid({}, [{ field, code: error.code, message: error.text[locale] }])

const blankToNull = (text: string | null): string | null => (text === null || text === '' ? null : text)

// Whoever may change the settings must not get at the password by sending it to a server of their own.
const sameServer = (before: MailSettings, body: Body): boolean =>
  before.host === body.host &&
  before.port === body.port &&
  before.security === body.security &&
  before.username === blankToNull(body.username)

const sealedPasswordFor = (ctx: WriteCtx, before: MailSettings | undefined, body: Body): string | null => {
  if (blankToNull(body.username) === null || body.password === null) return null
  if (body.password !== undefined && body.password !== '') return ctx.vault.seal(body.password)
  if (before === undefined || before.sealedPassword === null) return null
  if (!sameServer(before, body)) throw atField(ctx.actor.locale, 'password', mailErrors.password_again)
  return before.sealedPassword
}

const isLoopback = (host: string): boolean => /^(localhost|::1|127(\.\d{1,3}){3})$/.test(host)

const assertSound = (locale: Locale, body: Body, sealedPassword: string | null): void => {
  if (!isMailAddress(body.fromAddress)) throw atField(locale, 'fromAddress', mailErrors.address_invalid)
  const replyTo = blankToNull(body.replyTo)
  if (replyTo !== null && !isMailAddress(replyTo)) throw atField(locale, 'replyTo', mailErrors.address_invalid)
  if (sealedPassword !== null && body.security === 'none' && !isLoopback(body.host))
    throw atField(locale, 'security', mailErrors.password_needs_encryption)
}

/** Sets the organisation's mail server from the version the editor saw; the password is sealed and never shown again. */
export const saveMailSettings = async (ctx: WriteCtx, version: number, body: Body) => {
  authorize(ctx, organizationRights.configure)
  const tenantId = ctx.actor.tenant
  const before = await mailSettingsOf(ctx.db, tenantId)
  if ((before?.version ?? 0) !== version) throw platformErrors.changed_meanwhile({ version: before?.version ?? 0 })
  const sealedPassword = sealedPasswordFor(ctx, before, body)
  assertSound(ctx.actor.locale, body, sealedPassword)
  const { password, ...rest } = body
  const facts = {
    ...rest,
    username: blankToNull(body.username),
    replyTo: blankToNull(body.replyTo),
    certificateAuthority: blankToNull(body.certificateAuthority),
  }
  const row = { ...facts, sealedPassword, updatedAt: ctx.now }
  const id = before?.id ?? ctx.newId()
  const written =
    before === undefined
      ? await insertMailSettings(ctx.db, { ...row, tenantId, id, createdAt: ctx.now })
      : await updateMailSettings(ctx.db, before, row)
  if (!written) throw platformErrors.changed_meanwhile({ version: version + 1 })
  const told = ({ host, port, security, ratePerMinute }: typeof facts) => ({ host, port, security, ratePerMinute })
  ctx.record({
    stream: 'org',
    event: 'mail_settings.saved',
    subject: { type: 'mail_settings', id },
    ...(before === undefined ? {} : { before: told(before) }),
    after: { ...told(facts), passwordChanged: password !== undefined },
  })
  return showMailSettings(ctx)
}
