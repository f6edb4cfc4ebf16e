import { z } from 'zod'

const SECURITY = ['tls', 'starttls', 'none'] as const

const fields = {
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .describe('Name or address of the mail server'),
  port: z.number().int().min(1).max(65535).describe('Port, usually 465 with TLS, 587 with STARTTLS, 25 without'),
  security: z.enum(SECURITY).describe('TLS from the first byte, STARTTLS required, or none on the own network'),
  username: z.string().trim().max(254).nullable().describe('User name at the mail server; none when it asks for none'),
  certificateAuthority: z
    .string()
    .trim()
    .max(20_000)
    .nullable()
    .describe('PEM of the authority that signed the server’s certificate, when the machine does not know it'),
  fromName: z.string().trim().min(1).max(120).describe('Name shown as the sender'),
  fromAddress: z.string().trim().min(3).max(254).describe('Address shown as the sender'),
  replyTo: z.string().trim().max(254).nullable().describe('Address that answers go to; the sender when left out'),
  ratePerMinute: z.number().int().min(6).max(60_000).describe('Most messages handed over per minute'),
}

export const MailSettingsBody = z.strictObject({
  ...fields,
  password: z
    .string()
    .max(1000)
    .nullable()
    .optional()
    .describe('New password; left out to keep the present one, null to remove it'),
})

export const MailSettingsView = z
  .object({
    ...fields,
    host: z.string().describe('Name or address of the mail server; empty before the first settings'),
    fromName: z.string().describe('Name shown as the sender; empty before the first settings'),
    fromAddress: z.string().describe('Address shown as the sender; empty before the first settings'),
    configured: z.boolean().describe('Whether a mail server is set'),
    hasPassword: z.boolean().describe('Whether a password is kept; it is never shown'),
    version: z.number().int().describe('Version for If-Match; 0 before the first settings'),
    waiting: z.number().int().describe('Messages waiting to be sent'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'MailSettings' })

export const MailTestView = z
  .object({
    outcome: z.enum(['accepted', 'temporary', 'permanent', 'unknown']).describe('What became of the test mail'),
    sentence: z.string().describe('What happened and what to check next, in the reader’s language'),
    response: z.string().describe('The mail server’s own words'),
    address: z.string().describe('Where the test mail was sent'),
  })
  .meta({ id: 'MailTest' })
