import { z } from 'zod'
import { Id } from './partner.contract.ts'

const CONTACT_ROLES = ['main', 'security', 'executive', 'emergency', 'other'] as const
const CONTACT_LANGUAGES = ['ja', 'en', 'zh-CN', 'vi', 'th'] as const

export const ContactParams = z.strictObject({ id: Id, contactId: Id })

const fields = {
  name: z.string().trim().min(1).max(120).describe('Name of the person or desk'),
  department: z.string().trim().max(120).describe('Department'),
  role: z.enum(CONTACT_ROLES).describe('What the contact is for'),
  email: z.string().trim().max(300).nullable().describe('Mail address; mail or phone is needed'),
  phone: z.string().trim().max(60).nullable().describe('Phone number as registered; mail or phone is needed'),
  lang: z.enum(CONTACT_LANGUAGES).describe('Language to write in'),
  tz: z.string().max(60).describe('Time zone, such as Asia/Tokyo'),
}

export const ContactBody = z.strictObject({
  ...fields,
  department: fields.department.default(''),
  role: fields.role.default('main'),
  email: fields.email.default(null),
  phone: fields.phone.default(null),
  lang: fields.lang.default('ja'),
  tz: fields.tz.default('Asia/Tokyo'),
})

export const ContactView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version for If-Match'),
    ...fields,
    phoneE164: z.string().nullable().describe('Phone number in international form'),
    revokedAt: z.iso.datetime().nullable().describe('When the contact was withdrawn; nothing is sent to it since'),
  })
  .meta({ id: 'Contact' })

export const ContactList = z.object({ items: z.array(ContactView) }).meta({ id: 'ContactList' })
