import { z } from 'zod'

const Id = z.uuid().describe('Identifier')
const When = z.iso.datetime().describe('Moment in UTC')
const STATES = ['drafted', 'requested', 'approved', 'decided', 'rejected', 'returned', 'withdrawn', 'expired'] as const
const MOVES = ['submit', 'approve', 'decide', 'reject', 'send_back', 'withdraw'] as const

const Moves = z.array(z.enum([...MOVES, 'expire']))

export const ApprovalParams = z.strictObject({ id: Id })

export const ApprovalListQuery = z.strictObject({
  state: z.enum(['open', 'closed', 'all']).default('open').describe('Open requests, closed ones, or all'),
  mine: z.enum(['true']).optional().describe('Only those that wait for the reader'),
  after: z.string().max(200).optional().describe('Cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows'),
})

export const MoveBody = z.strictObject({
  act: z.enum(MOVES).describe('What to do'),
  comment: z.string().trim().max(2000).default('').describe('Words; needed for sending back and refusing'),
  actingFor: Id.nullable().default(null).describe('The person for whom a deputy acts'),
})

const person = (what: string) =>
  z
    .object({ id: Id, name: z.string().describe('Name') })
    .nullable()
    .describe(what)

export const ApprovalView = z
  .object({
    id: Id,
    version: z.number().int().describe('Version for If-Match'),
    kind: z.string().describe('What consent is asked for'),
    subjectType: z.string().describe('Kind of subject'),
    subjectId: Id,
    partner: person('The partner concerned'),
    title: z.string().describe('One line'),
    reason: z.string().describe('Why it is asked'),
    proposal: z.record(z.string(), z.unknown()).describe('What would be done'),
    facts: z
      .array(
        z.object({ label: z.string().describe('What it is about'), value: z.string().describe('What is proposed') }),
      )
      .describe('The same in words'),
    state: z.enum(STATES).describe('State'),
    askedBy: person('Who asked'),
    approver: person('Who approves first'),
    decider: person('Who decides'),
    decidedBy: person('Who decided'),
    stuck: z
      .boolean()
      .describe('It waits for somebody who may no longer judge; a deputy named for that person can judge instead'),
    decidedAt: When.nullable().describe('When it was decided'),
    expiresAt: When.nullable().describe('When the request lapses'),
    createdAt: When,
    steps: z
      .array(
        z.object({
          no: z.number().int().describe('Number'),
          act: z.enum([...MOVES, 'expire']).describe('What was done'),
          by: z.string().nullable().describe('By whom'),
          actingFor: z.string().nullable().describe('For whom'),
          comment: z.string().describe('Words'),
          at: When,
        }),
      )
      .describe('What has been done so far'),
    moves: Moves.describe('What the reader may do now'),
    acting: z
      .array(
        z.object({ id: Id, name: z.string().describe('Name'), moves: Moves.describe('What may be done for them') }),
      )
      .describe('For whom the reader may act as deputy'),
  })
  .meta({ id: 'Approval' })
export const ApprovalList = z
  .object({
    items: z.array(ApprovalView),
    next: z.string().nullable().describe('Cursor of the next page'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'ApprovalList' })

const named = z.object({ id: Id, name: z.string().describe('Name') })

export const WaitingView = z.object({ count: z.number().int().describe('Requests that wait for the reader') })

export const DeputyBody = z.strictObject({
  memberId: Id.nullable().default(null).describe('Whose deputy; the reader unless an administrator says otherwise'),
  deputyId: Id,
  startsAt: When,
  endsAt: When,
})
export const DeputyView = z
  .object({
    id: Id,
    member: named.describe('Who is absent'),
    deputy: named.describe('Who acts'),
    startsAt: When,
    endsAt: When,
    removable: z.boolean().describe('The reader may end it'),
  })
  .meta({ id: 'Deputy' })
export const DeputiesView = z.object({ items: z.array(DeputyView) })
