import { z } from 'zod'

const STATES = ['scheduled', 'open', 'overdue', 'paused', 'done', 'cancelled'] as const
const Id = z.uuid().describe('Identifier')
const When = z.iso.datetime()

export const DeadlineListQuery = z.strictObject({
  partner: z.uuid().optional().describe('Deadlines of this partner only'),
  state: z
    .string()
    .max(100)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(STATES)).max(STATES.length))
    .optional()
    .describe('States separated by commas; open and overdue when left out'),
  after: z.string().max(200).optional().describe('Cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows a page'),
})

export const DeadlineView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version'),
    kind: z.string().describe('What has to be done by then'),
    subjectType: z.string().describe('Sort of matter it belongs to'),
    subjectId: Id,
    partnerId: Id.nullable().describe('Partner it belongs to'),
    ownerId: Id.nullable().describe('Member who looks after it'),
    opensAt: When.describe('When it begins'),
    dueAt: When.describe('When it is over'),
    dueLocal: z.iso.date().nullable().describe('Last day, in the zone of the one who owes'),
    tz: z.string().describe('That zone'),
    state: z.enum(STATES).describe('State'),
    rule: z
      .object({ id: z.string().describe('Rule'), version: z.number().int().describe('Its version') })
      .describe('Rule it was computed by'),
  })
  .meta({ id: 'Deadline' })

export const DeadlineList = z
  .object({
    items: z.array(DeadlineView).describe('The nearest first'),
    next: z.string().nullable().describe('Cursor of the next page'),
  })
  .meta({ id: 'DeadlineList' })
