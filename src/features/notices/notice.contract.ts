import { z } from 'zod'

const STATES = ['pending', 'sending', 'sent', 'delivered', 'failed', 'cancelled'] as const
const Id = z.uuid().describe('Identifier')
const When = z.iso.datetime()

export const MessageParams = z.strictObject({ id: Id })

export const MessageListQuery = z.strictObject({
  notice: z.uuid().optional().describe('Messages of this notice only'),
  partner: z.uuid().optional().describe('Messages to this partner only'),
  matter: z.uuid().optional().describe('Messages about this matter only, as in an assessment'),
  state: z
    .string()
    .max(100)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(STATES)).max(STATES.length))
    .optional()
    .describe('States separated by commas'),
  after: z.string().max(200).optional().describe('Cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows a page'),
})

const Try = z.object({
  no: z.number().int().describe('Number of the hand-over'),
  at: When.describe('When it ended'),
  outcome: z.enum(['accepted', 'temporary', 'permanent', 'unknown']).describe('What became of it'),
  response: z.string().describe('The mail server’s own words'),
})

export const MessageView = z
  .object({
    id: Id,
    noticeId: Id,
    kind: z.string().describe('Occasion of the notice'),
    matterType: z.string().describe('Sort of matter it is about'),
    matterId: Id,
    partnerId: Id.nullable().describe('Partner of the recipient'),
    recipientType: z.string().describe('Sort of recipient'),
    recipientId: Id,
    address: z.string().describe('Where it goes'),
    lang: z.string().describe('Language of the text'),
    subject: z.string().describe('Subject line'),
    state: z.enum(STATES).describe('State of sending'),
    failure: z.string().nullable().describe('Why it failed or was cancelled'),
    waitingFor: z.enum(['no_mail_server', 'retry', 'turn']).nullable().describe('What a waiting message waits for'),
    sendAfter: When.describe('Not tried before'),
    giveUpAt: When.describe('Given up after'),
    sentAt: When.nullable().describe('When the mail server took it'),
    createdAt: When.describe('When it was queued'),
    tries: z.array(Try).describe('Each hand-over with its result'),
  })
  .meta({ id: 'Message' })

export const MessageList = z
  .object({
    items: z.array(MessageView).describe('The newest first'),
    counts: z
      .array(
        z.object({
          state: z.enum(STATES).describe('State'),
          count: z.number().int().describe('Messages in it'),
        }),
      )
      .describe('Messages by state, whatever state the list is narrowed to'),
    next: z.string().nullable().describe('Cursor of the next page'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'MessageList' })

export const ResentView = z.object({ id: Id })
