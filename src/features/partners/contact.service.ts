import type { z } from 'zod'
import { isTimeZone } from '../../domain/deadline/local-time.ts'
import { parseEmail } from '../../domain/text/email.ts'
import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { internationalPhone } from '../../platform/phone-number.ts'
import type { ContactBody } from './contact.contract.ts'
import { contactErrors } from './contact.errors.ts'
import { type Contact, contactOf, contactsOf, insertContact, updateContact } from './contact.store.ts'
import { partnerRights } from './partner.policy.ts'
import { noteOnTimeline } from './partner.service.ts'
import { assertOpen, reachPartner } from './partner-access.service.ts'

type Body = z.output<typeof ContactBody>
type Problem = keyof typeof contactErrors

const refuse = (ctx: ReadCtx, field: string, problem: Problem): never => {
  const { code, text } = contactErrors[problem]
  throw platformErrors.invalid({}, [{ field, code, message: text[ctx.actor.locale] }])
}

const checked = (ctx: ReadCtx, body: Body, country: string) => {
  const [mail, number] = [body.email || null, body.phone || null]
  if (mail === null && number === null) return refuse(ctx, 'email', 'unreachable')
  const email = mail === null ? null : parseEmail(mail)
  if (email?.ok === false) return refuse(ctx, 'email', 'email_invalid')
  const phone = number === null ? null : internationalPhone(number, country)
  if (number !== null && phone === null) return refuse(ctx, 'phone', 'phone_invalid')
  if (!isTimeZone(body.tz)) return refuse(ctx, 'tz', 'zone_unknown')
  return { ...body, email: email === null ? null : email.value, phone, phoneText: number ?? '' }
}

export const contactView = ({ phone, phoneText, ...contact }: Contact) => ({
  ...contact,
  phone: phoneText === '' ? phone : phoneText,
  phoneE164: phone,
})

const get = async (ctx: ReadCtx, partnerId: string, id: string): Promise<Contact> => {
  const contact = await contactOf(ctx.db, ctx.actor.tenant, partnerId, id)
  if (contact === undefined) throw platformErrors.not_found()
  return contact
}

/** Lists a partner's contacts, withdrawn ones last. */
export const listContacts = async (ctx: ReadCtx, partnerId: string) => {
  await reachPartner(ctx, partnerRights.read, partnerId)
  return { items: (await contactsOf(ctx.db, ctx.actor.tenant, partnerId)).map(contactView) }
}

/** Adds a contact who can be reached by mail or phone; the phone number is read in the partner's country. */
export const addContact = async (ctx: WriteCtx, partnerId: string, body: Body) => {
  const partner = await reachPartner(ctx, partnerRights.update, partnerId)
  assertOpen(partner)
  const facts = checked(ctx, body, partner.country)
  const id = ctx.newId()
  const at = { createdAt: ctx.now, updatedAt: ctx.now }
  await insertContact(ctx.db, { ...facts, tenantId: ctx.actor.tenant, id, partnerId, ...at })
  ctx.record({ stream: 'partner', event: 'contact.added', subject: { type: 'contact', id }, after: facts })
  await noteOnTimeline(ctx, { partnerId, kind: 'partner', event: 'contact.added', subject: { type: 'contact', id } })
  return contactView(await get(ctx, partnerId, id))
}

const change = async (
  ctx: WriteCtx,
  before: Contact,
  version: number,
  event: string,
  facts: Partial<Contact>,
): Promise<void> => {
  if (before.version !== version) throw platformErrors.changed_meanwhile({ version: before.version })
  if (!(await updateContact(ctx.db, before, facts, ctx.now)))
    throw platformErrors.changed_meanwhile({ version: before.version + 1 })
  const subject = { type: 'contact', id: before.id }
  const { name, department, role, email, phoneText, lang, tz } = before
  ctx.record({
    stream: 'partner',
    event,
    subject,
    before: { name, department, role, email, phoneText, lang, tz },
    after: facts,
  })
  await noteOnTimeline(ctx, { partnerId: before.partnerId, kind: 'partner', event, subject })
}

/** Edits a contact from the version the editor saw. */
export const editContact = async (ctx: WriteCtx, partnerId: string, id: string, version: number, body: Body) => {
  const partner = await reachPartner(ctx, partnerRights.update, partnerId)
  const before = await get(ctx, partnerId, id)
  await change(ctx, before, version, 'contact.updated', checked(ctx, body, partner.country))
  return contactView(await get(ctx, partnerId, id))
}

/** Withdraws a contact: it stays readable, and nothing is sent to it any more. */
export const revokeContact = async (ctx: WriteCtx, partnerId: string, id: string, version: number) => {
  await reachPartner(ctx, partnerRights.update, partnerId)
  const before = await get(ctx, partnerId, id)
  if (before.revokedAt !== null) return contactView(before)
  await change(ctx, before, version, 'contact.revoked', { revokedAt: ctx.now })
  ctx.emit('contact.revoked', { contactId: id, partnerId })
  return contactView(await get(ctx, partnerId, id))
}
